"""The server of `make run`: the REST channel, the demo page and the probes, up before Rasa is."""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import Any

from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.directory_routes import add_routes
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.readiness import Loading, why_not
from bot.web import settings as configuration
from bot.web.api import WebChannel, add_channel
from bot.web.heads import watch_heads
from bot.web.pace import Pace
from bot.web.pages import add_pages
from bot.web.quiet import quiet
from bot.wording import Reply, Wording

HOST = "127.0.0.1"
MOST_BYTES = 64 * 1024  # a body larger than this is refused before it is read
PATIENCE = 10  # seconds for the next part of a request, and for an answer
LONGEST_SENDER = 128
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


def messages(replies: list[Reply], sender: str) -> list[dict[str, Any]]:
    """Replies in the form of Rasa's REST channel."""
    kept = ({key: reply[key] for key in ("text", "buttons", "custom") if reply.get(key)} for reply in replies)
    return [{"recipient_id": sender, **parts} for parts in kept if parts]


def _sender(named: object) -> str:
    """Two people never share a chat: without a name a message gets one that nobody else can have."""
    if not isinstance(named, (str, int)) or not str(named):
        return secrets.token_hex(16)
    name = str(named)
    # Of a longer name the hash: signed tokens of one host all begin alike.
    return name if len(name) <= LONGEST_SENDER else hashlib.sha256(name.encode(errors="replace")).hexdigest()


async def receive(request: Request, guard: Guard, pace: Pace) -> HTTPResponse:
    """POST /webhooks/rest/webhook: 200 with at least one message, whatever came in; 429 with 999 if it is too much."""
    try:
        body = request.json
    except SanicException:
        body = None
    body = body if isinstance(body, dict) else {}
    sender = _sender(body.get("sender"))
    refusal = await pace.refusal(request, sender, body.get("message"))
    if refusal:
        return response.json(messages(refusal, sender), status=429)
    return response.json(messages(await guard.answer(body.get("message"), sender, opening=True), sender))


async def ready(engine: Loading) -> HTTPResponse:
    """GET /ready: 200 only if real turns, behind the guard, give 999 and a route; else 503, and why."""
    why = await why_not(engine)
    return response.json({"ready": True} if why is None else {"ready": False, "why": why}, 200 if why is None else 503)


def _errors(app: Sanic, guard: Guard) -> None:
    async def refused(request: Request, error: Exception) -> HTTPResponse:
        """Even a request that cannot be read is answered with help: somebody may be behind it."""
        status = getattr(error, "status_code", 500)
        if request.path == "/webhooks/rest/webhook" and status not in (404, 405):
            return response.json(messages(guard.last_resort(too_long=status == 413), "unknown"), status=status)
        return response.text(guard.last_resort()[0]["text"], status=status)

    app.error_handler.add(Exception, refused)


def _web(app: Sanic, guard: Guard, engine: RasaEngine, wording: Wording) -> None:
    """The widget: its channel, its pages and its script."""
    settings, routes = configuration.read(), Blueprint("widget")
    channel = WebChannel(guard, engine, wording, settings)
    add_channel(routes, lambda: channel)
    add_pages(routes, settings, demo=True)
    app.blueprint(routes)
    if settings.proxies:
        app.config.PROXIES_COUNT = settings.proxies


def _server() -> Sanic:
    quiet()
    app = Sanic("signpost", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    app.config.MOTD = False
    app.config.REQUEST_TIMEOUT = app.config.RESPONSE_TIMEOUT = PATIENCE
    return app


def make_app(guard: Guard, engine: RasaEngine) -> Sanic:
    """Puts the routes together.

    Args:
        guard: Answers every message.
        engine: For the probes.

    Returns:
        An app that keeps no access log.
    """
    app, wording = _server(), Wording()
    _web(app, guard, engine, wording)
    _errors(app, guard)
    watch_heads(app)
    pace = Pace(guard, wording, configuration.read().proxies)

    async def webhook(request: Request) -> HTTPResponse:
        return await receive(request, guard, pace)

    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    async def is_ready(request: Request) -> HTTPResponse:
        return await ready(engine)

    async def harden(request: Request, answer: HTTPResponse) -> None:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)  # the widget's pages and files have their own

    app.add_route(webhook, "/webhooks/rest/webhook", methods=["POST"], name="webhook")
    app.add_route(health, "/webhooks/rest/", methods=["GET"], name="rest_health")
    app.add_route(health, "/health", methods=["GET"], name="health")
    app.add_route(is_ready, "/ready", methods=["GET"], name="ready")
    add_routes(app)
    app.register_middleware(harden, "response")  # type: ignore[arg-type]  # Sanic's stubs know one kind of answer
    return app


def port() -> int:
    """The port to serve on: PORT, or 5005.

    Raises:
        ValueError: If PORT is no port number.
    """
    text = os.environ.get("PORT") or "5005"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError(f"PORT={text}: write a number from 1 to 65535, such as PORT=5005.")
    return int(text)
