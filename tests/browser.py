"""Which browser the tests use: Debian's Chromium if it is there, else the one that Playwright installs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

DEBIAN = Path("/usr/bin/chromium")


def launch(chromium: BrowserType, *options: str) -> Browser:
    """Starts it; without its sandbox, which root cannot use.

    Args:
        chromium: Playwright's Chromium.
        options: More of Chromium's own switches.

    Returns:
        A browser to close after use.
    """
    path = str(DEBIAN) if DEBIAN.exists() else None
    return chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *options])


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A real Chromium, closed at the end. Playwright can be open once in a thread: for a second one, `launch`."""
    with sync_playwright() as play:
        browser = launch(play.chromium)
        yield browser
        browser.close()
