"""What the tests of the widget do on a page, and how they look at it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

LINES = ("999", "116 123", "0800 1111", "SHOUT")


def say(page: Page, text: str) -> None:
    """Types words and presses Enter."""
    page.get_by_role("textbox", name="Say what is wrong").fill(text)
    page.keyboard.press("Enter")


def answered(page: Page, text: str) -> None:
    """Says something and waits for the answer."""
    before = page.locator(".reply").count()
    say(page, text)
    expect(page.locator(".reply").nth(before)).to_be_visible()


def said_aloud(page: Page) -> str:
    """All that a screen reader was given to say."""
    return "\n".join(page.evaluate("window.spoken"))


def set_exit(page: Page, url: str) -> None:
    """Makes the exit one that the test can reach."""
    page.evaluate("(url) => document.querySelector('online-harms-chat').dataset.exit = url", url)


def focused(page: Page) -> str:
    """The words, or the tag, of what has the focus, shadow roots included."""
    return str(
        page.evaluate(
            "() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " return at.getAttribute('aria-label') || at.textContent.trim().slice(0, 30) || at.tagName; }"
        )
    )


def leave_by(page: Page, way: str) -> None:
    """Leaves by one of the three ways."""
    if way == "button":
        page.locator(".bar .leave").click()
    elif way == "first link":
        page.evaluate(
            "() => { document.body.tabIndex = -1; document.body.focus(); }"
        )  # as after loading: before everything
        page.keyboard.press("Tab")
        if focused(page).startswith("In danger"):  # the demo page has 999 before it
            page.keyboard.press("Tab")
        assert focused(page) == "Leave this page"
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
