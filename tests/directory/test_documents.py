"""CONTRIBUTING.md: what it promises to those who keep the directory. That what it names exists: tests/docs."""

from __future__ import annotations

import re
from pathlib import Path

from bot.directory.commands.main import COMMANDS


def test_contributing_names_every_command() -> None:
    """None is kept secret from the people who keep the directory."""
    said = Path("CONTRIBUTING.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"bot directory {name}" not in said and f"`{name}`" not in said] == [
        "coverage"
    ]


def test_contributing_changes_a_number_in_five_steps() -> None:
    """The promise to people who do not program."""
    said = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = said.partition("## Change a phone number")[2].partition("\n## ")[0]

    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]
