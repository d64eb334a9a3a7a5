"""bot/telegram_demo/terminal.py: what the demonstration shows and understands."""

from __future__ import annotations

import itertools

import pytest

from bot.telegram_demo.chats import Message
from bot.telegram_demo.server import LocalTelegram
from bot.telegram_demo.terminal import ME, MEDIA, Phone, draw

ROWS = [
    [{"text": "Derby", "callback_data": "k"}, {"text": "Wales", "callback_data": "l"}],
    [{"text": "Site", "url": "https://a.example"}],
]


@pytest.fixture
async def telegram() -> LocalTelegram:
    """A server that need not listen."""
    return LocalTelegram()


async def test_draw_numbers_the_buttons() -> None:
    """Buttons get numbers, links their address, the first line says whether the phone rings."""
    keys: dict[int, str] = {}
    drawn = draw(Message(1, 0.0, True, "Where?", rows=ROWS), itertools.count(1), keys)

    assert "(RINGS)" in drawn
    assert "[1: Derby]  [2: Wales]" in drawn
    assert "[Site -> https://a.example]" in drawn
    assert keys == {1: "Derby", 2: "Wales"}


async def test_phone_number_presses_a_button(telegram: LocalTelegram) -> None:
    """After the message has been shown, its number presses."""
    phone = Phone(telegram)
    telegram.chats.add(telegram.chats.open(ME), True, "Where?", rows=ROWS)
    phone.news()

    assert phone.do("2") is None
    assert telegram.updates.waiting[-1]["callback_query"]["data"] == "l"


async def test_phone_words_are_written_and_changed(telegram: LocalTelegram) -> None:
    """Words go out as a message; :edit changes the last."""
    phone = Phone(telegram)
    phone.do("hello")
    phone.do(":edit hello again")

    assert [list(update)[1] for update in telegram.updates.waiting] == ["message", "edited_message"]
    assert telegram.updates.waiting[1]["edited_message"]["text"] == "hello again"


@pytest.mark.parametrize("what", MEDIA)
async def test_phone_sends_media(telegram: LocalTelegram, what: str) -> None:
    """Each kind that the help names."""
    Phone(telegram).do(f":send {what}")

    assert what in telegram.updates.waiting[0]["message"]


@pytest.mark.parametrize("line", [":edit", ":edit words", ":send", ":send money", ":fly"])
async def test_phone_says_what_it_does_not_understand(telegram: LocalTelegram, line: str) -> None:
    """One sentence, and nothing is sent."""
    assert Phone(telegram).do(line)
    assert telegram.updates.waiting == []


async def test_phone_shows_news_once_and_the_screen_whole(telegram: LocalTelegram) -> None:
    """What has been seen is no news; the screen has both sides."""
    phone = Phone(telegram)
    phone.do("hello")
    telegram.chats.add(telegram.chats.open(ME), True, "answer")

    assert "answer" in phone.news()
    assert phone.news() == ""
    assert "hello" in phone.screen()
    assert "answer" in phone.screen()
