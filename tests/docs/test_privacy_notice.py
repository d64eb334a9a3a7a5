"""docs/privacy/notice.md: one text for the papers and the page, which a child can read and which claims nothing false."""

from __future__ import annotations

import re

import pytest

from bot.directory.directory import Directory
from bot.web.pages import NOTICE, render
from bot.web.settings import Settings
from bot.words.never import forbidden
from bot.words.reading import age, limits

TEXT = NOTICE.read_text(encoding="utf-8")
PLAIN = re.sub(r"\[([^]]*)\]\([^)]*\)|^#+ ", r"\1", TEXT.replace("\n- ", ".\n"), flags=re.MULTILINE)
PARAGRAPHS = [" ".join(part.split()) for part in PLAIN.split("\n\n")]


def test_notice_can_be_read_by_a_child() -> None:
    """As easy as an emergency text on the whole, and no part harder than any other reply."""
    asked = limits()
    hard = {part: age(part, asked.names) for part in PARAGRAPHS if age(part, asked.names) > asked.highest_age}

    assert age(PLAIN, asked.names) <= asked.emergency_age
    assert hard == {}


def test_notice_begins_with_999() -> None:
    """Somebody in danger may have pressed the wrong link."""
    assert "999" in PARAGRAPHS[1]


def test_notice_promises_no_secrecy() -> None:
    """What the bot must never say, its notice must not say either."""
    assert list(forbidden(PLAIN)) == []


def test_notice_names_only_addresses_of_the_directory(directory: Directory) -> None:
    """The one place to complain to is the one that the directory holds."""
    named = set(re.findall(r"\(https://([^)]*)\)", TEXT))
    held = {str(entry.url).removeprefix("https://") for entry in directory.entries.values()}

    assert named
    assert named - held == set()


@pytest.mark.parametrize("sentence", ["Nobody. You are writing to a computer program.", "What are my rights?"])
def test_notice_is_what_the_page_shows(sentence: str) -> None:
    """Served as it stands, with the host's own contact under it."""
    page = render("privacy", "en", Settings(contact_name="The lead", contact_href="mailto:dsl@example.org"))

    assert sentence in TEXT
    assert sentence in page
    assert "mailto:dsl@example.org" in page
