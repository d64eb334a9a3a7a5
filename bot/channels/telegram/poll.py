"""Takes updates by asking for them: no public address is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.channels.telegram.api import CONFLICT, FLOOD, NOT_FOUND, Api, ApiError, UnreachableError
from bot.channels.telegram.report import Report
from bot.channels.telegram.updates import WANTED, number

LONG = 25  # seconds that Telegram holds the question open
MARGIN = 10.0  # seconds more for the network
FIRST, SLOWEST = 0.5, 30.0  # seconds between two tries


class Poller:
    """Asks for updates, one question at a time."""

    def __init__(self, api: Api, accept: Callable[[Any], None], full: Callable[[], bool], report: Report) -> None:
        """Holds what it needs.

        Args:
            api: To call Telegram.
            accept: Takes an update at once.
            full: True if no more should be taken now.
            report: Told how it goes.
        """
        self._api, self._accept, self._full, self._report = api, accept, full, report
        self._offset: int | None = None
        self._delay = FIRST

    async def run(self) -> None:
        """Asks until it is cancelled, or the token turns out wrong.

        Raises:
            ApiError: If the token is wrong.
        """
        while True:
            while self._full():  # noqa: ASYNC110  # what is not taken stays with Telegram
                await asyncio.sleep(0.1)
            try:
                found = await self._ask()
            except UnreachableError:
                self._report.away()
            except ApiError as error:
                if error.wrong_token or error.code == NOT_FOUND:  # a token that cannot be one
                    raise
                await self._refused(error)
            else:
                self._report.connected(webhook=False)
                self._delay = FIRST
                for raw in found:
                    self._accept(raw)
                    await asyncio.sleep(0)  # a hundred at once must not hold up the website
                continue
            await asyncio.sleep(self._delay)
            self._delay = min(SLOWEST, self._delay * 2)

    async def _ask(self) -> list[Any]:
        params: dict[str, Any] = {"timeout": LONG, "allowed_updates": list(WANTED)}
        if self._offset is not None:
            params["offset"] = self._offset
        found = await self._api.once("getUpdates", params, patience=LONG + MARGIN)
        found = found if isinstance(found, list) else []
        numbers = [n for n in map(number, found) if n is not None]
        if numbers:
            self._offset = max(numbers) + 1
        elif found:  # nothing that could be acknowledged: ask slowly
            await asyncio.sleep(self._delay)
        return found

    async def _refused(self, error: ApiError) -> None:
        self._report.refused("getUpdates", error)
        if error.code == FLOOD:
            self._delay = max(self._delay, error.retry_after or 0.0)
        if error.code == CONFLICT and "webhook" in error.description:
            try:
                await self._api.once("deleteWebhook")
            except (ApiError, UnreachableError):
                return
