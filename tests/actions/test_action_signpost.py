"""actions/action_signpost.py: the routes for a worry, and better ones when the person tells more."""

from __future__ import annotations

import json

import pytest

from actions import shared
from actions.action_signpost import ActionSignpost
from bot import choices
from bot.signpost import CAUSE
from tests.actions.conftest import Play, ranking

ACTION = ActionSignpost()


def test_signpost_sends_text_and_cards(play: Play) -> None:
    """A worry gets its routes, as text and as cards."""
    played = play(ACTION, "fraud")

    assert "Report Fraud" in played.text
    assert "report-fraud" in played.shown


def test_signpost_remembers_ids_and_never_words(play: Play) -> None:
    """What is kept is the worry, what was shown and what was asked; no word of the message."""
    played = play(ACTION, "tech_abuse", text="canary: my ex tracks me")

    assert played.slots["concern"] == "tech_abuse"
    assert set(played.shown) <= set(played.slots["shown"])
    assert (played.slots["asked"], played.slots["pending"], played.slots["disclosed"]) == (["area"], "area", True)
    assert "canary" not in json.dumps(played.events)


@pytest.mark.parametrize(
    ("intent", "found", "text", "says"),
    [
        ("give_area", {"area": ["nottingham_nottinghamshire"]}, "Nottingham", "utter_line_changed_area"),
        ("give_area", {"area": ["england"]}, "Leeds", "utter_line_outside_area"),
        ("give_area", {}, "Atlantis", "utter_line_unknown_area"),
        ("give_audience", {"audience": "child"}, "me, I am 12", "utter_line_changed_audience"),
        ("give_audience", {"age": "adult"}, "over 18", "utter_line_changed_age"),
        ("give_contact", {}, "no calls please", "utter_line_changed_contact_text"),
    ],
)
def test_signpost_answers_the_same_worry_better(
    play: Play, intent: str, found: dict[str, object], text: str, says: str
) -> None:
    """Whatever is told more is answered for the worry that was told before, and one line says what changed."""
    played = play(ACTION, intent, {"concern": "tech_abuse", "disclosed": True}, found=found, text=text)

    assert played.slots["concern"] == "tech_abuse"
    assert played.text.startswith(shared.signpost().wording.text(says))


def test_signpost_england_offers_the_places_with_lines_of_their_own(play: Play) -> None:
    """The first question has the nations; who says England is offered its places, once; who says Leeds is not."""
    slots = {"concern": "tech_abuse", "asked": ["area"], "disclosed": True}
    said = {"found": {"area": ["england"]}, "text": "England"}
    places = play(ACTION, "give_area", slots, **said)

    assert {button["payload"] for button in places.buttons} >= {"Nottingham", "Derbyshire", "Dudley"}
    assert "Dudley" not in {b["payload"] for b in play(ACTION, "give_area", slots, **{**said, "text": "Leeds"}).buttons}
    again = play(ACTION, "give_area", {**slots, "asked": places.slots["asked"]}, **said)
    assert "Dudley" not in {button["payload"] for button in again.buttons}


@pytest.mark.parametrize(
    "concern", sorted(name for name, route in shared.signpost().directory.routes.items() if "area" in route.ask)
)
def test_signpost_asks_for_the_area_with_six_buttons_at_most(play: Play, concern: str) -> None:
    """More than that is a wall to somebody frightened."""
    for found in ({}, {"audience": "adult", "age": "adult"}, {"audience": "child", "age": "under_18"}):
        played = play(ACTION, concern, {"asked": ["age", "audience"]}, found=found)

        assert len(played.buttons) <= 6


def test_signpost_contact_puts_such_lines_first(play: Play) -> None:
    """Who would rather text sees a line to text or chat with first, and is not asked again."""
    slots = {"concern": "wellbeing", "audience": "adult", "area": "england", "asked": ["area"]}
    played = play(ACTION, "give_contact", slots, text="I would rather text")

    first = shared.signpost().directory.entries[played.shown[0]]
    assert choices.reached_by(first, "text")
    assert played.slots["contact"] == "text"
    assert shared.signpost().wording.text("utter_line_ask_contact") not in played.text


def test_signpost_contact_that_nobody_offers_is_said(play: Play) -> None:
    """It never says "text lines first" over a list of numbers to ring."""
    slots = {"concern": "wellbeing", "audience": "parent", "area": "england", "asked": ["area"]}
    played = play(ACTION, "give_contact", slots, text="I would rather text")

    assert played.text.startswith(shared.signpost().wording.text("utter_line_no_such_contact"))


def test_signpost_postcode_offers_the_councils(play: Play) -> None:
    """Half a postcode settles the nation; which council is asked, because postcodes cross their borders."""
    played = play(ACTION, "give_area", {"concern": "grooming", "asked": ["area"]}, text="we are in NG10")

    assert played.slots["area"] == "england"
    assert {"Nottinghamshire", "Derbyshire"} <= {button["title"] for button in played.buttons}
    assert played.text.startswith(shared.signpost().wording.text("utter_line_which_council"))


def test_signpost_side_question_keeps_the_riskier_worry(play: Play) -> None:
    """A teacher who found an image and asks about policy is answered, and the image stays what it is about."""
    slots = {"concern": "nudes_under18", "audience": "professional", "shown": ["childline"]}
    played = play(ACTION, "professional_guidance", slots)

    assert "organisation-safeguarding-lead" in played.shown
    assert played.slots["concern"] == "nudes_under18"


@pytest.mark.parametrize(
    ("ranked", "concern"), [(("sextortion", "fraud"), "sextortion"), (("fraud", "sextortion"), "fraud")]
)
def test_signpost_unsure_lesser_worry_keeps_the_riskier_one(play: Play, ranked: tuple[str, str], concern: str) -> None:
    """A lesser worry takes the place of a riskier one only if it is clear."""
    played = play(ACTION, "fraud", {"concern": "sextortion"}, intent_ranking=ranking(*ranked))

    assert "report-fraud" in played.shown
    assert played.slots["concern"] == concern


def test_signpost_danger_keeps_the_worry_for_later(play: Play) -> None:
    """After 999 the worry before is one button away."""
    played = play(ACTION, "emergency_danger", {"concern": "tech_abuse"})

    assert played.slots["cause"] == "tech_abuse"
    assert CAUSE in played.buttons


def test_signpost_two_worries_fit_on_one_screen(play: Play) -> None:
    """Of two worries in one message each gets two routes of its own."""
    played = play(ACTION, "tech_abuse", worries=["tech_abuse", "fraud"])

    assert len(played.shown) <= 4
    assert {"national-domestic-abuse-helpline", "159-stop-scams"} <= set(played.shown)


def test_signpost_area_brings_local_lines(play: Play) -> None:
    """After "Nottingham" the local domestic abuse line and the line for men and LGBT+ people are there."""
    slots = {"concern": "tech_abuse", "asked": ["area"]}
    played = play(ACTION, "give_area", slots, found={"area": ["nottingham_nottinghamshire"]})

    assert {"notts-da-helpline", "equation-men-lgbtq"} <= set(played.shown)
    assert played.slots["area"] == "nottingham_nottinghamshire"


def test_signpost_area_without_a_worry_asks_for_it(play: Play) -> None:
    """Who begins with where they live is asked what is wrong, and need not say it again."""
    played = play(ACTION, "give_area", found={"area": ["dudley"]})

    assert played.responses == ["utter_line_tell_worry"]
    assert played.slots["area"] == "dudley"
    assert "concern" not in played.slots


def test_signpost_new_worry_starts_afresh(play: Play) -> None:
    """What was shown for one worry is not held against another."""
    played = play(ACTION, "fraud", {"concern": "tech_abuse", "shown": ["report-fraud"], "asked": ["area"]})

    assert "report-fraud" in played.shown


def test_signpost_keeps_who_and_where(play: Play) -> None:
    """A second worry need not be told for whom and where again."""
    played = play(ACTION, "fraud", {"concern": "tech_abuse", "audience": "parent", "area": "wales"})

    assert (played.slots["audience"], played.slots["area"]) == ("parent", "wales")


def test_signpost_suicide_keeps_the_cause_for_later(play: Play) -> None:
    """The blackmail behind a suicidal crisis is remembered; now only crisis routes are shown."""
    played = play(ACTION, "emergency_suicide", intent_ranking=ranking("emergency_suicide", "sextortion", "fraud"))

    assert played.slots["cause"] == "sextortion"
    assert played.buttons == [{"title": "Help with what caused this", "payload": "help with what caused this"}]


def test_signpost_suicide_remembers_the_worry_before(play: Play) -> None:
    """If the cry itself names no cause, the worry of the turn before is it."""
    assert play(ACTION, "emergency_suicide", {"concern": "fraud"}).slots["cause"] == "fraud"


@pytest.mark.parametrize("pending", ["age", "area", None])
def test_signpost_emergency_ends_old_questions_about_age(play: Play, pending: str | None) -> None:
    """After an emergency, a "yes" no longer means what it meant before."""
    played = play(ACTION, "emergency_danger", {"concern": "sexual_violence", "pending": pending, "asked": ["age"]})

    assert played.slots["pending"] != "age"


def test_signpost_writer_as_the_danger_gets_no_victims_lines(play: Play) -> None:
    """Who is about to hurt somebody is led to somebody to talk to."""
    played = play(ACTION, "emergency_danger", emergency={"variant": "own_behaviour", "level": "now"})

    assert played.slots["own_behaviour"] is True
    assert "national-domestic-abuse-helpline" not in played.shown


@pytest.mark.parametrize("intent", ["emergency_danger", "emergency_child"])
def test_signpost_own_doing_is_remembered_for_the_cause(play: Play, intent: str) -> None:
    """What caused it is then answered as the writer's own doing, not as if it had been done to them."""
    found = {"own_behaviour": ["emergency_danger", "adult_safeguarding"]}
    emergency = {"level": "now", "variant": "own_behaviour"}
    played = play(ACTION, intent, found=found, emergency=emergency)

    assert (played.slots["cause"], played.slots["own_behaviour"]) == ("adult_safeguarding", True)


@pytest.mark.parametrize(
    ("slots", "own"),
    [
        ({"concern": "csam", "own_behaviour": True}, True),
        ({"concern": "emergency_suicide", "cause": "csam", "own_behaviour": True}, True),
        ({"concern": "csam"}, None),
    ],
)
def test_signpost_crisis_keeps_whose_doing_the_cause_is(play: Play, slots: dict[str, object], own: bool | None) -> None:
    """The crisis lines are those of everybody; help with the cause is that for own thoughts once it is asked for."""
    played = play(ACTION, "emergency_suicide", slots)

    assert (played.slots["cause"], played.slots["own_behaviour"]) == ("csam", own)
    assert "childline" in played.shown


def test_signpost_law_in_between_keeps_whose_doing_it_is(play: Play) -> None:
    """ "Is it illegal?" does not turn who is ashamed of their own doing into a victim."""
    played = play(ACTION, "law_question", {"concern": "csam", "own_behaviour": True})

    assert played.slots["concern"] == "csam"
    assert "own_behaviour" not in played.slots
    assert played.shown[0] == "stop-it-now"
    assert "police-101" not in played.shown


def test_signpost_ambulance_shows_no_abuse_line(play: Play) -> None:
    """Somebody has collapsed: the lines that follow 999 are not those for a violent partner."""
    played = play(ACTION, "emergency_danger", emergency={"variant": "ambulance", "level": "now"})

    assert "national-domestic-abuse-helpline" not in played.shown
    assert "samaritans" in played.shown


def test_signpost_ends_misses(play: Play) -> None:
    """Understood again: the count of misses starts anew."""
    assert play(ACTION, "fraud", {"misses": 1.0}).slots["misses"] is None


def test_signpost_csam_offers_the_three_meanings(play: Play) -> None:
    """Found it, knows who, or it is about me: by buttons, once, after the routes, and never of who has said it."""
    asked = {button["payload"] for button in play(ACTION, "csam").buttons}
    wanted = {button["payload"] for button in shared.signpost().wording.reply("utter_line_ask_meaning")["buttons"]}

    assert wanted <= asked
    for slots, found in (
        ({"concern": "csam", "asked": ["meaning"]}, {}),
        ({}, {"own_behaviour": ["csam"]}),
        ({}, {"audience": "professional"}),
    ):
        assert not wanted & {button["payload"] for button in play(ACTION, "csam", slots, found=found).buttons}


def test_signpost_offers_people_at_work_what_fits_them(play: Play) -> None:
    """A teacher is not told that this is hard, nor what to say; the steps and training are."""
    slots = {"audience": "professional", "area": "derby_city", "contact": "phone", "asked": ["area", "age", "contact"]}
    titles = {button["title"] for button in play(ACTION, "nudes_under18", slots).buttons}

    assert {"What to do now", "Training for staff"} <= titles
    assert not {"This is hard", "Words to say"} & titles
