"""bot/signoff.py: a demonstration until all four have signed, and again a year later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot import signoff

TODAY = dt.date(2026, 11, 20)
WHO = ("clinical", "police", "data_protection", "safeguarding")


def _file(folder: Path, **changed: str) -> Path:
    lines = dict.fromkeys(WHO, "{name: A, role: B, date: 2026-06-01}") | changed
    path = folder / "signoff.yml"
    path.write_text("\n".join(f"{who}: {line}" for who, line in lines.items()), encoding="utf-8")
    return path


def test_nobody_has_signed_yet() -> None:
    """The day on which this fails, somebody has: then the words "demonstration" in README.md go, too."""
    assert not signoff.read().complete(TODAY)


def test_complete_needs_all_four(tmp_path: Path) -> None:
    assert signoff.read(_file(tmp_path)).complete(TODAY)
    for who in WHO:
        assert not signoff.read(_file(tmp_path, **{who: "{name: A, role: B, date: }"})).complete(TODAY)


@pytest.mark.parametrize(
    ("date", "holds"), [("2025-11-20", True), ("2025-11-19", False), ("2026-11-20", True), ("2026-11-21", False)]
)
def test_a_signature_lasts_a_year_and_is_not_of_the_future(tmp_path: Path, date: str, holds: bool) -> None:
    assert signoff.read(_file(tmp_path, police=f"{{name: A, role: B, date: {date}}}")).complete(TODAY) is holds


@pytest.mark.parametrize("line", ["{nam: A}", "{date: soon}", "5"])
def test_read_wrong_file_is_one_sentence(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"signoff.yml: .*write name, role and date"):
        signoff.read(_file(tmp_path, police=line))
