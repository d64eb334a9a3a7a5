"""Keeping an answer: copied or printed, and not offered where the device may be watched."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.steps import answered


def test_copy_warns_and_copies_the_answers_only(visit: Opener) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_text("Keep answers")).to_be_hidden()
    answered(page, "grooming")
    page.get_by_text("Keep answers").click()
    expect(page.get_by_text("This leaves a copy on this device.")).to_be_visible()
    page.get_by_role("button", name="Copy the answers").click()
    expect(page.get_by_text("Copied.", exact=True).last).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "- Childline: 0800 1111" in copied
    assert "grooming" not in copied  # what the person typed is not in it


def test_print_takes_the_answers_and_not_the_page(page: Page) -> None:
    answered(page, "grooming")
    page.get_by_text("Keep answers").click()
    page.get_by_role("button", name="Print the answers").click()
    frame = page.locator("body > iframe")
    expect(frame).to_have_count(1)
    words = frame.evaluate("(frame) => frame.contentDocument.body.innerText")
    assert "- Childline: 0800 1111" in words
    assert "Thimbledown" not in words
    assert page.evaluate("window.refused") == []


def test_where_the_device_may_be_watched_no_copy_is_offered(page: Page) -> None:
    answered(page, "grooming")
    expect(page.get_by_text("Keep answers")).to_be_visible()
    answered(page, "tracker")
    expect(page.get_by_text("Keep answers")).to_be_hidden()
    answered(page, "grooming")
    expect(page.get_by_text("Keep answers")).to_be_hidden()
