"""bot/signpost.py: a reply is routes, at most one question, and never empty."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import LONDON
from bot.directory.directory import Directory, Person
from bot.signpost import CAUSE, FIRST, MORE, QUESTIONS, Signpost
from bot.turn import Answer, Turn
from bot.wording import Wording

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
AUDIENCES = (None, "child", "parent", "adult", "professional")


@pytest.fixture(scope="module")
def post(directory: Directory, wording: Wording) -> Signpost:
    """With the real directory and words."""
    return Signpost(directory, wording)


def _ids(answer: Answer) -> list[str]:
    return [card["id"] for place in ("services", "sessions", "resources") for card in answer.payload[place]]


def _turn(concern: str, **known: object) -> Turn:
    person = {name: known.pop(name) for name in ("audience", "age", "area", "own_behaviour") if name in known}
    return Turn(concern=concern, person=Person(**person), **known)  # type: ignore[arg-type]


def test_first_shows_what_it_says(post: Signpost) -> None:
    """Every card stands in the text too, for whoever sees no cards."""
    answer = post.first(_turn("fraud"), NOW)

    assert _ids(answer)
    assert [name for name in _ids(answer) if post.directory.entries[name].name.split(" (")[0] not in answer.text] == []


def test_first_tells_that_nobody_was_told(post: Signpost, wording: Wording) -> None:
    """The first reply to a disclosure says so; later ones do not repeat it."""
    told = wording.text("utter_line_not_told")

    assert post.first(_turn("grooming"), NOW).text.startswith(told)
    assert told not in post.first(_turn("grooming", disclosed=True), NOW).text


def test_first_asks_one_question_with_buttons(post: Signpost, wording: Wording) -> None:
    """What would change the routes is asked once, after the routes."""
    answer = post.first(_turn("tech_abuse"), NOW)
    asking = wording.reply("utter_line_ask_area")

    assert answer.text.endswith(asking["text"])
    assert answer.asked == ("area",)
    assert [button for button in asking["buttons"] if button not in answer.buttons] == []


@pytest.mark.parametrize("known", [{"area": "dudley", "asked": ()}, {"asked": ("area",)}])
def test_first_asks_nothing_twice(post: Signpost, known: dict[str, object]) -> None:
    """What is known, or was asked, is not asked again; the next question comes."""
    assert post.first(_turn("tech_abuse", **known), NOW).asked[-1] == "audience"


def test_first_asks_the_writer_of_own_behaviour_nothing(post: Signpost) -> None:
    """Who speaks of their own doing is not questioned."""
    answer = post.first(_turn("csam", own_behaviour=True), NOW)

    assert answer.asked == ()


def test_first_suicide_offers_only_the_cause(post: Signpost) -> None:
    """In a suicidal crisis there are crisis routes and one button."""
    assert post.first(_turn("emergency_suicide"), NOW).buttons == (CAUSE,)


def test_first_emergency_does_not_repeat_999_as_a_card(post: Signpost) -> None:
    """The 999 text has just been said; the three places are for what comes next."""
    assert "emergency-999" not in _ids(post.first(_turn("emergency_danger"), NOW))


def test_first_adds_the_childs_own_line(post: Signpost, wording: Wording) -> None:
    """A parent who asks about grooming is shown what the child can ring."""
    answer = post.first(_turn("grooming", audience="parent"), NOW)

    assert wording.text("utter_line_child_self") in answer.text
    assert "childline" in _ids(answer)


def test_more_shows_what_was_not_shown(post: Signpost) -> None:
    """Nothing comes twice, and in the end it says that there is no more."""
    turn = _turn("tech_abuse", area="nottingham_nottinghamshire")
    answer = post.first(turn, NOW)
    seen = list(_ids(answer))
    for _ in range(20):
        answer = post.more(_turn("tech_abuse", area="nottingham_nottinghamshire", shown=answer.shown), NOW)
        if not _ids(answer):
            break
        seen += _ids(answer)

    assert len(seen) == len(set(seen))
    assert answer.text == post.wording.text("utter_line_nothing_more")


def test_more_button_only_where_there_is_more(post: Signpost) -> None:
    """A "More" button always leads to something."""
    for concern in post.directory.routes:
        answer = post.first(_turn(concern), NOW)
        if MORE in answer.buttons:
            assert _ids(post.more(_turn(concern, shown=answer.shown), NOW)), concern


@pytest.mark.parametrize(("audience", "own"), list(itertools.product(AUDIENCES, (False, True))))
def test_first_always_has_a_route(post: Signpost, audience: str | None, own: bool) -> None:
    """No concern leaves anybody anywhere without a route, whatever is known of their age."""
    empty = [
        (concern, age, area)
        for concern in post.directory.routes
        for age in (None, "under_18", "adult")
        for area in (None, *post.directory.areas.areas)
        if not _ids(post.first(_turn(concern, audience=audience, own_behaviour=own, age=age, area=area), NOW))
    ]

    assert empty == []


@given(
    st.sampled_from(AUDIENCES),
    st.sampled_from([None, "under_18", "adult"]),
    st.sampled_from([None, "dudley", "wales", "nottingham_city", "uk"]),
    st.integers(0, 7 * 24),
)
def test_first_keeps_its_shape(
    post: Signpost, audience: str | None, age: str | None, area: str | None, hour: int
) -> None:
    """Whoever asks, at any hour of the week: at most three routes and the child's, no past or closed one, one question."""
    now = NOW + dt.timedelta(hours=hour)
    for concern in post.directory.routes:
        answer = post.first(_turn(concern, audience=audience, age=age, area=area), now)
        shown = [post.directory.entries[name] for name in _ids(answer)]

        assert len(shown) <= FIRST + 1
        assert not [entry.id for entry in shown if entry.status in ("closed", "past")]
        assert sum(post.wording.text(name) in answer.text for name in QUESTIONS.values()) <= 1


def test_one_of_a_renamed_service_says_the_new_name(post: Signpost) -> None:
    """Asking for Action Fraud answers with Report Fraud, and says that it has changed."""
    reply, payload = post.one("action-fraud", NOW)

    assert [card["id"] for card in payload["services"]] == ["report-fraud"]
    assert "Report Fraud" in reply["text"]
    assert "0300 123 2040" in reply["text"]
    assert "formerly Action Fraud" in reply["text"]


def test_one_of_a_law_is_no_legal_advice(post: Signpost, wording: Wording) -> None:
    """Every law says where it holds, as far as the facts know, and that this is no advice."""
    laws = [name for name, entry in post.directory.entries.items() if entry.kind == "law" and entry.status == "active"]
    said = {name: post.one(name, NOW)[0]["text"] for name in laws}

    assert laws
    assert [name for name, text in said.items() if wording.text("utter_line_not_legal_advice") not in text] == []
    extents = {name: post.directory.entries[name].extent for name in laws}
    assert [name for name, extent in extents.items() if extent and extent not in said[name]] == []


def test_one_describes_every_entry(post: Signpost) -> None:
    """Every id of the directory can be asked for, closed and past ones too."""
    assert [name for name in post.directory.entries if not post.one(name, NOW)[0]["text"].strip()] == []
