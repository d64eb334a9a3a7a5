"""English and Welsh: the same words in both, and nobody is shown Welsh before somebody has approved it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from bot.wording import Wording
from bot.words import languages
from tests.widget.conftest import Opener
from tests.widget.played import WIDGET


def test_both_languages_have_the_same_words_and_gaps() -> None:
    english, welsh = (
        json.loads((WIDGET / "strings" / f"{name}.json").read_text(encoding="utf-8")) for name in ("en", "cy")
    )
    assert list(english) == list(welsh)
    gaps = [
        (
            name,
            re.findall(r"\{\w+\}|\d[\d ]*\d", str(english[name])),
            re.findall(r"\{\w+\}|\d[\d ]*\d", str(welsh[name])),
        )
        for name in english
    ]
    assert [name for name, one, other in gaps if one != other] == []  # numbers, too
    assert [name for name in english if name != "draft" and english[name] and not welsh[name]] == ["approved_by"]


def test_english_words_are_those_of_the_bot(wording: Wording) -> None:
    english = json.loads((WIDGET / "strings" / "en.json").read_text(encoding="utf-8"))
    assert english["opening"] == wording.text("utter_line_opening")
    for line in ("116 123", "0800 1111", "85258"):
        assert line in wording.text("utter_line_last_resort")
        assert line in " ".join(english["lines"])


def test_welsh_is_not_shown_until_it_is_approved(visit: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule for all channels: a host that asks for the draft by name gets English, unless drafts are to be seen."""
    monkeypatch.delenv(languages.DRAFTS)
    page = visit("/widget/page?lang=cy")
    expect(page.get_by_role("log")).to_contain_text("Nobody reads this")
    expect(page.get_by_role("log")).not_to_contain_text("Drafft")


def test_welsh_has_one_approval() -> None:
    """Who approves the Welsh words of the bot approves those of the widget, by name."""
    welsh = json.loads((WIDGET / "strings" / "cy.json").read_text(encoding="utf-8"))

    assert welsh["approved_by"] == languages.forms()[languages.WELSH].approved_by


def test_welsh_is_a_draft_that_says_so(visit: Opener) -> None:
    page = visit("/widget/page?lang=cy")
    expect(page.get_by_role("log")).to_contain_text("Drafft")
    expect(page.get_by_role("log")).to_contain_text("In danger now? Ring 999.")
    expect(page.locator(".chat")).to_have_attribute("lang", "cy")
    page.get_by_role("textbox").fill("error")
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_contain_text("Ffonio 999")
    page.get_by_role("textbox").fill("grooming")
    page.keyboard.press("Enter")
    for english in (".reply .text", ".card h3", ".choices"):
        expect(page.locator(english).first).to_have_attribute("lang", "en")
    page = visit("/host/hostile.html")  # a page in another language
    expect(page.get_by_role("button", name="Help finding support")).to_be_visible()
