"""docs/safety/faults.md: all forty are there, and so is every test that it names."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path("docs/safety/faults.md")
ROW = re.compile(r"^\| T(\d+) \|(.+)\|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def _rows() -> list[tuple[int, str]]:
    return [(int(number), rest) for number, rest in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def test_every_fault_is_there_once_and_names_a_test() -> None:
    """T1 to T40, in order; what cannot occur names the test that sees to it."""
    assert [number for number, _ in _rows()] == list(range(1, 41))
    assert [number for number, rest in _rows() if not NAMED.search(rest)] == []


def test_every_test_that_is_named_is_there() -> None:
    """A test that is renamed or gone takes its row with it."""
    named = {found for _, rest in _rows() for found in NAMED.findall(rest)}
    lost = [
        f"{file}::{test}"
        for file, test in sorted(named)
        if not re.search(rf"def {test}\(", (Path("tests") / file).read_text(encoding="utf-8"))
    ]

    assert lost == []
