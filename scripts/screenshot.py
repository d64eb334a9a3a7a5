"""Takes the picture of the demo page for the README: the real server, a real answer, a fixed clock."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import launch

PICTURE = Path("docs") / "widget.png"
WORRY = "a man on roblox keeps asking my daughter for photos"
NOW = "2026-11-20T19:30:00+00:00"
PATIENCE = 120  # seconds for Rasa to load
SIZE = {"width": 1280, "height": 860}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/ready", timeout=5):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise TimeoutError("The server was not ready in two minutes: run `make run` to see why.")


def _take(url: str) -> None:
    with sync_playwright() as play:
        browser = launch(play)
        page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        page.goto(url)
        box = page.get_by_role("textbox")
        box.fill(WORRY)
        box.press("Enter")
        page.locator(".card").first.wait_for(timeout=9000)
        page.locator(".log").evaluate("(log) => log.scrollBy(0, 150)")
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Starts a server, takes the picture, ends the server."""
    port = _free_port()
    environment = {**os.environ, "PORT": str(port), "SIGNPOST_NOW": NOW}
    server = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}")
        _take(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=20)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} kB")  # noqa: T201


if __name__ == "__main__":
    main()
