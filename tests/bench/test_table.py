"""bench/table.py and bench/chart.py: a run as people read it."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from bench.chart import chart
from bench.results import Growth, Measure, Run
from bench.table import table


def _run() -> Run:
    slow = Measure(name="one message, p50", unit="ms", ours=[9.0], stock=[40.0], limit=[3.0], goal_stock=0.25)
    slow.goal_limit = 2.0
    rate = Measure(name="8 clients", unit="messages/s", ours=[200.0], stock=[25.0], goal_stock=5.0, more_is_better=True)
    growth = [Growth(cost="training, CPU s", size="words", sizes=[100, 200, 400], costs=[10, 20, 45])]
    return Run(date="2026-11-21", machine="2 cores", busy=0.1, measures=[slow, rate], growth=growth, notes=["A note."])


def _row(name: str) -> list[str]:
    return next(line for line in table(_run()).splitlines() if line.startswith(name)).split()


def test_table_says_what_met_its_goal_and_what_did_not() -> None:
    """Of stock Rasa's time 0.225, where a quarter is wanted; of the limit 3, where 2 is."""
    row = _row("one message, p50")

    assert row[-8:] == ["0.225", "<=", "0.25", "ok", "3", "3", "<=", "2", "MISSED"][-8:]
    assert "MISSED" in row


def test_table_of_a_rate_wants_more() -> None:
    """Eight times as many, where five times is wanted."""
    assert _row("8 clients")[-4:] == ["8", ">=", "5", "ok"]


def test_table_ends_with_the_notes() -> None:
    """What must be known of the whole run."""
    assert table(_run()).splitlines()[-1] == "A note."


def test_chart_is_a_picture_with_every_measure_and_curve() -> None:
    """Well-formed, and readable without colours."""
    root = Tree.fromstring(chart(_run()))  # noqa: S314  # our own text
    words = {node.text for node in root.iter("{http://www.w3.org/2000/svg}text")}

    assert {"one message, p50 (ms)", "8 clients (messages/s)", "training, CPU s", "words"} <= words
    assert "0.12" in words, "a rate of eight is an eighth of the cost"
