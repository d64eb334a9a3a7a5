"""CONTRIBUTING.md and docs/open-data.md: every command and file that they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.directory.commands.main import COMMANDS

PAGES = [Path("CONTRIBUTING.md"), Path("README.md"), Path("docs") / "open-data.md"]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_names_only_commands_that_exist(page: Path) -> None:
    """Whoever copies a command from it can run it."""
    named = set(re.findall(r"bot directory (\w+)", page.read_text(encoding="utf-8")))

    assert named - set(COMMANDS) == set()


def test_contributing_names_every_command() -> None:
    """None is kept secret from the people who keep the directory."""
    said = Path("CONTRIBUTING.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"bot directory {name}" not in said and f"`{name}`" not in said] == [
        "coverage"
    ]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_names_only_files_that_exist(page: Path) -> None:
    """No path of data/, docs/ or bot/ in it leads nowhere."""
    named = re.findall(r"`((?:data|docs|bot)/[\w./-]+)`", page.read_text(encoding="utf-8"))

    assert named
    assert [name for name in named if not Path(name).exists()] == []


def test_contributing_changes_a_number_in_five_steps() -> None:
    """The promise to people who do not program."""
    said = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = said.partition("## Change a phone number")[2].partition("\n## ")[0]

    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]
