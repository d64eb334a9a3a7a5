"""Takes the picture of the demo page for the README: the real server, a real answer, a fixed clock."""

from __future__ import annotations

from pathlib import Path

from scripts.served import served
from tests.browser import open_browser

PICTURE = Path("docs") / "widget.png"
WORRY = "a man on roblox keeps asking my daughter for photos"
NOW = "2026-11-20T19:30:00+00:00"
WIDTH = 1280
BELOW = 32  # pixels of the page below the chat
UP = 64  # pixels: what the parent wrote comes into view, above the answer


def main() -> None:
    """Starts a server, takes the picture, ends the server."""
    with served(SIGNPOST_NOW=NOW) as url, open_browser() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        page.goto(url)
        page.get_by_role("textbox").fill(WORRY)
        page.keyboard.press("Enter")
        page.locator(".card").first.wait_for(timeout=9000)
        page.locator(".log").evaluate("(log, up) => log.scrollBy(0, -up)", UP)
        box = page.locator("online-harms-chat").bounding_box()
        assert box is not None
        whole = {"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"] + BELOW}
        page.screenshot(path=PICTURE, full_page=True, clip=whole)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
