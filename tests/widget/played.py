"""Loopback routes that play the web channel and a host's own website.

What the channel does is chosen by the words that it gets: "empty", "error", "html", "late", "never" fail in that way;
the rest answer with the JSON of the real contract (`tests/widget/replies.py`).
"""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.web.pages import POLICY, integrity, render, version
from bot.web.settings import Settings
from tests.widget.replies import REPLIES

WIDGET = Path("bot") / "widget"
BUILD = WIDGET / "dist" / version() / "chat.js"
HOSTS = Path(__file__).parent / "hosts"
LATE = 4.5  # seconds: after the panel (2.5) and well before the page gives up (8)


@dataclass
class Server:
    """What a test knows of the servers.

    Attributes:
        url: Where the widget's server is.
        host: Where the host's own website is: another origin.
        heard: The bodies of all messages, oldest first.
        headers: Their headers.
        forgotten: The sessions that it was told to forget.
        issued: The sessions that it gave out.
        broken: Words that fail now and may be mended by the test.
        signed: What it says when asked whether the texts are signed off.
    """

    url: str = ""
    host: str = ""
    heard: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    signed: bool = False

    def reset(self) -> None:
        """Forgets what earlier tests did."""
        for kept in (self.heard, self.headers, self.forgotten, self.issued, self.broken):
            kept.clear()
        self.signed = False


class Played:
    """The routes of the played servers."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def session(self, known: str | None = None) -> str:
        """A session that was issued, or a new one."""
        if known in self.server.issued and known not in self.server.forgotten:
            return str(known)
        self.server.issued.append(secrets.token_urlsafe(16))
        return self.server.issued[-1]

    async def message(self, request: web.Request) -> web.Response:
        """What is said decides what comes back, and when."""
        body = json.loads(await request.text())
        self.server.heard.append(body)
        self.server.headers.append(dict(request.headers))
        said = body["message"]
        headers = {"Access-Control-Allow-Origin": request.headers.get("Origin", "*")}
        if said == "error":
            return web.Response(status=500, text="boom", headers=headers)
        if said == "html":
            return web.Response(text="<!doctype html><p>Log in", content_type="text/html", headers=headers)
        if said in ("late", "never"):
            await asyncio.sleep(LATE if said == "late" else 30)
        if said == "a second":
            await asyncio.sleep(1.0)
        messages = REPLIES.get(said, [{"text": f"You said: {said}"}])
        if said in self.server.broken or said == "empty":
            messages = []
        answer = {"session": self.session(body.get("session")), "messages": messages}
        return web.json_response(answer, status=429 if said == "too many" else 200, headers=headers)

    async def prepare(self, request: web.Request) -> web.Response:
        """An id ahead of the first message."""
        return self.json(request, {"session": self.session()})

    async def config(self, request: web.Request) -> web.Response:
        """Whether the texts are signed off."""
        return self.json(request, {"demonstration": not self.server.signed})

    async def forget(self, request: web.Request) -> web.Response:
        """Notes which session is over."""
        self.server.forgotten.append(json.loads(await request.text())["session"])
        return self.json(request, {})

    @staticmethod
    def json(request: web.Request, body: dict[str, Any]) -> web.Response:
        """JSON that a page of another origin may read."""
        return web.json_response(body, headers={"Access-Control-Allow-Origin": request.headers.get("Origin", "*")})

    async def page(self, request: web.Request) -> web.Response:
        """The pages of the product itself."""
        name = {"/": "demo", "/widget/page": "chat", "/widget/tracks": "tracks", "/widget/privacy": "privacy"}[
            request.path
        ]
        contact = request.query.get("contact", "")
        settings = Settings(contact_name=contact, contact_href="mailto:dsl@example.org" if contact else "")
        text = render(name, request.query.get("lang", "en"), settings)
        headers = {"Content-Security-Policy": f"{POLICY}'self' {self.server.host}"}
        return web.Response(text=text, content_type="text/html", headers=headers)

    async def script(self, request: web.Request) -> web.FileResponse:
        """The build, as any site may load it."""
        return web.FileResponse(BUILD, headers={"Access-Control-Allow-Origin": "*"})

    async def styles(self, request: web.Request) -> web.FileResponse:
        """The styles of the pages."""
        return web.FileResponse(WIDGET / "pages" / "site.css")

    async def host(self, request: web.Request) -> web.Response:
        """A page of the host's own site, under the strictest policy that the widget is made for."""
        text = (HOSTS / request.match_info["name"]).read_text(encoding="utf-8")
        text = text.replace("SERVER", self.server.url).replace("INTEGRITY", integrity(BUILD.read_bytes()))
        url = self.server.url
        policy = f"default-src 'none'; script-src {url}; connect-src {url}; style-src {url} 'self'; frame-src {url}"
        kind = "text/css" if request.path.endswith(".css") else "text/html"
        return web.Response(text=text, content_type=kind, headers={"Content-Security-Policy": policy})

    async def neutral(self, request: web.Request) -> web.Response:
        """Where an exit may lead."""
        return web.Response(text="<title>Weather</title>Sunny", content_type="text/html")

    def application(self) -> web.Application:
        """All of them."""
        app = web.Application()
        for path in ("/", "/widget/page", "/widget/tracks", "/widget/privacy"):
            app.router.add_get(path, self.page)
        app.router.add_get("/widget/chat.js", self.script)
        app.router.add_get("/widget/site.css", self.styles)
        app.router.add_get("/host/{name}", self.host)
        app.router.add_get("/neutral", self.neutral)
        app.router.add_post("/webhooks/web/message", self.message)
        app.router.add_post("/webhooks/web/session", self.prepare)
        app.router.add_post("/webhooks/web/forget", self.forget)
        app.router.add_get("/webhooks/web/config", self.config)
        return app
