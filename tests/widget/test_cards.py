"""Cards: how, when and for whom a service is there, and that no address of the answer is ever taken for code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.widget.played import Server
from tests.widget.steps import answered, said_aloud


def test_cards_take_the_place_of_the_list(page: Page) -> None:
    answered(page, "grooming")
    reply = page.locator(".reply").nth(1)
    expect(reply.locator("> .text")).to_have_text(["These people can help:", "Where do you live?"])
    expect(reply.get_by_role("heading", level=3)).to_have_text(
        ["Childline", "Online safety evening", "Last year's evening"]
    )
    order = reply.evaluate("(node) => [...node.children].map((child) => child.className)")
    assert order == ["unseen", "text", "cards", "text", "choices"]
    assert "- Childline: 0800 1111" in said_aloud(page)  # heard in full


def test_card_says_how_when_for_whom_and_what_it_costs(page: Page) -> None:
    answered(page, "grooming")
    card = page.locator("[data-id=childline]")
    expect(card.get_by_role("link", name="Ring 0800 1111")).to_have_attribute("href", "tel:08001111")
    expect(card.get_by_role("link", name="Text 85258")).to_have_attribute("href", "sms:85258?body=SHOUT")
    expect(card.get_by_role("link", name="Chat online")).to_have_attribute("rel", "noopener noreferrer")
    for words in ("Formerly ChildLine · for under 19s", "Open now · Any hour · free to call · does not show", "free to call", "does not show on the phone bill",
                  "Closed, opens Monday 09:00", "For: child", "Where: UK", "Cost: Free.", "Checked: 20 November 2026",
                  "Source: childline.org.uk"):  # fmt: skip
        expect(card).to_contain_text(words)


def test_card_says_what_happens_if_i_call(page: Page) -> None:
    answered(page, "grooming")
    card = page.locator("[data-id=childline]")
    expect(card.get_by_text("A counsellor answers.")).to_be_hidden()
    card.get_by_text("What happens if I get in touch").click()
    expect(card.get_by_text("A counsellor answers.")).to_be_visible()
    answered(page, "untried")
    page.locator("[data-id=untried]").get_by_text("What happens if I get in touch").click()
    expect(page.locator("[data-id=untried] details li")).to_have_text(["Free."])


def test_a_number_that_nobody_has_rung_is_shown_but_not_tapped(page: Page) -> None:
    answered(page, "untried")
    card = page.locator("[data-id=untried]")
    expect(card).to_contain_text("Ring 0800 1111")
    expect(card).to_contain_text("not yet tried by a person")
    assert card.locator("[href^=tel], [href^=sms]").count() == 0


def test_session_can_be_joined_and_put_into_a_calendar(page: Page, server: Server) -> None:
    answered(page, "grooming")
    card = page.locator("[data-id=s1]")
    expect(card).to_contain_text("Coming up: Tuesday, 1 December 2026, 18:00 to 19:00")
    expect(card).to_contain_text("Teams: by link · Passcode: 4 2")
    expect(card.get_by_role("link", name="Join")).to_have_attribute("href", "https://meet.example.org/s1")
    expect(card.get_by_role("link", name="calendar")).to_have_attribute("href", f"{server.url}/calendar/s1.ics")
    past = page.locator("[data-id=s0]")
    expect(past).to_contain_text("It is over.")
    assert past.get_by_role("link").count() == 0


@pytest.mark.parametrize(
    "path", ["//evil.example/x.ics", "https://evil.example/x.ics", "javascript:alert(1)//.ics", "../x.exe"]
)
def test_calendar_is_only_ever_a_file_of_the_server(page: Page, path: str) -> None:
    session = {"id": "s", "name": "Evening", "calendar": path, "status": "upcoming"}
    page.route(
        "**/message",
        lambda route: route.fulfill(
            json={"messages": [{"text": "x"}, {"custom": {"type": "signposts", "sessions": [session]}}]}
        ),
    )
    answered(page, "x")
    expect(page.locator(".card")).to_be_visible()
    assert page.locator(".card a").count() == 0


def test_addresses_of_other_kinds_are_not_links(page: Page) -> None:
    answered(page, "grooming")
    expect(page.get_by_text("Ring 0300 000 0000")).to_be_visible()
    assert page.locator("[href^=javascript]").count() == 0


def test_text_is_enough_where_there_are_no_cards(page: Page) -> None:
    answered(page, "empty cards")
    expect(page.locator(".reply")).to_contain_text("- Childline: 0800 1111")
