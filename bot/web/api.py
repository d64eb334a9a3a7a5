"""The web channel: what the widget talks to. Every answer, a refusal too, names 999."""

from __future__ import annotations

import json
from typing import Any, Protocol

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock, signoff
from bot.guard import Guard
from bot.operations import settings as operations
from bot.web.limits import Limit
from bot.web.sessions import Sessions
from bot.web.settings import Settings
from bot.wording import Reply, Wording

PREFIX = "/webhooks/web"
MOST_BYTES = 16 * 1024
NAMED = ("text", "buttons", "custom", "lang")


class Forgetful(Protocol):
    """What can forget a conversation."""

    async def forget(self, sender: str) -> None:
        """Forgets it."""


def _body(request: Request) -> dict[str, Any]:
    """The JSON that came, whatever the request calls it; nothing if it is none."""
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


class WebChannel:
    """Answers messages of the widget through the guard that all channels share."""

    def __init__(self, guard: Guard, memory: Forgetful, wording: Wording, settings: Settings) -> None:
        """Starts without a chat.

        Args:
            guard: Answers every message.
            memory: Where conversations are forgotten.
            wording: Holds what is said to those who are refused.
            settings: Who may come in.
        """
        self._guard, self._memory, self._settings = guard, memory, settings
        self._too_many = wording.reply("utter_line_too_many")
        self._not_here = wording.reply("utter_line_last_resort")
        self._signoff = signoff.read()
        self.sessions = Sessions(shared=operations.read().key("sessions"))
        self.by_session = Limit(at_once=12, per_minute=30)
        self.by_address = Limit(at_once=150, per_minute=600)  # a school shares one address

    async def message(self, request: Request) -> HTTPResponse:
        """POST message {"message", "session"} -> {"session", "messages"}; an unknown session gets a fresh one."""
        if not self._welcome(request):
            return self._refuse(request, 403, [self._not_here])
        if len(request.body) > MOST_BYTES:
            return self._refuse(request, 413, self._guard.last_resort(too_long=True))
        body = _body(request)
        text, session = body.get("message"), self.sessions.renew(body.get("session"), self._origin(request))
        allowed = self.by_address.allows(self._address(request)) and self.by_session.allows(session)
        if not allowed:
            return self._refuse(request, 429, await self._overheard(text), session)
        replies = await self._guard.answer(text, self.sessions.conversation(session))
        return self._answer(request, replies, session)

    async def session(self, request: Request) -> HTTPResponse:
        """POST session -> {"session"}: an id ahead of the first message."""
        if not self._welcome(request):
            return self._refuse(request, 403, [self._not_here])
        if not self.by_address.allows(self._address(request)):
            return self._refuse(request, 429, [self._too_many])
        return self._json(request, {"session": self.sessions.issue(self._origin(request))})

    async def forget(self, request: Request) -> HTTPResponse:
        """POST forget {"session"} -> 204, whether we knew it or not; a page that is going away reads no answer."""
        session, origin = _body(request).get("session"), self._origin(request)
        conversation = self.sessions.forget(session, origin) if self._welcome(request) else None
        if conversation is not None:
            try:
                await self._memory.forget(conversation)
            except Exception:  # noqa: BLE001  # its id is gone already, and its half hour will end the rest
                conversation = None
        return self._open(request, response.empty())

    async def config(self, request: Request) -> HTTPResponse:
        """GET config -> {"demonstration"}: true until all have signed."""
        return self._json(request, {"demonstration": not self._signoff.complete(clock.now().date())})

    async def preflight(self, request: Request) -> HTTPResponse:
        """OPTIONS: for pages that send application/json; the widget itself needs none."""
        answer = self._open(request, response.empty())
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
        return answer

    async def _overheard(self, text: object) -> list[Reply]:
        """For those over the limit: 999 in full if the rules hear danger (no model is asked), else a line with 999."""
        heard = await self._guard.listener.hear(text) if isinstance(text, str) else None
        danger = heard is not None and heard.level == "now"
        return [*(self._guard.emergency(heard.intent, heard.variant) if heard and danger else []), self._too_many]

    def _origin(self, request: Request) -> str:
        return str(request.headers.get("origin", "")).lower()

    def _welcome(self, request: Request) -> bool:
        """Pages of this server and of the listed sites; what is no browser sends no origin."""
        origin = self._origin(request)
        if not origin:
            return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
        return origin in self._settings.origins or origin.partition("://")[2] == request.host.lower()

    def _address(self, request: Request) -> str:
        return str((request.remote_addr if self._settings.proxies else "") or request.ip)

    def _refuse(self, request: Request, status: int, replies: list[Reply], session: str | None = None) -> HTTPResponse:
        return self._answer(request, replies, session, status)

    def _answer(self, request: Request, replies: list[Reply], session: str | None, status: int = 200) -> HTTPResponse:
        kept = ({name: reply[name] for name in NAMED if reply.get(name)} for reply in replies)
        messages = [parts for parts in kept if parts]
        return self._json(request, {"session": session, "messages": messages}, status)

    def _json(self, request: Request, body: dict[str, Any], status: int = 200) -> HTTPResponse:
        return self._open(request, response.json(body, status=status))

    def _open(self, request: Request, answer: HTTPResponse) -> HTTPResponse:
        """Lets pages of the listed sites read the answer, and no others."""
        answer.headers.update({"Cache-Control": "no-store", "Vary": "Origin"})
        if self._origin(request) in self._settings.origins:
            answer.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
        return answer


def add_channel(routes: Blueprint, channel: Any) -> None:
    """Puts the channel's addresses onto a blueprint.

    Args:
        routes: Without a prefix of its own.
        channel: A function that gives the channel; `rasa run` has none before its server starts.
    """
    for method, name in (("POST", "message"), ("POST", "session"), ("POST", "forget"), ("GET", "config")):

        async def handle(request: Request, name: str = name) -> HTTPResponse:
            answer: HTTPResponse = await getattr(channel(), name)(request)
            return answer

        async def preflight(request: Request) -> HTTPResponse:
            answer: HTTPResponse = await channel().preflight(request)
            return answer

        routes.add_route(handle, f"{PREFIX}/{name}", methods=[method], name=f"web_{name}")
        routes.add_route(preflight, f"{PREFIX}/{name}", methods=["OPTIONS"], name=f"web_{name}_preflight")
