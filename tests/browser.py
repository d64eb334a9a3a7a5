"""Which browser the tests use: Debian's Chromium if it is there, else the one that Playwright installs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Playwright

DEBIAN = Path("/usr/bin/chromium")


def launch(play: Playwright | BrowserType, *options: str) -> Browser:
    """Starts it; without its sandbox, which root cannot use.

    Args:
        play: Playwright, or its Chromium.
        options: More of Chromium's own switches.

    Returns:
        A browser to close after use.
    """
    chromium = play if isinstance(play, BrowserType) else play.chromium
    path = str(DEBIAN) if DEBIAN.exists() else None
    return chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *options])
