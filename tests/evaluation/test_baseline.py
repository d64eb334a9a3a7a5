"""bot/evaluation/baseline.py: the accepted run holds figures only, and changes are judged by their direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import baseline
from bot.evaluation.baseline import Accepted
from bot.evaluation.data import MessagesError
from bot.evaluation.measures import measure
from tests.evaluation.making import CONCERNS, made


def test_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """The folder is made; no words of any message are in the file."""
    outcomes = [made("emergency_danger", "fraud", "my secret"), made("fraud", "wellbeing", "my secret too")]
    accepted = baseline.of(measure(outcomes, CONCERNS), "2026-11-20")
    file = tmp_path / "evaluation" / "accepted.json"

    baseline.write(accepted, file)

    assert baseline.read(file) == accepted
    assert accepted.figures["first"] == 0.0
    assert "secret" not in file.read_text(encoding="utf-8")


def test_baseline_may_be_missing(tmp_path: Path) -> None:
    """The first run has nothing to compare with."""
    assert baseline.read(tmp_path / "accepted.json") is None


def test_baseline_broken_is_one_sentence(tmp_path: Path) -> None:
    """The file is named, with the way to a new one."""
    file = tmp_path / "accepted.json"
    file.write_text('{"date": 5}', encoding="utf-8")

    with pytest.raises(MessagesError, match=r"accepted\.json.*--accept"):
        baseline.read(file)


def test_changes_know_which_direction_is_better() -> None:
    """Recall should rise, false alarms and calibration error should fall."""
    before = Accepted(
        "2026-11-19", 10, {"first": 0.9, "alarm": 0.1, "ece": 0.1, "gone": 1.0, "two": 0.5}, {"long": 0.5}
    )
    now = Accepted("2026-11-20", 10, {"first": 0.95, "alarm": 0.2, "ece": 0.05, "two": 0.5}, {"long": 0.4, "new": 1.0})

    found = [change.better for change in baseline.changes(before, now)]

    assert found == [True, False, True, None, False]


def test_accepted_run_in_the_repository_can_be_read() -> None:
    """If there is one."""
    accepted = baseline.read()

    assert accepted is None or accepted.figures
