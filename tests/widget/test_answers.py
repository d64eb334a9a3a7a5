"""Answers: what is shown, in which order, where it stands, and that nothing in one is ever taken for code."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.widget.played import Server
from tests.widget.replies import OPENING
from tests.widget.steps import answered, said_aloud


def test_emergency_comes_first_and_can_be_rung(page: Page) -> None:
    answered(page, "he is outside")
    reply = page.locator(".reply.urgent")
    expect(reply.locator(".text")).to_have_text("If you are in danger now, ring 999.\nAsk for police.")
    expect(reply.get_by_role("link", name="Ring 999 now")).to_have_attribute("href", "tel:999")
    assert said_aloud(page).startswith("If you are in danger now, ring 999.")


def test_unknown_payload_is_left_out(page: Page) -> None:
    answered(page, "unknown")
    expect(page.locator(".reply")).to_have_text("Answer: Words are enough.")


def test_junk_in_the_answer_costs_nothing_else(page: Page) -> None:
    answered(page, "junk")
    expect(page.locator(".reply").last).to_contain_text("Still here.")
    assert page.errors == []  # type: ignore[attr-defined]


def test_opening_is_not_repeated_and_buttons_work_and_stay(page: Page, server: Server) -> None:
    answered(page, "hello")
    assert OPENING not in page.locator(".reply").inner_text()
    assert OPENING not in said_aloud(page)
    assert "Choices: Nottingham, Dudley" in said_aloud(page)
    button = page.get_by_role("button", name="Nottingham")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said").last).to_contain_text("Nottingham")
    expect(page.locator(".reply")).to_have_count(2)
    assert server.heard[-1]["message"] == "I live in Nottingham"
    expect(button).to_be_enabled()
    expect(button).to_be_focused()
    expect(button).to_contain_text("chosen")


def test_a_lone_opening_is_still_an_answer(page: Page) -> None:
    answered(page, "only opening")
    expect(page.locator(".reply")).to_contain_text("Ring 999")


def test_hostile_text_is_text_and_wraps(page: Page) -> None:
    title = page.title()
    answered(page, "hostile")
    expect(page.locator(".reply")).to_contain_text("<img src=x")
    assert page.locator(".reply img, .reply script, .reply button b").count() == 0
    assert page.title() == title
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".log").evaluate("(log) => log.scrollWidth <= log.clientWidth")


def test_messages_never_move_focus_and_show_their_beginning(page: Page) -> None:
    answered(page, "grooming")
    expect(page.get_by_role("textbox")).to_be_focused()
    first = page.locator(".reply .text").first
    expect(first).to_be_in_viewport(ratio=1)
    bar, line = page.locator(".bar").bounding_box(), first.bounding_box()
    assert bar and line and line["y"] >= bar["y"] + bar["height"]


def test_language_of_a_message_is_marked_and_its_direction_is_its_own(page: Page) -> None:
    answered(page, "welsh")
    expect(page.locator(".reply .text")).to_have_attribute("lang", "cy")
    assert page.evaluate("document.querySelector('[aria-live=polite] p')?.lang") == "cy"
    answered(page, "arabic")
    reply = page.locator(".reply").last
    expect(reply.locator(".text")).to_have_attribute("lang", "ar")
    assert reply.locator(".text").evaluate("(text) => getComputedStyle(text).direction") == "rtl"


def test_a_long_chat_keeps_all_and_shows_the_newest(page: Page) -> None:
    for turn in range(60):
        answered(page, f"turn {turn}")
    expect(page.locator(".reply")).to_have_count(60)
    expect(page.locator(".reply").last).to_be_in_viewport()
    expect(page.locator(".reply").first).to_contain_text("turn 0")
