"""bot/words/languages.py: the bot speaks only in forms that a person has approved (safeguarding 11)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from bot.words import languages
from bot.words.languages import Form, approved, forms


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Form]:
    """Forms of our own making, and no wish to see drafts."""
    monkeypatch.delenv(languages.DRAFTS, raising=False)
    made = {
        "none": Form("None"),
        "who": Form("Who", approved_by="A. Person"),
        "both": Form("Both", approved_by="A. Person", approved_on=dt.date(2026, 11, 20)),
    }
    monkeypatch.setattr(languages, "forms", lambda: made)
    return made


@pytest.mark.parametrize(("form", "may"), [("none", False), ("who", False), ("both", True), ("xx", False)])
def test_languages_speaks_only_what_is_approved(known: dict[str, Form], form: str, may: bool) -> None:
    """Somebody's name and a date are both needed."""
    assert approved(form) is may


def test_languages_shows_drafts_to_who_asks_for_them(known: dict[str, Form], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is to approve them must be able to see them."""
    monkeypatch.setenv(languages.DRAFTS, "1")

    assert approved("none")
    assert not approved("xx")


def test_languages_welsh_waits_for_a_welsh_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Welsh speaker has read it: take this test out when one has, with the name in languages.yml."""
    monkeypatch.delenv(languages.DRAFTS, raising=False)

    assert not approved("cy")


def test_languages_bad_file_is_refused(tmp_path: Path) -> None:
    """A wrong field stops the start with its name."""
    file = tmp_path / "languages.yml"
    file.write_text("cy: {name: Cymraeg, aproved_by: nobody}\n", encoding="utf-8")
    forms.cache_clear()

    with pytest.raises(msgspec.ValidationError, match="aproved_by"):
        forms(file)
    forms.cache_clear()
