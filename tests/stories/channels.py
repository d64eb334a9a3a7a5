"""The ways that a turn can take to the bot and back: REST and the widget's API over HTTP, Telegram, the terminal."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from bot import chat
from bot.channels.telegram.bot import TelegramBot
from bot.telegram_demo.chats import Message
from bot.telegram_demo.server import LocalTelegram
from bot.wording import Reply
from tests.houses import House, open_house
from tests.stories.player import Listener
from tests.telegram import running, settle


class Channel(Protocol):
    """A way in and out. People are told apart by their names."""

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """What one message brings back, first what is read first; `text` at least."""


class Rest:
    """Rasa's own REST contract."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """One POST."""
        body = json.dumps({"sender": person, "message": text}).encode()
        answer = await asyncio.to_thread(self._house.ask, "POST", "/webhooks/rest/webhook", body)
        assert answer.status == 200
        # The opening text comes with the first answer here; stories speak of what answers the words.
        return [reply for reply in answer.json if (reply.get("custom") or {}).get("type") != "opening"]


class WebApi:
    """What the widget calls; each person has a session."""

    def __init__(self, house: House) -> None:
        self._house, self._sessions = house, dict[str, str]()

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """One POST with the person's session."""
        known = {"session": self._sessions[person]} if person in self._sessions else {}
        body = json.dumps({"message": text, **known}).encode()
        answer = await asyncio.to_thread(self._house.ask, "POST", "/webhooks/web/message", body)
        assert answer.status == 200
        self._sessions[person] = answer.json["session"]
        messages: list[Reply] = answer.json["messages"]
        return messages


class Telegram:
    """A private chat each, on the local Bot API server."""

    def __init__(self, telegram: LocalTelegram, bot: TelegramBot) -> None:
        self._telegram, self._bot, self._numbers = telegram, bot, dict[str, int]()

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """One message; its answers are the bot's messages that stay in the chat."""
        number = self._numbers.setdefault(person, 5000 + len(self._numbers))
        before = set(self._telegram.chats.open(number).messages)
        self._telegram.chats.say(number, text)
        await settle(self._telegram, self._bot)
        said = self._telegram.chats.open(number).messages
        return [_reply(message) for place, message in said.items() if place not in before and message.mine]


def _reply(message: Message) -> Reply:
    titles = [{"title": button["text"], "payload": button["text"]} for row in message.rows for button in row]
    return {"text": message.text, "buttons": titles}


class Terminal:
    """`make chat`, one for each person, fed by a queue instead of a keyboard."""

    def __init__(self, engine: Any, patience: float) -> None:
        self._engine, self._patience = engine, patience
        self._keys: dict[str, asyncio.Queue[str]] = {}
        self._screens: dict[str, asyncio.Queue[str]] = {}
        self.tasks: list[asyncio.Task[None]] = []

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """Types a line and reads until the screen waits for the next."""
        if person not in self._keys:
            keys, screen = self._keys[person], self._screens[person] = asyncio.Queue(), asyncio.Queue()
            talking = chat.talk(self._engine, keys.get, screen.put_nowait, self._patience)
            self.tasks.append(asyncio.get_running_loop().create_task(talking))
            await screen.get()  # the opening text
        await self._keys[person].put(str(text))
        lines: list[Reply] = []
        while line := await asyncio.wait_for(self._screens[person].get(), 30):
            lines.append({"text": " ".join(line.split())})
        return lines


@asynccontextmanager
async def rest(engine: Any, guard: Any) -> AsyncIterator[Channel]:
    """The server of `make run`, asked as any Rasa client would."""
    with open_house(guard, engine) as house:
        yield Rest(house)


@asynccontextmanager
async def web_api(engine: Any, guard: Any) -> AsyncIterator[Channel]:
    """The same server, asked as the widget does."""
    with open_house(guard, engine) as house:
        yield WebApi(house)


@asynccontextmanager
async def telegram(engine: Any, guard: Any) -> AsyncIterator[Channel]:
    """The Telegram bot, by polling."""
    async with running(engine, ready=lambda: True) as (server, bot):
        yield Telegram(server, bot)


@asynccontextmanager
async def terminal(engine: Any, guard: Any) -> AsyncIterator[Channel]:
    """The terminal, whose patience at the start is short here."""
    talking = Terminal(Waiting(engine) if isinstance(engine, Listener) else engine, patience=0.2)
    try:
        yield talking
    finally:
        for task in talking.tasks:
            task.cancel()
        await asyncio.gather(*talking.tasks, return_exceptions=True)


class Waiting:
    """A listener as the terminal sees it: loaded."""

    def __init__(self, listener: Listener) -> None:
        self._listener, self.loaded = listener, threading.Event()
        self.loaded.set()

    async def ask(self, turn: Any, limit: float) -> None:
        """Hands on."""
        await self._listener.ask(turn, limit)

    async def forget(self, sender: str) -> None:
        """Hands on."""
        await self._listener.forget(sender)


CHANNELS = {"rest": rest, "web_api": web_api, "telegram": telegram, "terminal": terminal}
