"""The bot as a whole: takes updates from polling or a webhook, sets up the menu, starts and stops."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from bot import signoff
from bot.channels.telegram import menu, updates
from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.conversation import Conversations
from bot.channels.telegram.limits import Limiter
from bot.channels.telegram.memory import Recent, sender_id
from bot.channels.telegram.poll import Poller
from bot.channels.telegram.queues import ChatQueues
from bot.channels.telegram.report import Report
from bot.channels.telegram.settings import Settings
from bot.directory.directory import Directory
from bot.directory.load import load
from bot.emergency import EmergencyRules
from bot.guard import Engine
from bot.wording import Wording

FULL = 1000  # updates waiting; more are left with Telegram, which keeps them for a day
STOPPING = 10.0  # seconds for answers that have begun


class WrongTokenError(RuntimeError):
    """Telegram does not know the token."""


class TelegramBot:
    """One bot on one token."""

    def __init__(
        self,
        settings: Settings,
        rules: EmergencyRules,
        wording: Wording,
        engine: Engine,
        ready: Callable[[], bool] = lambda: True,
        limiter: Limiter | None = None,
        report: Report | None = None,
        directory: Directory | None = None,
    ) -> None:
        """Puts the parts together; nothing is called yet.

        Args:
            settings: The operator's.
            rules: As for the guard.
            wording: The same.
            engine: Rasa, which may not be there yet.
            ready: Tells whether Rasa is loaded, or has failed to.
            limiter: Another pace, for tests.
            report: Where the operator reads how it goes.
            directory: If it has been read already.
        """
        self.settings, self._report = settings, report or Report()
        self.api = Api(settings.base, settings.token, limiter or Limiter())
        self._warning = signoff.read().warning(wording)
        entries = directory or load()
        self.conversations = Conversations(settings, self.api, rules, wording, engine, entries, ready)
        self._queues: ChatQueues[updates.Incoming] = ChatQueues(self._work)
        self._updates = Recent()
        self._side_work: set[asyncio.Task[None]] = set()

    @property
    def full(self) -> bool:
        """True if no more updates should be taken now."""
        return len(self._queues) >= FULL

    def accept(self, raw: Any) -> None:
        """Takes an update and returns at once; the work is done behind it, in order for each chat.

        Args:
            raw: Whatever came in; what is no update, or was answered already, is left.
        """
        number = updates.number(raw)
        if number is not None and not self._updates.add(number):
            return
        incoming = updates.read(raw)
        if incoming is None:
            return
        if incoming.query is not None:
            self._beside(self._answer_query(incoming.query))
        key = self._key(incoming)
        self._queues.put(key, incoming)
        if self._queues.waiting(key) > 1:
            self._beside(self._hurry(key, incoming))

    async def run(self) -> None:
        """Sets up and takes updates until it is cancelled.

        Raises:
            WrongTokenError: If Telegram does not know the token.
        """
        poller = Poller(self.api, self.accept, lambda: self.full, self._report)
        try:
            await self._connect()
            self._beside(menu.set_up(self.api, self.conversations.words, self._report, self._warning))
            if self.settings.webhook is not None:
                await asyncio.Event().wait()
            await poller.run()
        except ApiError as error:
            raise WrongTokenError(
                f"Telegram does not know this TELEGRAM_TOKEN ({error.description}): copy it again from BotFather, or "
                "take it out."
            ) from None

    async def _connect(self) -> None:
        """Tells Telegram where updates go; tries until it hears."""
        params: dict[str, Any] = {}
        method = "deleteWebhook"
        if self.settings.webhook is not None:
            method = "setWebhook"
            params = {
                "url": self.settings.webhook,
                "secret_token": self.settings.secret,
                "allowed_updates": list(updates.WANTED),
            }
        delay = 1.0
        while True:
            try:
                await self.api.once(method, params)
            except UnreachableError:
                self._report.away()
            except ApiError as error:
                if error.wrong_token:
                    raise
                self._report.refused(method, error)
                if self.settings.webhook is None:
                    return  # asking for updates will show whether it matters
            else:
                self._report.connected(self.settings.webhook is not None)
                return
            await asyncio.sleep(delay)
            delay = min(30.0, delay * 2)

    async def stop(self) -> None:
        """Finishes the answers that have begun, and closes the connections."""
        await self._queues.finish(STOPPING)
        for task in list(self._side_work):
            task.cancel()
        await asyncio.gather(*self._side_work, return_exceptions=True)
        await self.api.close()

    async def idle(self) -> None:
        """Waits until nothing is left to answer."""
        while len(self._queues) or self._side_work:  # noqa: ASYNC110  # only tests and the demo wait for it
            await asyncio.sleep(0.005)

    async def _hurry(self, key: str, incoming: updates.Incoming) -> None:
        """Danger goes before what waits in its chat."""
        if await self.conversations.hears(incoming):
            self._queues.advance(key, incoming)

    async def _work(self, incoming: updates.Incoming) -> None:
        await self.conversations.answer(incoming, lambda: self._queues.waiting(self._key(incoming)) - 1)

    def _key(self, incoming: updates.Incoming) -> str:
        return sender_id(self.settings, incoming.chat)

    async def _answer_query(self, query: str) -> None:
        """Stops the spinner on a pressed button, before the answer is made."""
        with contextlib.suppress(ApiError, UnreachableError):
            await self.api.call("answerCallbackQuery", {"callback_query_id": query})

    def _beside(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._side_work.add(task)
        task.add_done_callback(self._side_work.discard)
