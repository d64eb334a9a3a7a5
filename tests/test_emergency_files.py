"""bot/emergency.py: which mistakes in the files of data/emergency stop the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.emergency import FOLDER, CueError, EmergencyRules


def _folder(tmp_path: Path, cues: str, contexts: str = "contexts: {past: ['years ago']}\n") -> Path:
    (tmp_path / "contexts.yml").write_text(contexts, encoding="utf-8")
    (tmp_path / "emergency_danger.yml").write_text(cues, encoding="utf-8")
    return tmp_path


GOOD = "intent: emergency_danger\ncues: [{name: cue, says: ['help']}]\n"


@pytest.mark.parametrize(
    ("cues", "named"),
    [
        ("intent: emergency_danger\ncues: [{name: cue, says: ['(']}]\n", "cue"),
        ("intent: emergency_danger\ncues: [{name: cue, sais: ['help']}]\n", "sais"),
        ("intent: emergency_danger\ncues: [{name: cue, says: ['help'], unless: [fction]}]\n", "fction"),
        ("intent: emergency_danger\ncues: [{name: cue, says: ['help'], level: maybe}]\n", "maybe"),
        ("intent: [emergency_danger\n", "emergency_danger.yml"),
        ("cues: []\n", "intent"),
    ],
)
def test_rules_wrong_cue_file_says_where(tmp_path: Path, cues: str, named: str) -> None:
    """A wrong cue file stops the start with its name and what is wrong in it."""
    with pytest.raises(CueError, match=named) as caught:
        EmergencyRules(_folder(tmp_path, cues))

    assert "emergency_danger.yml" in str(caught.value)


@pytest.mark.parametrize(
    ("contexts", "named"),
    [
        ("contexts: {past: ['(']}\n", "past"),
        ("contexts: {past: ['ago']}\nwhole_message: [fction]\n", "fction"),
        ("contexts: [\n", "contexts.yml"),
    ],
)
def test_rules_wrong_contexts_say_where(tmp_path: Path, contexts: str, named: str) -> None:
    """A wrong contexts.yml stops the start with a sentence, too."""
    with pytest.raises(CueError, match=named):
        EmergencyRules(_folder(tmp_path, GOOD, contexts))


def test_rules_missing_folder_stops_the_start(tmp_path: Path) -> None:
    """Without cues nothing starts."""
    with pytest.raises(CueError, match=r"contexts\.yml"):
        EmergencyRules(tmp_path / "nowhere")


def test_rules_folder_without_cues_stops_the_start(tmp_path: Path) -> None:
    """A folder that holds contexts alone is as bad as none."""
    (tmp_path / "contexts.yml").write_text("contexts: {}\n", encoding="utf-8")

    with pytest.raises(CueError, match="no emergency_"):
        EmergencyRules(tmp_path)


def test_rules_every_emergency_intent_has_a_file() -> None:
    """Each of the five emergencies is heard by rules, not by the model alone."""
    stems = {path.stem.removeprefix("emergency_") for path in FOLDER.glob("emergency_*.yml")}

    assert stems == {"danger", "suicide", "child", "attack", "silent"}
