"""Takes the picture of the demo page for the README: the real server, a real answer, a fixed clock."""

from __future__ import annotations

from pathlib import Path

from scripts.served import served
from tests.browser import open_browser

PICTURE = Path("docs") / "widget.png"
WORRY = "a man on roblox keeps asking my daughter for photos"
NOW = "2026-11-20T19:30:00+00:00"
UP = 64  # pixels: what the parent wrote comes into view, above the answer


def main() -> None:
    """Starts a server, takes the picture, ends the server."""
    with served(SIGNPOST_NOW=NOW) as url, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.goto(url)
        box = page.get_by_role("textbox")
        box.fill(WORRY)
        box.press("Enter")
        page.locator(".card").first.wait_for(timeout=9000)
        page.locator(".log").evaluate("(log, up) => log.scrollBy(0, -up)", UP)
        page.screenshot(path=PICTURE)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
