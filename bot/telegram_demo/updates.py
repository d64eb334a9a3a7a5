"""How the local Bot API server hands updates over: to who asks, or to a webhook, never to both."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from typing import Any

import aiohttp

from bot.telegram_demo import checks
from bot.telegram_demo.checks import RefusedError

LONGEST_POLL = 50  # seconds
HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN = 0.2  # seconds until a webhook that failed is tried again
ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SECOND = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """The updates that the bot has not acknowledged."""

    def __init__(self) -> None:
        """Starts empty, without a webhook."""
        self.waiting: list[dict[str, Any]] = []
        self.brought: list[tuple[int, int]] = []  # update and status of each delivery to a webhook
        self._numbers = itertools.count(100)
        self._changed = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._url = self._secret = ""

    def add(self, update: dict[str, Any]) -> None:
        """Adds an update; it keeps its own number if it has one."""
        self.waiting.append(update if "update_id" in update else {"update_id": next(self._numbers), **update})
        self._changed.set()

    def close(self) -> None:
        """Ends a question that is still open."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def get_updates(self, params: dict[str, Any]) -> Any:
        """Hands updates to who asks, and waits for some if there are none.

        Raises:
            RefusedError: If there is a webhook, or somebody else asks meanwhile.
        """
        if self._url:
            raise RefusedError(f"Conflict: {ACTIVE}", 409)
        self.close()  # an older question ends with 409, as Telegram has it
        mine = self._poll = asyncio.get_running_loop().create_future()
        offset = params.get("offset") or 0
        self.waiting = [update for update in self.waiting if update.get("update_id", 0) >= offset]
        until = time.monotonic() + min(float(params.get("timeout") or 0), LONGEST_POLL)
        while not self.waiting and time.monotonic() < until:
            self._changed.clear()
            waiting = asyncio.ensure_future(self._changed.wait())
            await asyncio.wait({waiting, mine}, timeout=until - time.monotonic(), return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if mine.done():
                raise RefusedError(f"Conflict: {SECOND}", 409)
        mine.cancel()
        return self.waiting[: min(int(params.get("limit") or 100), 100)]

    async def set_webhook(self, params: dict[str, Any]) -> Any:
        """Takes a webhook.

        Raises:
            RefusedError: If Telegram would not call it.
        """
        url = str(params.get("url") or "")
        if url:
            checks.webhook(url, params.get("secret_token"))
        self._url, self._secret = url, str(params.get("secret_token") or "")
        self._changed.set()
        return True

    async def delete_webhook(self, params: dict[str, Any]) -> Any:
        """Goes back to being asked."""
        self._url = ""
        if params.get("drop_pending_updates") is True:
            self.waiting.clear()
        return True

    async def webhook_info(self, params: dict[str, Any]) -> Any:
        """Tells where updates go."""
        return {"url": self._url, "pending_update_count": len(self.waiting), "has_custom_certificate": False}

    async def deliver_to_webhook(self) -> None:
        """Brings updates one by one; what is not acknowledged with 200 comes again."""
        async with aiohttp.ClientSession() as session:
            while True:
                if not self._url or not self.waiting:
                    self._changed.clear()
                    await self._changed.wait()
                    continue
                update = self.waiting[0]
                status = 0
                with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError, OSError):
                    headers = {HEADER: self._secret}
                    async with session.post(self._url, json=update, headers=headers) as answer:
                        status = answer.status
                self.brought.append((update.get("update_id", 0), status))
                if status == 200:
                    self.waiting.pop(0)
                else:
                    await asyncio.sleep(AGAIN)
