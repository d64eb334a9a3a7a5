"""bench/results.py: medians of ratios, and goals in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import results
from bench.results import Measure, Run


def test_ratio_is_the_median_of_the_rounds() -> None:
    """A round in which the machine was slow slows both bots down, and counts as one of three."""
    measure = Measure(name="one message", unit="ms", ours=[10, 50, 12], stock=[40, 200, 30])

    assert measure.ratio("stock") == 0.25


def test_ratio_to_nothing_is_none() -> None:
    """What was not measured is neither met nor missed."""
    measure = Measure(name="one message", unit="ms", ours=[10], goal_stock=0.25)

    assert measure.ratio("stock") is None
    assert measure.passes("stock") is None


@pytest.mark.parametrize(("ours", "passes"), [(24.0, True), (25.0, True), (26.0, False)])
def test_passes_a_cost_at_most_the_goal(ours: float, passes: bool) -> None:
    """A quarter of stock Rasa's time, or less."""
    assert Measure(name="a", unit="ms", ours=[ours], stock=[100.0], goal_stock=0.25).passes("stock") is passes


@pytest.mark.parametrize(("ours", "passes"), [(49.0, False), (50.0, True)])
def test_passes_a_rate_at_least_the_goal(ours: float, passes: bool) -> None:
    """Five times as many messages, or more."""
    measure = Measure(name="a", unit="messages/s", ours=[ours], stock=[10.0], goal_stock=5.0, more_is_better=True)

    assert measure.passes("stock") is passes


def test_share_of_a_hundred_numbers_is_the_95th() -> None:
    """The slowest five of a hundred lie above it."""
    assert results.share([float(number) for number in range(100, 0, -1)], 0.95) == 96.0


def test_write_then_read_gives_the_run_back(tmp_path: Path) -> None:
    """With its curves, which stand in a class of their own."""
    run = Run(date="2026-11-21", machine="2 cores", busy=0.1, measures=[Measure(name="a", unit="ms", ours=[1.0])])
    run.growth = [results.Growth(cost="training, s", size="words", sizes=[1.0], costs=[2.0])]
    results.write(run, tmp_path / "folder" / "bench.json")

    assert results.read(tmp_path / "folder" / "bench.json") == run
    assert results.read(tmp_path / "other.json") is None
