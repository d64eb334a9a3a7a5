"""On the pages of others: one tag, an element, a frame, or no JavaScript at all; a strict policy; hostile styles."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.conftest import Opener
from tests.widget.played import Server
from tests.widget.replies import OPENING
from tests.widget.steps import LINES, answered, say


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_tag_under_the_strictest_policy_gives_a_working_chat(visit: Opener, scheme: str) -> None:
    page = visit("/host/one-tag.html", color_scheme=scheme)
    for control in (
        page.get_by_role("button", name="Help finding support"),
        page.locator(".bar .ring"),
        page.locator(".bar .leave"),
    ):
        expect(control).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("log")).to_be_hidden()  # it never opens by itself
    page.get_by_role("button", name="Help finding support").click()
    expect(page.get_by_role("textbox", name="Say what is wrong")).to_be_focused()
    answered(page, "grooming")
    expect(page.locator(".card").first).to_be_visible()
    assert page.locator(".chat").evaluate("(chat) => getComputedStyle(chat).display") == "flex"  # styled
    assert page.evaluate("window.refused") == []
    assert page.errors == []  # type: ignore[attr-defined]


def test_wrong_integrity_runs_nothing(visit: Opener, server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.route(
        "**/widget/chat.js",
        lambda route: route.fulfill(body="document.title = 'owned'", headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(server.host + "/host/one-tag.html")
    page.wait_for_timeout(300)
    assert page.title() == "A host's page"
    page.close()


def test_it_asks_nobody_but_its_server(visit: Opener, server: Server) -> None:
    page = visit("/host/one-tag.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(200)
    assert asked == []  # nothing at all before it is opened
    page.get_by_role("button", name="Help finding support").click()
    answered(page, "grooming")
    assert {url.removeprefix(server.url) for url in asked} <= {
        f"/webhooks/web/{name}" for name in ("session", "config", "message")
    }


def test_nothing_is_stored_on_the_device(page: Page) -> None:
    answered(page, "grooming")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []
    page.reload()
    expect(page.locator(".reply, .said")).to_have_count(0)


def test_a_host_may_ask_for_the_tabs_memory_and_it_is_said(visit: Opener, server: Server) -> None:
    page = visit("/host/placed.html")
    expect(page.get_by_text("keeps the chat in this tab")).to_be_visible()
    answered(page, "grooming")
    page.get_by_role("link", name="Another page of the host").click()
    expect(page.locator(".said")).to_contain_text("grooming")
    expect(page.locator("[data-id=childline]")).to_be_attached()
    answered(page, "and again")
    assert server.heard[1]["session"] == server.heard[0]["session"]
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/neutral")
    assert page.evaluate("sessionStorage.length") == 0
    assert server.heard[0]["session"] in server.forgotten


def test_the_tabs_memory_ends_after_half_an_hour(visit: Opener) -> None:
    page = visit("/host/placed.html")
    answered(page, "secret")
    page.evaluate(
        "() => { const kept = JSON.parse(sessionStorage['online-harms-chat']); kept.when -= 30 * 60000; sessionStorage['online-harms-chat'] = JSON.stringify(kept); }"
    )
    page.reload()
    expect(page.get_by_role("log")).to_be_visible()
    expect(page.locator(".said")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_hostile_styles_and_a_page_wide_banner_do_not_break_it(visit: Opener) -> None:
    page = visit("/host/hostile.html", width=1280)
    launcher = page.get_by_role("button", name="Help finding support")
    expect(launcher).to_be_visible()
    assert launcher.evaluate(
        "(node) => [getComputedStyle(node).fontSize, getComputedStyle(node).textTransform, getComputedStyle(node).direction]"
    ) == ["16px", "none", "ltr"]
    launcher.click()
    answered(page, "grooming")
    box = page.get_by_role("link", name="Ring 0800 1111").bounding_box()
    assert box and box["height"] >= 44
    on_top = "(node) => { const box = node.getBoundingClientRect(); return node.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === node; }"
    for part in (".leave", ".ring", "textarea"):
        assert page.locator(part).first.evaluate(on_top), part
    page.keyboard.press("Shift")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('[aria-live=polite]')).display") == "block"
    )  # still heard
    page.locator(".bar .leave").click()
    page.wait_for_url("**/neutral")


def test_escape_closes_and_returns_the_focus(visit: Opener) -> None:
    page = visit("/host/one-tag.html", width=1280)
    launcher = page.get_by_role("button", name="Help finding support")
    launcher.click()
    answered(page, "hello")
    page.keyboard.press("Escape")
    expect(page.get_by_role("log")).to_be_hidden()
    expect(launcher).to_be_focused()
    expect(launcher).to_have_attribute("aria-expanded", "false")
    launcher.click()
    expect(page.locator(".reply")).to_be_visible()  # closing loses nothing


def test_an_element_takes_the_settings_of_the_tag_and_its_own_first(visit: Opener, server: Server) -> None:
    page = visit("/host/placed.html")
    assert page.evaluate("({ ...document.querySelector('online-harms-chat').dataset })") == {
        "server": server.url, "exit": "/neutral", "remember": "session"
    }  # fmt: skip
    expect(page.get_by_role("button", name="Help finding support")).to_have_count(0)
    assert page.locator("online-harms-chat").count() == 1


def test_without_javascript_the_page_gives_999_the_opening_and_helplines(visit: Opener) -> None:
    for path in ("/", "/widget/page"):
        page = visit(path, java_script_enabled=False)
        expect(page.locator("body")).to_contain_text(OPENING)
        for line in LINES:
            expect(page.locator("online-harms-chat")).to_contain_text(line)
        first = page.get_by_role("link").first
        expect(first).to_have_attribute("href", "tel:999")
        expect(first).to_be_in_viewport()
        expect(page.get_by_role("link", name="Leave this page")).to_have_attribute(
            "href", "https://www.bbc.co.uk/weather"
        )


def test_a_browser_too_old_keeps_the_plain_html(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.add_init_script("delete Document.prototype.adoptedStyleSheets")
    page.goto(server.url)
    expect(page.get_by_text("Samaritans: 116 123")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.close()


def test_the_full_page_works_in_a_frame_of_another_site(visit: Opener) -> None:
    page = visit("/host/frame.html")
    inside = page.frame_locator("iframe")
    inside.get_by_role("textbox").fill("he is outside")
    page.keyboard.press("Enter")
    expect(inside.locator(".reply.urgent")).to_be_visible()


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("contact", ["", "?contact=The+lead"])
def test_it_is_a_demonstration_until_signed_off_and_with_a_contact(
    visit: Opener, server: Server, signed: bool, contact: str
) -> None:
    server.signed = signed
    page = visit("/widget/page" + contact)
    page.wait_for_timeout(300)
    expect(page.locator(".demo")).to_be_visible(visible=not (signed and contact))


def test_a_contact_without_a_usable_address_is_none(visit: Opener, server: Server) -> None:
    server.signed = True
    page = visit("/widget/page?contact=The+lead")
    page.route(
        "**/widget/page*",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("mailto:dsl@example.org", "javascript:alert(1)"), content_type="text/html"
        ),
    )
    page.reload()
    page.wait_for_timeout(300)
    expect(page.locator(".demo")).to_be_visible()
    assert page.locator(".chat [href^=javascript]").count() == 0


def test_say_is_there_for_a_page_that_adds_the_element_later(page: Page) -> None:
    page.evaluate(
        "() => { const old = document.querySelector('online-harms-chat'); const next = old.cloneNode(); old.replaceWith(next); }"
    )
    say(page, "hello")
    expect(page.locator(".reply")).to_be_visible()
    expect(page.locator("body > [aria-live=polite]")).to_have_count(1)
