"""A loopback server that plays the chatbot, and a real Chromium that visits it.

What the server does is chosen by the words that it gets: "empty", "error", "html", "late", "never" fail in that way;
the rest answer with the JSON of the real contract (see `REPLIES`).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launch

WIDGET = Path(__file__).parents[2] / "bot" / "widget"
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
OPENING = (
    "I am a computer, not a person. Nobody reads this and nobody is told. In danger now? Ring 999. "
    "Someone may be able to see this screen; a school or work device may record what you type."
)
LATE = 3.2  # seconds: after the panel (2.5), before the widget gives up (8)

_CONTACTS = [
    {"type": "phone", "value": "0800 1111", "href": "tel:08001111", "hours": "24/7", "open_now": True},
    {"type": "sms", "value": "85258", "href": "sms:85258?body=SHOUT", "hours": "24/7", "open_now": True},
    {"type": "chat", "value": "www.childline.org.uk", "href": "https://www.childline.org.uk/get-support/", "hours": "Mon-Fri 09:00-17:00",
     "open_now": False, "opens": "2026-11-23T09:00:00+00:00"},
    {"type": "phone", "value": "0300 000 0000", "open_now": None},
    {"type": "web", "value": "bad.example", "href": "javascript:alert(1)"},
]  # fmt: skip
_SERVICE = {
    "id": "childline", "name": "Childline", "kind": "helpline", "description": "For anyone under 19, about anything.",
    "contacts": _CONTACTS, "area": "uk", "audiences": ["child"], "source": "facts", "checked": "2026-11-20", "replaces": [],
}  # fmt: skip
_SESSION = {
    "id": "s1", "name": "Online safety evening", "kind": "session", "description": "For parents.", "contacts": [],
    "area": "nottingham_city", "audiences": ["parent"], "starts": "2026-12-01T18:00:00+00:00", "ends": "2026-12-01T19:00:00+00:00",
    "status": "upcoming", "join": "https://meet.example.org/s1",
}  # fmt: skip
_PAST = {**_SESSION, "id": "s0", "name": "Last year's evening", "status": "past"}
_SIGNPOSTS = {
    "type": "signposts",
    "concern": "grooming",
    "services": [_SERVICE],
    "sessions": [_SESSION, _PAST],
    "resources": [],
}
_LIST = (
    "These people can help:\n- Childline: 0800 1111\n  under 19, any hour\n- Online safety evening\nWhere do you live?"
)
_BUTTONS = [
    {"title": "Nottingham", "payload": "I live in Nottingham"},
    {"title": "Dudley", "payload": "I live in Dudley"},
]

REPLIES: dict[str, list[dict[str, object]]] = {
    "hello": [
        {"text": OPENING},
        {"custom": {"type": "opening"}},
        {"text": "Tell me what is wrong.", "buttons": _BUTTONS},
    ],
    "only opening": [{"text": OPENING, "custom": {"type": "opening"}}],
    "he is outside": [
        {"text": "If you are in danger now, ring 999.\nAsk for police."},
        {"custom": {"type": "emergency", "intent": "emergency_danger", "level": "now"}},
    ],
    "grooming": [
        {"text": "That is not your fault."},
        {"text": _LIST, "buttons": _BUTTONS},
        {"custom": _SIGNPOSTS},
    ],
    "empty cards": [{"text": _LIST}, {"custom": {"type": "signposts", "concern": "x", "services": [], "sessions": [], "resources": []}}],
    "unknown": [{"text": "Words are enough."}, {"custom": {"type": "hologram", "html": "<b>x</b>"}}],
    "unknown only": [{"custom": {"type": "hologram"}}],
    "hostile": [
        {"text": "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>\n\u202eabc\n" + "w" * 2000}
    ],
}  # fmt: skip


@dataclass
class Server:
    """What the fixture tells a test about its server.

    Attributes:
        url: Root address.
        heard: The bodies of all chat requests, oldest first.
        headers: Their headers.
        broken: Words that fail now and may be mended by the test.
    """

    url: str = ""
    heard: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def _application(server: Server) -> web.Application:
    async def static(request: web.Request) -> web.FileResponse:
        name = request.match_info.get("name", "index.html")
        return web.FileResponse(WIDGET / name, headers={"Content-Security-Policy": CSP})

    async def neutral(_: web.Request) -> web.Response:
        return web.Response(text="<title>Weather</title>Sunny", content_type="text/html")

    async def chat(request: web.Request) -> web.Response:
        body = await request.json()
        server.heard.append(body)
        server.headers.append(dict(request.headers))
        said = body["message"]
        if said in server.broken or said == "empty":
            return web.json_response([])
        if said == "error":
            return web.Response(status=500, text="boom")
        if said == "html":
            return web.Response(text="<!doctype html><p>Log in", content_type="text/html")
        if said in ("late", "never"):
            await asyncio.sleep(LATE if said == "late" else 30)
        return web.json_response(REPLIES.get(said, [{"text": f"You said: {said}"}]))

    app = web.Application()
    app.router.add_get("/", static)
    app.router.add_get("/widget/{name:[a-z]+\\.(?:js|css)}", static)
    app.router.add_get("/neutral", neutral)
    app.router.add_post("/webhooks/rest/webhook", chat)
    return app


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serves the widget's files and a played chatbot on a free loopback port, in a thread of its own."""
    played = Server()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result(timeout=10)

    runner = web.AppRunner(_application(played), shutdown_timeout=0.1)
    wait(runner.setup())
    wait(web.TCPSite(runner, "127.0.0.1", 0).start())
    played.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield played
    wait(runner.cleanup())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. For one module only: the sync API would get in the way of asyncio tests elsewhere."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


# Keeps what the live region said, and what the Content Security Policy refused.
_RECORDER = """
window.spoken = []; window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
  if (target instanceof Element && target.closest("[aria-live=polite]")) addedNodes.forEach((node) => window.spoken.push(node.textContent));
})).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The demo page, opened on a phone's width; nothing but the loopback server can be reached."""
    server.heard.clear()
    server.headers.clear()
    server.broken.clear()
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=False, locale="en-GB")
    context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(server.url) else route.abort()
    )
    context.add_init_script(_RECORDER)
    opened = context.new_page()
    opened.errors = []  # type: ignore[attr-defined]
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))  # type: ignore[attr-defined]
    opened.goto(server.url + "/")
    opened.wait_for_function("!!customElements.get('online-harms-chat')")
    yield opened
    context.close()
