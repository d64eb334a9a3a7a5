"""A client for the ten methods of the Bot API that this bot uses. Nothing it raises or prints holds the token."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import aiohttp

from bot.channels.telegram.limits import Limiter

PATIENCE = 20.0  # seconds for an answer of Telegram's
URGENT_PATIENCE = 5.0  # for one to a message with 999: twice is better than late
TRIES = 4  # where Telegram may have done it and only its answer was lost: each try may be one message too many
GIVE_UP = 600.0  # seconds that one call may take with all its waiting, where Telegram has certainly not done it
SLOWEST = 30.0  # seconds between two tries
FLOOD, BLOCKED, CONFLICT = 429, 403, 409
UNAUTHORIZED, NOT_FOUND = 401, 404

Params = dict[str, Any]


class ApiError(Exception):
    """Telegram refuses a call.

    Attributes:
        code: Telegram's number for it.
        description: Telegram's words for it.
        retry_after: Seconds to wait, if it is only too early.
    """

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        """Keeps what Telegram said."""
        super().__init__(f"{code} {description}")
        self.code, self.description, self.retry_after = code, description, retry_after

    @property
    def wrong_token(self) -> bool:
        """True if Telegram does not know the token."""
        return self.code == UNAUTHORIZED


class UnreachableError(Exception):
    """Telegram cannot be reached, or its servers fail.

    Attributes:
        done: True if Telegram may have done it all the same: only its answer is missing.
    """

    def __init__(self, what: str, done: bool) -> None:
        """Says what was tried, without the address."""
        super().__init__(what)
        self.done = done


class Api:
    """Calls methods of the Bot API."""

    def __init__(
        self, base: str, token: str, limiter: Limiter, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """Connects when it is first used.

        Args:
            base: Root of the Bot API server.
            token: The bot's.
            limiter: Keeps Telegram's pace.
            sleep: Waits between two tries.
        """
        self._root = f"{base}/bot{token}/"
        self._limiter, self._sleep = limiter, sleep
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Api:
        """Nothing to prepare."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the connections."""
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def once(self, method: str, params: Params | None = None, patience: float = PATIENCE) -> Any:
        """Calls a method and does not try again.

        Args:
            method: Such as getMe.
            params: Its parameters.
            patience: Seconds for the answer.

        Returns:
            The result.

        Raises:
            ApiError: If Telegram refuses.
            UnreachableError: If there is no answer that can be read.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=patience)
        try:
            async with self._session.post(f"{self._root}{method}", json=params or {}, timeout=limit) as answer:
                body = await answer.json(content_type=None)
                status = answer.status
        except aiohttp.ClientConnectorError:
            # Never `from error`: what the network says may hold the address, and with it the token.
            raise UnreachableError(f"{method}: no connection", done=False) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            raise UnreachableError(f"{method}: no answer", done=True) from None
        return _result(method, status, body)

    async def call(
        self, method: str, params: Params | None = None, chat: int | None = None, urgent: bool = False
    ) -> Any:
        """Calls a method at Telegram's pace, and again if Telegram was only busy or away.

        An answer that gets lost on its way is the one case in which a message may come twice: whether Telegram has sent
        it cannot be asked, and silence would be worse.

        Args:
            method: Such as sendMessage.
            params: Its parameters.
            chat: Whom a message goes to; None for a call that sends none.
            urgent: True for 999: it waits for no other call, and for an answer only shortly.

        Returns:
            The result.

        Raises:
            ApiError: If Telegram refuses for good.
            UnreachableError: If Telegram stays away.
        """
        until = time.monotonic() + GIVE_UP
        tries = lost = 0
        while True:
            await self._limiter.wait(chat, urgent)
            try:
                return await self.once(method, params, URGENT_PATIENCE if urgent else PATIENCE)
            except ApiError as error:
                if error.code != FLOOD or time.monotonic() + _wait(error) > until:
                    raise
                if chat is not None:
                    self._limiter.pause(chat, _wait(error))
                await self._sleep(_wait(error))
            except UnreachableError as error:
                tries, lost = tries + 1, lost + error.done
                if lost >= TRIES or time.monotonic() > until:
                    raise
                await self._sleep(0.2 if tries == 1 else min(SLOWEST, 2.0 ** (tries - 1)))


def _wait(error: ApiError) -> float:
    return max(error.retry_after or 1.0, 0.0)


def _result(method: str, status: int, body: Any) -> Any:
    if isinstance(body, dict) and body.get("ok") is True and "result" in body:
        return body["result"]
    if not isinstance(body, dict) or status >= 500:
        raise UnreachableError(f"{method}: {status}", done=status < 400)
    code, parameters = body.get("error_code"), body.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    raise ApiError(
        code if isinstance(code, int) else status,
        str(body.get("description") or ""),
        float(after) if isinstance(after, (int, float)) else None,
    )
