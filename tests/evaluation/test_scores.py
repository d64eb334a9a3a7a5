"""bot/evaluation/scores.py: figures that can be checked by hand or against scikit-learn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from bot.evaluation.scores import Share, calibration_error, f1, macro_f1, reliability, share, tagged_f1


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (205, 206, 0.9730, 0.9991)],
)
def test_share_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    """Values of statsmodels' proportion_confint(method="wilson")."""
    assert Share(hits, of).interval == pytest.approx((low, high), abs=2e-4)


@given(st.integers(1, 2000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_share_interval_holds_the_share(counts: tuple[int, int]) -> None:
    """Within 0 and 1, and never beside the share itself."""
    value = Share(*counts)
    low, high = value.interval

    assert value.value is not None
    assert 0 <= low <= value.value <= high <= 1


def test_share_of_nothing_says_nothing() -> None:
    """No figure, and an interval that excludes nothing."""
    assert share([]).value is None
    assert share([]).interval == (0.0, 1.0)


def test_f1_of_counts() -> None:
    """2 right, 1 false, 1 missed: precision and recall are 2/3."""
    assert f1(2, 1, 1) == pytest.approx(2 / 3)
    assert f1(0, 0, 0) is None


def test_macro_f1_by_hand() -> None:
    """a: 2 of 3 with one false = 2/3; b: 1 of 2 = 2/3 (1 hit, 0 false, 1 missed); c belongs to no message."""
    pairs = [("a", "a"), ("a", "a"), ("a", "x"), ("b", "b"), ("b", "a")]

    assert macro_f1(pairs, {"a", "b", "c"}) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1(pairs, {"c"}) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abcx")), min_size=1, max_size=30))
def test_macro_f1_agrees_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    """On the classes that any message has."""
    labels, given_as = zip(*pairs, strict=True)
    present = sorted(set(labels))

    assert macro_f1(pairs, set("abc")) == pytest.approx(
        f1_score(labels, given_as, labels=present, average="macro", zero_division=0)
    )


def test_tagged_f1_counts_a_wrong_value_as_missed_and_false() -> None:
    """1 hit, 1 wrong (missed and false), 1 not heard (missed): 2 / (2 + 1 + 2)."""
    pairs = [({"child"}, {"child"}), ({"child"}, {"adult"}), ({"parent"}, set[str]())]

    assert tagged_f1(pairs) == (pytest.approx(0.4), 3)
    assert tagged_f1([]) == (None, 0)


def test_tagged_f1_of_a_message_that_says_nothing_counts_what_is_found_as_false() -> None:
    """1 hit, 1 false: 2 / (2 + 1); nothing said and nothing found is no figure."""
    assert tagged_f1([({"child"}, {"child"}), (set[str](), {"adult"})]) == (pytest.approx(2 / 3), 1)
    assert tagged_f1([(set[str](), set[str]())]) == (None, 0)


def test_tagged_f1_wants_every_tag() -> None:
    """Of two platforms one was heard."""
    assert tagged_f1([({"roblox", "discord"}, {"discord"})]) == (pytest.approx(2 / 3), 2)


def test_reliability_sorts_by_confidence() -> None:
    """A confidence of 1 belongs to the last step; empty steps are left out."""
    bins = reliability([(0.05, False), (0.95, True), (1.0, False)])

    assert [(b.low, b.count, b.accuracy) for b in bins] == [(0.0, 1, 0.0), (0.9, 2, 0.5)]
    assert bins[1].confidence == pytest.approx(0.975)


def test_calibration_error_weighs_by_messages() -> None:
    """(1 x 0.05 + 2 x 0.475) / 3."""
    assert calibration_error(reliability([(0.05, False), (0.95, True), (1.0, False)])) == pytest.approx(1 / 3)
    assert calibration_error([]) is None
