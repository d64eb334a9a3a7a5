"""A Bot API server for trying and testing: it refuses what Telegram refuses, and knows nobody but this machine."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.telegram_demo.chats import Chats
from bot.telegram_demo.checks import RefusedError
from bot.telegram_demo.methods import Methods
from bot.telegram_demo.updates import Updates

HOST = "127.0.0.1"
TOKEN = "1:demo-token-of-this-machine"  # noqa: S105  # opens nothing


@dataclass
class Call:
    """One call of the bot's, and what was answered."""

    method: str
    params: dict[str, Any]
    status: int = 0
    description: str = ""


@dataclass
class Fault:
    """Something that goes wrong once.

    Attributes:
        method: At which method, or any.
        status: What is answered; 0 for a connection that breaks.
        retry_after: For 429.
        seconds: How long the answer takes.
        done: True if the method does its work all the same.
        description: Telegram's words.
    """

    method: str | None = None
    status: int = 500
    retry_after: int | None = None
    seconds: float = 0.0
    done: bool = False
    description: str = "Internal Server Error"


class LocalTelegram:
    """The server, its chats, and a record of every call."""

    def __init__(self, token: str = TOKEN, clock: Callable[[], float] = time.time, paced: bool = True) -> None:
        """Makes the server; `start` opens it.

        Args:
            token: The only one that it knows.
            clock: Seconds since 1970.
            paced: False if calls may come at any speed.
        """
        self.token = token
        self.updates = Updates()
        self.chats = Chats(self.updates.add, clock)
        self.methods = Methods(self.chats, paced)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.hold = False  # True: calls get no answer at all
        self._runner: web.AppRunner | None = None
        self._delivering: asyncio.Task[None] | None = None
        self.base = ""

    async def start(self) -> None:
        """Listens on a free port of this machine; `base` is then its address."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0)
        await site.start()
        self.base = f"http://{HOST}:{self._runner.addresses[0][1]}"
        self._delivering = asyncio.get_running_loop().create_task(self.updates.deliver_to_webhook())

    async def stop(self) -> None:
        """Closes."""
        if self._delivering is not None:
            self._delivering.cancel()
            await asyncio.gather(self._delivering, return_exceptions=True)
        self.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        try:
            params = await request.json() if request.can_read_body else dict(request.query)
        except ValueError:
            params = {}
        call = Call(request.match_info["method"], params if isinstance(params, dict) else {})
        self.calls.append(call)
        if self.hold:
            await asyncio.sleep(3600)
        try:
            answer = await self._answer(request.match_info["token"], call)
        except RefusedError as error:
            return self._refuse(call, error)
        if answer is None:  # a connection that breaks
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        call.status = 200
        return web.json_response(answer)

    def _refuse(self, call: Call, error: RefusedError) -> web.Response:
        call.status, call.description = error.code, error.description
        body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
        if error.retry_after is not None:
            body["parameters"] = {"retry_after": error.retry_after}
        return web.json_response(body, status=error.code)

    async def _answer(self, token: str, call: Call) -> dict[str, Any] | None:
        if token != self.token:
            raise RefusedError("Unauthorized", 401)
        fault = self._fault(call.method)
        if fault is not None:
            if fault.done:
                await self._do(call)
            await asyncio.sleep(fault.seconds)
            if not fault.status:
                return None
            if fault.status >= 400:
                raise RefusedError(fault.description, fault.status, fault.retry_after)
        return {"ok": True, "result": await self._do(call)}

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in (None, method):
                self.faults.remove(fault)
                return fault
        return None

    async def _do(self, call: Call) -> Any:
        own = {
            "getupdates": self.updates.get_updates,
            "setwebhook": self.updates.set_webhook,
            "deletewebhook": self.updates.delete_webhook,
            "getwebhookinfo": self.updates.webhook_info,
        }
        name = call.method.lower()
        if name in own:
            return await own[name](call.params)
        if name not in self.methods.all:
            raise RefusedError("Not Found", 404)
        return self.methods.all[name](call.params)
