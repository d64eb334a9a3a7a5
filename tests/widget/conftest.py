"""Loopback servers that play the web channel and a host's own website, and a real Chromium that visits them.

What the channel does is chosen by the words that it gets: "empty", "error", "html", "late", "never" fail in that way;
the rest answer with the JSON of the real contract (`tests/widget/replies.py`).
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Page

from bot.web.pages import POLICY, integrity, render, version
from bot.web.settings import Settings
from bot.words import languages
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


async def _end_all() -> None:
    """Ends the answers that nobody waits for any more."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The same routes on two loopback ports, so that one can be the widget's server and the other a host's website."""
    played = Server()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result(timeout=10)

    runner = web.AppRunner(Played(played).application(), shutdown_timeout=0.1)
    wait(runner.setup())
    for _ in range(2):
        wait(web.TCPSite(runner, "127.0.0.1", 0).start())
    played.url, played.host = (f"http://127.0.0.1:{address[1]}" for address in runner.addresses)
    yield played
    wait(runner.cleanup())
    wait(_end_all())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(autouse=True)
def _drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Welsh draft can be seen and measured here, as by a reviewer."""
    monkeypatch.setenv(languages.DRAFTS, "1")


# Keeps what the live region said, and what the Content Security Policy refused.
_RECORDER = """
window.spoken = []; window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
  if (target instanceof Element && target.closest("[aria-live=polite]")) addedNodes.forEach((node) => window.spoken.push(node.textContent));
})).observe(document, { childList: true, subtree: true });
"""
Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Opener]:
    """Opens a path of the widget's server, or a page of the host, in a context of its own; nothing else can be reached."""
    server.reset()
    with ExitStack() as contexts:

        def opened(path: str = "/", width: int = 360, height: int = 740, **options: Any) -> Page:
            context: BrowserContext = browser.new_context(
                viewport={"width": width, "height": height}, locale="en-GB", **options
            )
            contexts.callback(context.close)
            ours = (server.url, server.host)
            context.route(
                "**/*", lambda route: route.continue_() if route.request.url.startswith(ours) else route.abort()
            )
            context.add_init_script(_RECORDER)
            page = context.new_page()
            page.errors = []  # type: ignore[attr-defined]
            page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
            page.goto((server.host if path.startswith("/host/") else server.url) + path)
            if options.get("java_script_enabled", True) and not any(
                plain in path for plain in ("frame.html", "tracks", "privacy")
            ):
                page.wait_for_function("!!customElements.get('online-harms-chat')")
            return page

        yield opened


@pytest.fixture
def page(visit: Opener) -> Page:
    """The demo page on a phone."""
    return visit()
