"""What no story file can hold: messages without words, commands of Rasa, far too much text, the first thing seen."""

from __future__ import annotations

import asyncio

import pytest

from bot.guard import Guard
from bot.wording import Wording
from tests.stories.player import USUAL_NOW, clock_at, text_of

ODD = {
    "twenty kilobytes": "my neighbour plays music and the bins are full again. " * 370,
    "twenty kilobytes without a space": "a" * 20_000,
    "an emoji": "\U0001f622",
    "restart": "/restart",
    "a command in another slash": "\uff0fsession_start",
    "a payload": '/greet{"area": "derby"}',
    "nothing": "",
    "spaces": "  \n\t ",
    "no text at all": None,
}


@pytest.mark.parametrize("message", ODD.values(), ids=ODD.keys())
def test_odd_messages_get_one_helpful_answer(message: str | None, guard: Guard) -> None:
    """Whatever is sent, the answer says when to ring 999 and is never empty."""
    with clock_at(USUAL_NOW):
        replies = asyncio.run(guard.answer(message, f"odd: {message!r:.40}"))

    assert "999" in text_of(replies)


def test_emergency_in_a_long_text_is_heard(guard: Guard) -> None:
    """A cry for help at the end of a very long message still comes back as 999 first."""
    message = ODD["twenty kilobytes"] + " ive taken all my tablets"

    with clock_at(USUAL_NOW):
        replies = asyncio.run(guard.answer(message, "long emergency"))

    assert "999" in str(replies[0]["text"]).split("\n")[0]


def test_emergency_behind_a_slash_is_heard(guard: Guard) -> None:
    """A slash before the words must not turn a cry for help into a command."""
    with clock_at(USUAL_NOW):
        replies = asyncio.run(guard.answer('/greet{"x": "i am going to kill myself tonight"}', "slash"))

    assert "999" in str(replies[0]["text"]).split("\n")[0]


def test_opening_is_said_once_a_conversation(guard: Guard) -> None:
    """Where the channel shows no opening text, the first answer carries it and the second does not."""
    opening = Wording().text("utter_line_opening")

    with clock_at(USUAL_NOW):
        said = [text_of(asyncio.run(guard.answer(text, "opening", opening=True))) for text in ("good day to you", "ok")]

    assert [said[0].count(opening), said[1].count(opening)] == [1, 0]
    for words in ("a computer, not a person", "nobody is told", "Ring 999", "see this screen"):
        assert words in opening
