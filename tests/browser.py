"""Which browser the tests use: Debian's Chromium if it is there, else the one that Playwright installs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright

DEBIAN = Path("/usr/bin/chromium")


def launch(play: Playwright) -> Browser:
    """Starts it; without its sandbox, which root cannot use."""
    path = str(DEBIAN) if DEBIAN.exists() else None
    return play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
