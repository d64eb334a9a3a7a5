"""bot/channels/telegram/send.py: if Telegram refuses the dress, the words go without; nothing is lost or sent twice."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.api import Api, ApiError
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.limits import Limiter
from bot.channels.telegram.memory import Chat
from bot.channels.telegram.render import Outgoing
from bot.channels.telegram.send import BlockedError, Sender
from bot.telegram_demo.server import Fault, LocalTelegram

CARD = Outgoing(
    text="- Line: 0800 1111",
    names=("Line",),
    answers=({"title": "Derby", "payload": "Derby"},),
    links=(("Site", "https://a.example.org"),),
)


@pytest.fixture
async def sender(telegram: LocalTelegram) -> AsyncIterator[Sender]:
    """Sends to it."""
    async with Api(telegram.base, telegram.token, Limiter(overall=1e6, per_chat=0.0)) as api:
        yield Sender(api, Buttons())


async def test_send_in_full_dress(telegram: LocalTelegram, sender: Sender) -> None:
    """HTML, buttons, links, quiet, no preview; and its number is remembered."""
    chat = Chat()
    await sender.send(1, chat, CARD)
    (message,) = telegram.chats.open(1).messages.values()

    assert message.entities == [{"type": "bold", "offset": 2, "length": 4}]
    assert [[button["text"] for button in row] for row in message.rows] == [["Derby"], ["Site"]]
    assert (message.silent, message.preview, message.parse_mode) == (True, False, "HTML")
    assert list(chat.messages) == [message.number]


async def test_send_urgent_rings(telegram: LocalTelegram, sender: Sender) -> None:
    """999 makes the phone ring."""
    await sender.send(1, Chat(), Outgoing(text="Ring 999.", urgent=True))

    assert [message.silent for message in telegram.chats.open(1).messages.values()] == [False]


@pytest.mark.parametrize(
    ("refusals", "mode", "rows"),
    [
        (["Bad Request: can't parse entities: Unsupported start tag"], None, 2),
        (["Bad Request: can't parse entities: x", "Bad Request: BUTTON_URL_INVALID"], None, 1),
        (["Bad Request: BUTTON_DATA_INVALID"] * 3, "HTML", 0),
        (["Bad Request: something new"] * 4, None, 0),
    ],
)
async def test_send_refused_dress_is_taken_off(
    telegram: LocalTelegram, sender: Sender, refusals: list[str], mode: str | None, rows: int
) -> None:
    """The words arrive once, with as much of the rest as Telegram takes."""
    telegram.faults = [Fault("sendMessage", 400, description=refusal) for refusal in refusals]
    await sender.send(1, Chat(), CARD)
    (message,) = telegram.chats.open(1).messages.values()

    assert message.text == CARD.text
    assert (message.parse_mode, len(message.rows)) == (mode, rows)


async def test_send_too_long_goes_in_parts(telegram: LocalTelegram, sender: Sender) -> None:
    """Telegram's own refusal of something too long: all words arrive, in order, the buttons under the last."""
    text = " ".join(str(number) for number in range(2000))
    await sender.send(1, Chat(), Outgoing(text=text, answers=CARD.answers))
    messages = list(telegram.chats.open(1).messages.values())

    assert " ".join(message.text for message in messages).split() == text.split()
    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_send_refused_in_unknown_words_goes_in_parts(telegram: LocalTelegram, sender: Sender) -> None:
    """Whatever Telegram calls it, a long message that it takes in no dress is tried in pieces."""
    telegram.faults = [Fault("sendMessage", 400, description="Bad Request: TEXT_LARGE") for _ in range(4)]
    text = " ".join(str(number) for number in range(700))
    await sender.send(1, Chat(), Outgoing(text=text, answers=CARD.answers))

    assert " ".join(message.text for message in telegram.chats.open(1).messages.values()).split() == text.split()


async def test_send_refused_in_every_dress_says_so(telegram: LocalTelegram, sender: Sender) -> None:
    """Then there is nothing more to try."""
    telegram.faults = [Fault("sendMessage", 400, description="Bad Request: no") for _ in range(9)]

    with pytest.raises(ApiError):
        await sender.send(1, Chat(), CARD)


async def test_send_to_who_has_blocked_the_bot(telegram: LocalTelegram, sender: Sender) -> None:
    """403 is told apart: the chat is to be forgotten."""
    telegram.chats.open(1).blocked = True

    with pytest.raises(BlockedError):
        await sender.send(1, Chat(), CARD)


async def test_send_answers_a_message_even_if_it_is_gone(telegram: LocalTelegram, sender: Sender) -> None:
    """An answer to a corrected message points at it."""
    await sender.send(1, Chat(), CARD, answers=77)

    assert telegram.called("sendMessage")[0].params["reply_parameters"] == {
        "message_id": 77,
        "allow_sending_without_reply": True,
    }
