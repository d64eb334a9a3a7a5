"""The guarded REST channel for `rasa run`: Rasa's own address and contract, with the guard in front.

`make run` has a server of its own (bot/channels/http.py), which answers before Rasa is loaded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.http import receive
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.web.heads import watch_heads
from bot.web.pace import Pace
from bot.web.quiet import quiet
from bot.wording import Wording


def engine_of(app: Sanic) -> RasaEngine:
    """The agent that `rasa run` has loaded, in one thread of its own for all our channels."""
    if not hasattr(app.ctx, "signpost_engine"):
        app.ctx.signpost_engine = RasaEngine(lambda: app.ctx.agent)
    engine: RasaEngine = app.ctx.signpost_engine
    return engine


class GuardedRest(RestInput):  # type: ignore[misc]  # Rasa's classes are untyped
    """POST /webhooks/rest/webhook, as everybody knows it from Rasa."""

    @classmethod
    def name(cls) -> str:
        """The part of the address that Rasa's own channel has."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestInput:
        """Needs no credentials."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Makes the routes; the agent that `rasa run` has loaded is handed to a thread of its own at the start.

        Args:
            on_new_message: Not used: the guard parses first and then hands the message on itself.

        Returns:
            The routes under /webhooks/rest/.
        """
        routes = Blueprint("guarded_rest")
        guards: list[tuple[Guard, Pace]] = []

        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            guard = Guard(EmergencyRules(), Wording(), engine_of(app))
            guards.append((guard, Pace(guard, Wording())))

        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        async def webhook(request: Request) -> HTTPResponse:
            return await receive(request, *guards[-1])

        quiet()
        watch_heads(routes)
        routes.listener("after_server_start")(start)
        routes.add_route(health, "/", methods=["GET"])
        routes.add_route(webhook, "/webhook", methods=["POST"])
        return routes
