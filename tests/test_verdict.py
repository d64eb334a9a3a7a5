"""bot/verdict.py: how the rules, the trained gate and the classifier are put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emergency import Verdict
from bot.verdict import decide, of_own_doing, of_place, variant

LIMITS = {"now": 0.8, "possible": 0.5, "doubt": 0.02}
CALM = [("fraud", 0.9), ("emergency_danger", 0.05), ("emergency_suicide", 0.002)]
NAMES = ["fraud", "wellbeing", "nlu_fallback", "emergency_danger", "emergency_suicide", "emergency_child"]
RANKINGS = st.lists(st.tuples(st.sampled_from(NAMES), st.floats(0, 0.3)), max_size=6)
HEARD = st.one_of(
    st.none(),
    st.builds(
        Verdict,
        level=st.sampled_from(["now", "possible"]),
        intent=st.sampled_from(NAMES[3:]),
        variant=st.sampled_from([None, "taken"]),
        why=st.just(("cue",)),
    ),
)


def test_decide_rules_at_now_set_the_intent() -> None:
    """What the rules hear at level now wins over a classifier that is sure of something else."""
    verdict, intent = decide(Verdict("now", "emergency_suicide", "taken", ("cue",)), 0.0, CALM, LIMITS)

    assert intent == "emergency_suicide"
    assert (verdict["level"], verdict["intent"], verdict["variant"]) == ("now", "emergency_suicide", "taken")


def test_decide_high_score_alone_is_enough() -> None:
    """The trained ear needs no rule; the likeliest emergency gives the wording."""
    verdict, intent = decide(None, 0.85, [("wellbeing", 0.5), ("emergency_suicide", 0.3)], LIMITS)

    assert (verdict["level"], intent) == ("now", "emergency_suicide")
    assert verdict["why"] == ["score"]


def test_decide_emergencies_of_the_classifier_add_up() -> None:
    """Two emergencies between which the classifier hesitates are danger all the same."""
    verdict, _ = decide(None, 0.0, [("emergency_danger", 0.45), ("emergency_child", 0.4), ("fraud", 0.1)], LIMITS)

    assert verdict["level"] == "now"


def test_decide_middle_score_is_possible() -> None:
    """Between the thresholds the worry is answered, after one 999 line."""
    verdict, intent = decide(None, 0.6, CALM, LIMITS)

    assert (verdict["level"], intent) == ("possible", None)


def test_decide_calm_message_stays_as_it_is() -> None:
    """Where nobody hears danger, the classifier's intent stays and no emergency is named."""
    verdict, intent = decide(None, 0.1, CALM, LIMITS)

    assert intent is None
    assert (verdict["level"], verdict["intent"], verdict["variant"], verdict["why"]) == ("none", None, None, [])


def test_decide_possible_suicide_is_answered_as_such() -> None:
    """A hint of suicide with nothing else behind it gets the gentle suicide reply."""
    heard = Verdict("possible", "emergency_suicide", None, ("cue",))

    assert decide(heard, 0.0, [("wellbeing", 0.6)], LIMITS)[1] == "emergency_suicide"


def test_decide_plain_thanks_are_not_asked_about_suicide() -> None:
    """Relief that only the gate finds odd gets the one line of 999, and its own answer."""
    verdict, intent = decide(None, 0.6, [("thank", 0.98), ("emergency_suicide", 0.001)], LIMITS)

    assert (verdict["level"], verdict["intent"], intent) == ("possible", "emergency_danger", None)


@pytest.mark.parametrize("ranking", [[("goodbye", 0.98), ("emergency_suicide", 0.02)], [("thank", 0.7)]])
def test_decide_a_farewell_that_leaves_room_for_suicide_is_asked(ranking: list[tuple[str, float]]) -> None:
    """Thanks and farewells are how some people say that they will die."""
    ranking = [*ranking, ("emergency_suicide", 0.009)] if len(ranking) == 1 else ranking

    assert decide(None, 0.6, ranking, LIMITS)[1] == "emergency_suicide"


def test_decide_possible_suicide_leaves_another_worry() -> None:
    """A hint of suicide beside blackmail leaves the blackmail to be answered."""
    heard = Verdict("possible", "emergency_suicide", None, ("cue",))

    assert decide(heard, 0.0, [("sextortion", 0.6)], LIMITS)[1] is None


def test_decide_below_now_emergency_intent_gives_way() -> None:
    """An emergency intent that nobody confirms gives way to the worry behind it, never to the fallback."""
    ranking = [("nlu_fallback", 0.5), ("emergency_danger", 0.3), ("nlu_fallback", 0.2), ("stalking_harassment", 0.1)]

    assert decide(None, 0.0, ranking, LIMITS)[1] == "stalking_harassment"


def test_decide_doubted_cue_is_still_possible() -> None:
    """Plain words of danger whose meaning is far from any ("this router kills me") still get the one 999 line."""
    heard = Verdict("now", "emergency_danger", None, ("cue",))

    assert decide(heard, 0.0, [("parental_controls", 0.99)], LIMITS)[0]["level"] == "possible"


def test_decide_far_surer_classifier_chooses_the_kind() -> None:
    """Of two emergencies, the one of which the classifier is all but certain gives the wording."""
    heard = Verdict("now", "emergency_danger", "own_behaviour", ("cue",))
    verdict, intent = decide(heard, 0.9, [("emergency_child", 0.95), ("emergency_danger", 0.001)], LIMITS)

    assert (intent, verdict["variant"]) == ("emergency_child", None)


@given(HEARD, st.floats(0, 1), RANKINGS)
def test_decide_is_hardly_calmer_than_the_rules(
    heard: Verdict | None, score: float, ranking: list[tuple[str, float]]
) -> None:
    """What the rules hear at level now is level now, unless both models are all but certain that it is nothing."""
    verdict, intent = decide(heard, score, ranking, LIMITS)
    certain = max(score, sum(share for name, share in ranking if name.startswith("emergency_"))) < LIMITS["doubt"]
    least = "none" if heard is None else "possible" if certain else heard.level
    order = ["none", "possible", "now"]

    assert order.index(verdict["level"]) >= order.index(least)
    assert verdict["level"] != "now" or str(intent).startswith("emergency_")


@given(HEARD, st.floats(0, 1), st.floats(0, 1), RANKINGS)
def test_decide_more_danger_never_lowers_the_level(
    heard: Verdict | None, one: float, other: float, ranking: list[tuple[str, float]]
) -> None:
    """A higher score never gives a calmer verdict."""
    order = ["none", "possible", "now"]
    low, high = (decide(heard, score, ranking, LIMITS)[0]["level"] for score in sorted((one, other)))

    assert order.index(low) <= order.index(high)


@pytest.mark.parametrize(
    ("verdict", "found", "chosen"),
    [
        ({"level": "possible", "intent": "emergency_suicide", "variant": "taken"}, {}, "possible"),
        ({"level": "now", "intent": "emergency_suicide", "variant": "taken"}, {"audience": "child"}, "taken"),
        ({"level": "now", "intent": "emergency_suicide"}, {"audience": "child"}, "under18"),
        ({"level": "now", "intent": "emergency_suicide"}, {"audience": "parent"}, "other"),
        ({"level": "now", "intent": "emergency_suicide"}, {"audience": "professional"}, "other"),
        ({"level": "now", "intent": "emergency_suicide"}, {"audience": "adult"}, None),
        ({"level": "now", "intent": "emergency_child"}, {"audience": "child"}, "child"),
        ({"level": "now", "intent": "emergency_child"}, {"audience": "parent"}, None),
        ({"level": "now", "intent": "emergency_danger"}, {"audience": "child"}, None),
        ({}, {}, None),
    ],
)
def test_variant_chooses_wording(verdict: dict[str, str], found: dict[str, str], chosen: str | None) -> None:
    """The wording fits what was heard first, and who speaks second."""
    assert variant(verdict, found) == chosen


def test_decide_certain_words_need_no_second_opinion() -> None:
    """A partner who hits gets the full 999 reply although the trained gate hears nothing."""
    heard = Verdict("now", "emergency_danger", None, ("violent partner",), certain=True)
    thresholds = {"now": 0.8, "possible": 0.1, "doubt": 0.02}

    verdict, intent = decide(heard, 0.001, [("child_safeguarding", 0.9), ("emergency_danger", 0.01)], thresholds)

    assert (verdict["level"], intent) == ("now", "emergency_danger")


def _now(intent: str, variant: str | None = None) -> dict[str, str | None]:
    return {"level": "now", "intent": intent, "variant": variant}


@pytest.mark.parametrize("intent", ["emergency_child", "emergency_attack", "emergency_silent", "emergency_danger"])
def test_own_doing_in_an_emergency_is_danger_to_another(intent: str) -> None:
    """Whoever hurts somebody gets the words for that, whichever emergency it sounded like."""
    assert of_own_doing(_now(intent), intent, intent, ["emergency_danger"])[1] == "emergency_danger"


@pytest.mark.parametrize(
    ("intent", "variant"),
    [("emergency_suicide", None), ("emergency_child", "own_behaviour"), ("emergency_child", "child")],
)
def test_own_doing_leaves_a_crisis_and_what_the_rules_are_sure_of(intent: str, variant: str | None) -> None:
    """A life at risk comes before whose doing it is; what the rules heard has its own words."""
    verdict = _now(intent, variant)

    assert of_own_doing(verdict, intent, intent, ["emergency_danger"]) == (verdict, intent)


@pytest.mark.parametrize(
    ("intent", "top", "answered"),
    [(None, "wellbeing", "adult_safeguarding"), (None, "nlu_fallback", "adult_safeguarding"), (None, "fraud", None)],
)
def test_own_doing_said_calmly_finds_the_lines_for_it(intent: str | None, top: str, answered: str | None) -> None:
    """ "I beat up my boyfriend and feel awful" is no low mood alone; a worry with a door of its own keeps it."""
    calm = {"level": "none", "intent": None, "variant": None}

    assert of_own_doing(calm, intent, top, ["emergency_danger"])[1] == answered
    assert of_own_doing(calm, intent, top, [])[1] == intent


def test_decide_own_urges_are_not_taken_for_suicide_by_score() -> None:
    """Who fears to hurt a child is told to get away from it, however much it sounds like despair."""
    heard = Verdict("now", "emergency_child", "own_behaviour", ("cue",), certain=True)

    assert decide(heard, 0.9, [("emergency_suicide", 0.9)], LIMITS)[1] == "emergency_child"


@pytest.mark.parametrize(
    ("intent", "top", "places", "answered"),
    [
        (None, "nlu_fallback", ["abroad"], "give_area"),
        (None, "nlu_fallback", [], None),
        (None, "fraud", ["abroad"], None),
        ("emergency_danger", "nlu_fallback", ["abroad"], "emergency_danger"),
    ],
)
def test_place_alone_is_where_somebody_is(
    intent: str | None, top: str, places: list[str], answered: str | None
) -> None:
    """A place that the classifier never met is still an answer to where somebody is; danger stays danger."""
    assert of_place(intent, top, places) == answered
