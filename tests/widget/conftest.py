"""The played servers, started on loopback ports, and a real Chromium that visits them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Page

from bot.words import languages
from tests.widget.played import Played, Server


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
