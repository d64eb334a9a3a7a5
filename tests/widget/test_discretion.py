"""On a shared or watched device: cover, wipe, no files, no recording, nothing that draws the eye."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.played import Server
from tests.widget.steps import answered, said_aloud


def _said_under_a_clock(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.get_by_role("textbox").fill("secret")
    page.keyboard.press("Enter")
    page.clock.run_for(100)
    expect(page.locator(".reply", has_text="You said: secret")).to_be_visible()


def _wait(page: Page, minutes: float) -> None:
    page.clock.fast_forward(int(minutes * 60_000))
    page.clock.run_for(6_000)


def test_after_five_minutes_the_chat_is_covered_and_a_tap_shows_it(page: Page) -> None:
    _said_under_a_clock(page)
    _wait(page, 4.5)
    expect(page.locator(".cover")).to_be_hidden()
    _wait(page, 0.6)
    expect(page.locator(".reply", has_text="You said: secret")).to_be_hidden()
    expect(page.locator(".bar .ring")).to_be_visible()
    expect(page.get_by_role("button", name="Show the chat")).to_be_focused()
    page.get_by_role("button", name="Show the chat").click()
    expect(page.locator(".reply")).to_be_visible()


def test_words_that_were_only_typed_are_covered_too(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.get_by_role("textbox").fill("secret")
    _wait(page, 5.1)
    expect(page.get_by_role("textbox")).to_be_hidden()


def test_a_touch_starts_the_five_minutes_again(page: Page) -> None:
    _said_under_a_clock(page)
    _wait(page, 4.5)
    page.get_by_role("textbox").press("a")
    _wait(page, 4.5)
    expect(page.locator(".cover")).to_be_hidden()


def test_after_thirty_minutes_it_is_wiped_with_a_warning_before(page: Page, server: Server) -> None:
    _said_under_a_clock(page)
    _wait(page, 29.1)
    expect(page.locator(".cover")).to_contain_text("within a minute")
    assert "within a minute" in said_aloud(page)
    _wait(page, 1.0)
    expect(page.locator(".reply, .said")).to_have_count(0)
    expect(page.locator(".cover")).to_be_hidden()
    page.wait_for_timeout(200)
    assert server.issued[0] in server.forgotten


def test_files_are_refused_and_it_is_said(page: Page) -> None:
    refused = page.get_by_role("textbox").evaluate(
        """(input) => ["dragover", "drop"].map((kind) => { const data = new DataTransfer(); data.items.add(new File(["x"], "x.png"));
        return !input.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, composed: true, cancelable: true })); })
        .concat((() => { const data = new DataTransfer(); data.items.add(new File(["x"], "x.png"));
        return !input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true })); })())"""
    )
    assert refused == [True, True, True]
    assert "Files and pictures cannot be sent here." in said_aloud(page)
    assert page.locator("input[type=file]").count() == 0


def test_words_can_be_pasted(page: Page) -> None:
    let_through = page.get_by_role("textbox").evaluate(
        """(input) => { const data = new DataTransfer(); data.setData("text/plain", "words");
        return input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true })); }"""
    )
    assert let_through


def test_session_recorders_are_asked_to_look_away(page: Page) -> None:
    for node in (page.get_by_role("log"), page.get_by_role("textbox"), page.locator("body > [aria-live=polite]")):
        expect(node).to_have_attribute("data-hj-suppress", "")
        expect(node).to_have_attribute("data-clarity-mask", "true")
        expect(node).to_have_class(re.compile("fs-mask.*rr-block"))


def test_nothing_on_the_hosts_page_names_a_topic_or_draws_the_eye(visit: Opener) -> None:
    page = visit("/host/one-tag.html")
    page.evaluate(
        "() => { window.played = 0; for (const kind of [HTMLMediaElement, AudioContext]) kind.prototype.play = () => window.played++; }"
    )
    dock = page.locator(".dock").inner_text()
    assert dock.split("\n") == ["Help finding support", "Ring 999", "Leave"]
    page.wait_for_timeout(500)
    expect(page.get_by_role("log")).to_be_hidden()
    page.get_by_role("button", name="Help finding support").click()
    answered(page, "grooming")
    assert page.title() == "A host's page"
    assert page.locator("link[rel=icon]").count() == 0
    assert page.evaluate("[window.played, document.getAnimations().length]") == [0, 0]


def test_the_icon_and_title_of_the_full_page_are_neutral(visit: Opener) -> None:
    page = visit("/widget/page")
    assert page.title() == "Find support"
