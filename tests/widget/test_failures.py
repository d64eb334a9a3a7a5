"""When the server does not answer: the lines are there, and no word is lost."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.played import Server
from tests.widget.steps import LINES, answered, said_aloud, say


@pytest.mark.parametrize("how", ["empty", "error", "html", "unknown only", "no network", "no cors"])
def test_failure_gives_the_lines_and_the_words_back(page: Page, how: str) -> None:
    if how == "no network":
        page.context.set_offline(True)
    if how == "no cors":
        page.route("**/message", lambda route: route.abort("accessdenied"))
    say(page, how)
    panel = page.locator(".panel")
    for line in LINES:
        expect(panel).to_contain_text(line)
    expect(panel.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(page.get_by_role("textbox")).to_have_value(how)
    expect(page.locator(".said")).to_contain_text("Not answered")
    assert "116 123" in said_aloud(page)


def test_failure_names_the_hosts_own_contact(visit: Opener) -> None:
    page = visit("/host/one-tag.html")
    page.get_by_role("button", name="Help finding support").click()
    say(page, "error")
    expect(page.locator(".panel").get_by_role("link", name="The safeguarding lead")).to_have_attribute(
        "href", "mailto:dsl@example.org"
    )


def test_try_again_sends_the_same_words_once_more(page: Page, server: Server) -> None:
    server.broken.add("help")
    say(page, "help")
    with page.expect_response("**/webhooks/web/message"):  # it fails again before the server is mended
        page.get_by_role("button", name="Try again").click()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.locator(".panel")).to_have_count(1)
    server.broken.clear()
    page.get_by_role("textbox").fill("")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".reply", has_text="You said: help")).to_be_visible()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value("")


def test_late_answer_after_the_panel_still_comes(page: Page) -> None:
    began = time.monotonic()
    say(page, "late")
    expect(page.locator(".panel")).to_be_visible(timeout=5000)
    assert 2.3 < time.monotonic() - began < 3.2
    expect(page.get_by_role("textbox")).to_have_value("late")
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.get_by_role("textbox")).to_have_value("")
    expect(page.locator(".panel")).to_contain_text("116 123")


def test_words_typed_meanwhile_survive_a_late_answer(page: Page) -> None:
    say(page, "late")
    page.keyboard.type("and now")
    expect(page.get_by_role("textbox")).to_have_value("late\nand now", timeout=5000)
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.get_by_role("textbox")).to_have_value("and now")


def test_it_gives_up_after_eight_seconds(page: Page) -> None:
    say(page, "never")
    expect(page.locator(".panel")).to_contain_text("No answer yet", timeout=4000)
    expect(page.locator(".panel")).to_contain_text("could not answer", timeout=7000)
    expect(page.locator(".looking")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value("never")


def test_a_refusal_that_says_999_is_shown_and_the_words_stay(page: Page) -> None:
    say(page, "too many")
    expect(page.locator(".reply.urgent")).to_contain_text("ring 999")
    expect(page.get_by_role("textbox")).to_have_value("too many")


def test_a_chat_goes_on_after_a_failure(page: Page, server: Server) -> None:
    answered(page, "first")
    page.context.set_offline(True)
    say(page, "second")
    expect(page.locator(".panel")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".reply", has_text="You said: second")).to_be_visible()
    assert server.heard[0]["session"] == server.heard[-1]["session"]
    assert len(server.issued) == 1


def test_999_stays_on_screen_wherever_the_page_is_scrolled(page: Page) -> None:
    for where in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {where})")
        expect(page.locator(".bar .ring")).to_be_in_viewport(ratio=1)
        expect(page.locator(".bar .leave")).to_be_in_viewport(ratio=1)
    expect(page.locator(".bar .ring")).to_have_attribute("href", "tel:999")
