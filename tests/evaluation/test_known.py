"""bot/evaluation/known.py: the list of known failures may not go stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.data import MessagesError
from bot.evaluation.known import Findings, Known, findings, read
from tests.evaluation.making import made

MISSED = made("emergency_danger", "fraud", "missed", slice="indirect")
ALARM = made("fraud", "emergency_danger", "alarm")


def _known(*texts: str) -> list[Known]:
    return [Known(text, "because") for text in texts]


def test_findings_of_a_true_list_are_empty() -> None:
    """A missed emergency and a false alarm, both listed."""
    assert findings([MISSED, ALARM, made("fraud")], _known("missed", "alarm")) == Findings([], [], [], [])


@pytest.mark.parametrize("outcome", [made("emergency_danger", text="mended"), made("fraud", "wellbeing", "mended")])
def test_findings_what_passes_must_be_taken_off(outcome: object) -> None:
    """A wrong concern is no reason to stay: only missed emergencies and false alarms belong there."""
    (sentence,) = findings([outcome], _known("mended")).passing

    assert "'mended' passes now" in sentence


def test_findings_level_possible_is_enough_to_pass() -> None:
    """999 stands first, which is the point."""
    outcome = made("emergency_danger", "fraud", "heard", level="possible")

    assert len(findings([outcome], _known("heard")).passing) == 1


def test_findings_unlisted_missed_emergency() -> None:
    """A false alarm may be unlisted, a missed emergency may not."""
    (sentence,) = findings([MISSED, ALARM], []).unlisted

    assert "'missed' (emergency_danger) gets no 999" in sentence


def test_findings_plainly_said_emergency_may_not_be_listed() -> None:
    """It has to be mended (issue 3, point 5)."""
    outcome = made("emergency_danger", "fraud", "plain words")

    assert len(findings([outcome], _known("plain words")).plain) == 1


def test_findings_listed_text_that_is_gone() -> None:
    """Otherwise the list would fill with what nobody measures."""
    (sentence,) = findings([MISSED], _known("missed", "vanished")).gone

    assert "'vanished'" in sentence


@pytest.mark.parametrize(
    "content",
    [
        "failures:\n  - text: a\n",
        "failures:\n  - text: a\n    reason: ' '\n",
        "failures:\n  - {text: a, reason: b}\n  - {text: a, reason: c}\n",
        "known: []\n",
    ],
)
def test_read_bad_list_is_one_sentence(tmp_path: Path, content: str) -> None:
    """No reason, twice, another shape."""
    file = tmp_path / "known.yml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(MessagesError, match=r"known\.yml"):
        read(file)


def test_read_missing_list_is_one_sentence(tmp_path: Path) -> None:
    """An empty list has to be written as one."""
    with pytest.raises(MessagesError, match=r"known\.yml"):
        read(tmp_path / "known.yml")
