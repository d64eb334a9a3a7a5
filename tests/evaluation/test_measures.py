"""bot/evaluation/measures.py: the right messages are counted under each figure."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.goals import GOALS
from bot.evaluation.measures import Report, confusions, matrix, measure
from bot.evaluation.outcome import Outcome
from tests.evaluation.making import CONCERNS, made


def _figure(name: str, *outcomes: Outcome) -> tuple[float, int]:
    figure = measure(outcomes, CONCERNS).figures[name]
    return figure.value, figure.of


def test_measure_emergencies_heard_at_either_level() -> None:
    """999 first is level now or possible; the full reply is owed where the message is not marked possible."""
    outcomes = (
        made("emergency_danger"),
        made("emergency_danger", "fraud", level="possible"),
        made("emergency_suicide", "wellbeing", level="possible", due="possible"),
        made("emergency_child", "fraud"),
        made("fraud"),
    )

    assert _figure("first", *outcomes) == (0.75, 4)
    assert _figure("full", *outcomes) == (pytest.approx(1 / 3), 3)


def test_measure_worst_slice_needs_a_few_messages() -> None:
    """One miss of one message is no worst slice; the slice is named."""
    outcomes = [made("emergency_danger", slice="long") for _ in range(5)]
    outcomes += [made("emergency_danger", slice="plain") for _ in range(9)]
    outcomes += [made("emergency_danger", "fraud", slice="plain"), made("emergency_danger", "fraud", slice="coded")]

    worst = measure(outcomes, CONCERNS).figures["first_worst"]

    assert (worst.value, worst.of, worst.note) == (0.9, 10, "plain")


def test_measure_false_alarms_are_of_the_calm_messages_only() -> None:
    """Full replies and one-liners are told apart; a calm message marked possible may have its line."""
    outcomes = (
        made("fraud", "emergency_danger", slice="near_miss"),
        made("fraud", level="possible"),
        made("wellbeing", level="possible", due="possible"),
        made("fraud"),
        made("emergency_danger"),
    )

    assert _figure("alarm", *outcomes) == (0.25, 4)
    assert _figure("alarm_scary", *outcomes) == (1.0, 1)
    assert _figure("line", *outcomes) == (pytest.approx(1 / 3), 3)


def test_measure_right_intents() -> None:
    """Emergencies by their kind, everything else by intent; the other intent that fits is right."""
    outcomes = (
        made("fraud", "wellbeing", accept=("wellbeing",)),
        made("fraud", "wellbeing"),
        made("emergency_child", "emergency_danger"),
    )

    assert _figure("right", *outcomes) == (0.5, 2)
    assert _figure("kind", *outcomes) == (0.0, 1)


def test_measure_macro_f1_counts_what_is_wrongly_given_to_a_concern() -> None:
    """A greeting taken for fraud makes fraud worse; what fits as well counts as the label."""
    outcomes = (made("fraud"), made("greet", "fraud"), made("wellbeing", "sextortion", accept=("sextortion",)))

    assert _figure("macro_f1", *outcomes) == (pytest.approx((2 / 3 + 1) / 2), 2)


def test_measure_out_of_scope() -> None:
    """Not understood is as good as out of scope there, and as bad elsewhere."""
    outcomes = (
        made("out_of_scope"),
        made("out_of_scope", "nlu_fallback"),
        made("out_of_scope", "fraud"),
        made("fraud", "out_of_scope"),
        made("fraud", "nlu_fallback"),
        made("fraud", "out_of_scope", accept=("out_of_scope",)),
        made("fraud"),
    )

    assert _figure("out", *outcomes) == (pytest.approx(2 / 3), 3)
    assert _figure("rejected", *outcomes) == (pytest.approx(2 / 3), 3)


@pytest.mark.parametrize(
    ("worries", "level", "value"),
    [
        (("sextortion", "fraud"), "none", 1.0),
        (("sextortion", "fraud"), "possible", 1.0),
        (("sextortion", "fraud"), "now", 0.0),
        (("fraud", "sextortion"), "none", 0.0),
        (("sextortion",), "none", 0.0),
        (("sextortion", "wellbeing"), "none", 0.0),
        (("wellbeing", "sextortion"), "none", 0.0),
        ((), "none", 0.0),
    ],
)
def test_measure_two_worries_need_both_and_the_riskier_first(
    worries: tuple[str, ...], level: str, value: float
) -> None:
    """One of the two, or the wrong order, is not enough."""
    outcome = made("sextortion", second="fraud", worries=worries, level=level)

    assert _figure("two", outcome) == (value, 1)


def test_measure_an_emergency_beside_a_worry_stands_apart() -> None:
    """It is answered alone, so it would not be fair among the two concerns."""
    outcomes = (made("emergency_danger", second="fraud"), made("emergency_danger", "fraud", second="fraud"))
    figures = measure(outcomes, CONCERNS).figures

    assert (figures["two_danger"].value, figures["two_danger"].of) == (0.5, 2)
    assert "two" not in figures


def test_measure_persons_and_places_where_tagged() -> None:
    """Messages without a tag are not judged."""
    outcomes = (
        made("fraud", audience="child", heard_audience="child"),
        made("fraud", audience="parent"),
        made("fraud", heard_audience="adult"),
        made("fraud", area="derby_city", heard_areas=("derby_city", "england")),
    )

    assert _figure("audience", *outcomes) == (pytest.approx(2 / 3), 2)
    assert _figure("area", *outcomes) == (pytest.approx(2 / 3), 1)


@pytest.mark.parametrize(
    ("name", "heard", "value"),
    [
        ("platform", "platforms", ("roblox",)),
        ("service", "services", ("childline",)),
        ("area", "areas", ("dudley",)),
        ("audience", "audience", "child"),
        ("age", "age", "under_18"),
    ],
)
def test_measure_each_tag_by_what_was_heard(name: str, heard: str, value: Any) -> None:
    """Heard once, missed once: 2 / (2 + 1)."""
    outcomes = (made("fraud", **{name: value, f"heard_{heard}": value}), made("fraud", **{name: value}))

    assert _figure(name, *outcomes) == (pytest.approx(2 / 3), 2)


def test_measure_no_tag_is_judged_only_where_tags_are_complete() -> None:
    """Whoever is heard in a message that was read and says nothing is a mistake; elsewhere nobody knows."""
    right = made("fraud", audience="child", heard_audience="child")
    unread = made("fraud", heard_audience="adult")
    nothing = made("fraud", tagged=True, heard_audience="adult")

    assert _figure("audience", right, unread) == (1.0, 1)
    assert _figure("audience", right, nothing) == (pytest.approx(2 / 3), 1)


def test_measure_any_is_not_judged() -> None:
    """Where two readings are right, neither is a mistake."""
    outcomes = (made("fraud", audience="any", tagged=True, heard_audience="adult"), made("fraud", audience="child"))

    assert _figure("audience", *outcomes) == (0.0, 1)


def test_measure_calibration_judges_the_classifiers_guess() -> None:
    """Also where the gate has set another intent."""
    outcome = made("fraud", "emergency_danger", guess="fraud", confidence=0.75)

    assert _figure("ece", outcome) == (0.25, 1)


def test_measure_slices_show_what_they_can() -> None:
    """A slice without emergencies has no recall, not a recall of 0."""
    (part,) = measure([made("fraud", slice="typos")], CONCERNS).slices

    assert part.name == "typos"
    assert part.first.value is None
    assert (part.alarm.value, part.right.value, part.macro_f1) == (0.0, 1.0, 1.0)


def test_measure_nothing_gives_no_figures() -> None:
    """Rather than zeros that look like failures."""
    empty: Report = measure([], CONCERNS)

    assert (empty.figures, empty.slices, empty.missed) == ({}, [], [])


def test_measure_names_only_known_figures() -> None:
    """Every figure has its line in goals.py, in the same order."""
    outcomes = [
        *(made("emergency_danger", second="fraud") for _ in range(5)),
        made("fraud", second="wellbeing", slice="near_miss", audience="child", area="derby_city"),
        made("fraud", platform="roblox", service="childline", age="under_18"),
        made("fraud", slice="typos"),
        made("out_of_scope"),
    ]

    assert list(measure(outcomes, CONCERNS).figures) == list(GOALS)


def test_confusions_most_often_first_with_their_sentences() -> None:
    """What was right is not among them."""
    outcomes = [
        made("fraud", "wellbeing", "a"),
        made("fraud"),
        made("wellbeing", "fraud", "b"),
        made("fraud", "wellbeing", "c"),
    ]

    found = [(pair.label, pair.taken_for, pair.texts) for pair in confusions(outcomes)]

    assert found == [("fraud", "wellbeing", ("a", "c")), ("wellbeing", "fraud", ("b",))]


def test_matrix_has_the_worst_intents() -> None:
    """With their right answers, so that a row adds up; at most twenty."""
    outcomes = [made("fraud", "wellbeing"), made("fraud"), made("wellbeing"), made("greet")]

    assert matrix(outcomes) == {"fraud": {"wellbeing": 1, "fraud": 1}, "wellbeing": {"wellbeing": 1}}
    many = [made(f"label{number}", f"label{number + 1}") for number in range(40)]
    assert len(matrix(many)) == 20


@pytest.mark.parametrize(
    ("name", "value", "reached"),
    [("first", 0.99, True), ("first", 0.98, False), ("alarm", 0.03, True), ("alarm", 0.04, False), ("full", 0.1, None)],
)
def test_goals_are_reached_at_the_border(name: str, value: float, reached: bool | None) -> None:
    """At least and at most include the number itself."""
    assert GOALS[name].is_reached(value) is reached
