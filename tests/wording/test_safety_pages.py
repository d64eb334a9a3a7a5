"""What the pages of docs/ promise to be shown by a test is there, and no rule of safeguarding is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = sorted(Path("docs").rglob("*.md"))
NAMED = re.compile(r"`(test_\w+)`")
ROW = re.compile(r"^\| (\d+) \|.*\| (Kept|Partly|Open) \| (.+) \|$", re.MULTILINE)


def _there() -> set[str]:
    """All tests and all stories."""
    tests = {
        name
        for path in Path("tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    return tests | {path.stem for path in Path("tests/stories").glob("test_*.yml")}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_names_tests_that_are_there(page: Path) -> None:
    """A test that is renamed or gone takes its promise with it."""
    there = _there()

    assert [name for name in NAMED.findall(page.read_text(encoding="utf-8")) if name not in there] == []


def test_safety_rules_are_all_there() -> None:
    """28 rules, each with a state; what is kept names a test."""
    rows = ROW.findall(Path("docs/safety/rules.md").read_text(encoding="utf-8"))

    assert [int(number) for number, _, _ in rows] == list(range(1, 29))
    assert [number for number, state, shown in rows if state == "Kept" and "`test_" not in shown] == []
