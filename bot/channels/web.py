"""The website's channel: on the server of `make run`, and as an input channel of `rasa run`.

Both have the same addresses: /webhooks/web/ to talk to, /widget/ for the script and the pages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic

from bot.channels.rest import engine_of
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.web import settings as configuration
from bot.web.api import WebChannel, add_channel
from bot.web.pages import add_pages
from bot.wording import Wording


class GuardedWeb(InputChannel):  # type: ignore[misc]  # Rasa's classes are untyped
    """What the website widget talks to, with the guard in front of Rasa."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "web"

    def url_prefix(self) -> str:
        """None: the widget's files are not under /webhooks/."""
        return "/"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Needs no credentials; the settings are in the environment."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Makes the routes; the agent that `rasa run` has loaded is handed to a thread of its own at the start.

        Args:
            on_new_message: Not used: the guard parses first and then hands the message on itself.

        Returns:
            The routes under /webhooks/web/ and /widget/.
        """
        routes = Blueprint("guarded_web")
        settings = configuration.read()
        channels: list[WebChannel] = []

        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            engine, wording = engine_of(app), Wording()
            guard = Guard(EmergencyRules(), wording, engine)
            channels.append(WebChannel(guard, engine, wording, settings))

        routes.listener("after_server_start")(start)
        add_channel(routes, lambda: channels[-1])
        add_pages(routes, settings, demo=False)
        return routes
