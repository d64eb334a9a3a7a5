"""bot/channels/telegram/buttons.py: short keys, two to a row, and only links that Telegram takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.buttons import MOST, MOST_LINKS, Buttons, accepted, links
from bot.directory.directory import Directory
from bot.telegram_demo.checks import RefusedError, keyboard


def _button(title: str, payload: str = "") -> dict[str, str]:
    return {"title": title, "payload": payload or title}


@given(st.text(min_size=1, max_size=400).filter(lambda text: text.isprintable()))
def test_key_is_short_and_gives_the_words_back(words: str) -> None:
    """However long the words, Telegram carries at most 64 bytes."""
    buttons = Buttons()

    assert len(buttons.key(words).encode()) <= 64
    assert buttons.words(buttons.key(words)) == words


@pytest.mark.parametrize("key", [None, "", "unknown"])
def test_words_of_an_unknown_key_are_none(key: str | None) -> None:
    """A forged or forgotten key is nothing."""
    assert Buttons().words(key) is None


def test_key_memory_is_bounded() -> None:
    """The oldest go first."""
    buttons = Buttons()
    first = buttons.key("the first")
    for number in range(MOST):
        buttons.key(str(number))

    assert buttons.words(first) is None
    assert buttons.words(buttons.key("5")) == "5"


def test_keyboard_puts_two_to_a_row() -> None:
    """Short titles side by side, a long one alone."""
    rows = Buttons().keyboard(
        [_button("Derby"), _button("Wales"), _button("Scotland"), _button("Someone is watching me")]
    )
    rows += Buttons().keyboard([_button("A"), _button("Someone is watching my phone"), _button("B")])

    assert [[button["text"] for button in row] for row in rows] == [
        ["Derby", "Wales"],
        ["Scotland", "Someone is watching me"],
        ["A"],
        ["Someone is watching my phone"],
        ["B"],
    ]


def test_keyboard_links_stand_below_the_answers() -> None:
    """What answers the question is next to it."""
    rows = Buttons().keyboard([_button("Derby")], [("Site", "https://a.example.org")])

    assert [list(row[0]) for row in rows] == [["text", "callback_data"], ["text", "url"]]


@pytest.mark.parametrize(
    "url",
    [
        "tel:999",
        "mailto:a@b.example",
        "https://localhost/x",
        "https://127.0.0.1:8081",
        "https://a b.example",
        "https://",
        "example.org",
        "https://[::1",
        "ftp://example.org",
        "https://me@example.org",
        "https://example.org:port",
    ],
)
def test_accepted_refuses_what_would_cost_the_message(url: str) -> None:
    """One bad address and Telegram refuses the whole message."""
    assert not accepted(url)
    assert Buttons().keyboard([], [("Site", url)]) == []


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z.:@/ 0-9-]{0,30}", fullmatch=True))
def test_accepted_is_never_laxer_than_telegram(url: str) -> None:
    """What goes out as a link is never refused."""
    if accepted(url):
        try:
            keyboard({"inline_keyboard": [[{"text": "x", "url": url}]]})
        except RefusedError as error:
            raise AssertionError(url) from error


def test_accepted_takes_every_website_of_the_directory(directory: Directory) -> None:
    """The rule is not so strict that a helpline loses its link."""
    pages = {
        contact.value if contact.value.startswith("http") else f"https://{contact.value}"
        for entry in directory.entries.values()
        for contact in entry.contacts
        if contact.type == "web"
    }

    assert len(pages) > 50
    assert [page for page in sorted(pages) if not accepted(page)] == []


def test_links_are_few_and_none_twice() -> None:
    """The first four websites; the same page once."""
    cards: list[dict[str, Any]] = [
        {"name": f"Line {number}", "contacts": [{"type": "web", "href": f"https://{number // 2}.example.org"}]}
        for number in range(20)
    ]
    found = links([{"services": cards, "sessions": [], "resources": []}])

    assert len(found) == MOST_LINKS
    assert len({url for _, url in found}) == MOST_LINKS
