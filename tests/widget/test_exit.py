"""Leaving: by three ways, in every state, whatever the page or the server does; and what stays behind: nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.played import Server
from tests.widget.steps import answered, leave_by, say, set_exit

WAYS = ["button", "first link", "shift"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", ["new", "typed", "waiting", "answered", "urgent", "failed", "covered"])
def test_exit_replaces_the_page(page: Page, way: str, state: str) -> None:
    if state == "covered":
        page.clock.install()
        page.reload()
    set_exit(page, "/neutral")
    if state in ("waiting", "answered", "urgent", "failed", "covered"):
        say(page, {"waiting": "never", "urgent": "he is outside", "failed": "error"}.get(state, "secret"))
    if state == "typed":
        page.get_by_role("textbox").fill("secret")
    if state in ("answered", "urgent", "failed"):
        expect(page.locator(".reply, .panel").last).to_be_visible()
    if state == "covered":
        page.clock.fast_forward(6 * 60_000)
        page.clock.run_for(6_000)
        expect(page.get_by_role("button", name="Show the chat")).to_be_visible()
    leave_by(page, way)
    page.wait_for_url("**/neutral")
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize("way", ["button", "first link", "shift"])
@pytest.mark.parametrize("state", ["closed", "open", "answered"])
def test_exit_of_a_floating_chat_replaces_the_hosts_page(visit: Opener, way: str, state: str) -> None:
    page = visit("/host/one-tag.html")
    if state != "closed":
        page.get_by_role("button", name="Help finding support").click()
    if state == "answered":
        answered(page, "secret")
    leave_by(page, way)
    page.wait_for_url("**/neutral")
    page.go_back()
    assert page.url == "about:blank"


def test_exit_works_with_the_server_dead(page: Page, server: Server) -> None:
    answered(page, "secret")
    page.route("**/webhooks/**", lambda route: route.abort())
    set_exit(page, "/neutral")
    page.locator(".bar .leave").click()
    page.wait_for_url("**/neutral")


def test_exit_tells_the_server_to_forget(page: Page, server: Server) -> None:
    answered(page, "secret")
    set_exit(page, "/neutral")
    page.locator(".bar .leave").click()
    page.wait_for_url("**/neutral")
    page.wait_for_timeout(200)
    assert server.heard[0]["session"] in server.forgotten


def test_exit_covers_the_page_at_once_and_empties_it(page: Page) -> None:
    answered(page, "secret")
    set_exit(page, "javascript:alert(1)")
    with page.expect_request("https://www.bbc.co.uk/weather"):
        left = page.evaluate(
            """() => { const chat = document.querySelector('online-harms-chat'), root = chat.shadowRoot; chat.leave();
            const cover = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
            return [document.body.childNodes.length, document.title, root.textContent.includes('secret'), cover.getBoundingClientRect().width >= innerWidth,
            getComputedStyle(cover).backgroundColor]; }"""
        )
    assert left == [0, "Loading", False, True, "rgb(255, 255, 255)"]


def test_exit_of_a_frame_leaves_with_the_page_around_it(visit: Opener, server: Server) -> None:
    page = visit("/host/frame.html")
    inside = page.frame_locator("iframe")
    inside.get_by_role("textbox").fill("secret")
    page.keyboard.press("Enter")
    expect(inside.locator(".reply")).to_be_visible()
    page.frames[1].evaluate(
        "(url) => document.querySelector('online-harms-chat').dataset.exit = url", server.host + "/neutral"
    )
    inside.locator(".bar .leave").click()
    page.wait_for_url("**/neutral")
    page.go_back()
    assert page.url == "about:blank"


def test_exit_of_a_frame_that_may_not_move_its_page_leaves_alone(visit: Opener, server: Server) -> None:
    page = visit("/host/frame.html")
    page.evaluate(
        "() => { const frame = document.querySelector('iframe'); frame.sandbox = 'allow-scripts allow-same-origin'; frame.src += '?'; }"
    )
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("textbox")).to_be_visible()
    page.frames[1].evaluate(
        "(url) => document.querySelector('online-harms-chat').dataset.exit = url", server.url + "/neutral"
    )
    inside.locator(".bar .leave").click()
    expect(inside.get_by_text("Sunny")).to_be_visible()


def test_capitals_and_slow_shifts_do_not_leave(page: Page, server: Server) -> None:
    page.clock.install()
    page.reload()
    set_exit(page, "/neutral")
    page.get_by_role("textbox").focus()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D", "Shift", "Shift", "x", "Shift"):
        page.keyboard.press(key)
    page.keyboard.press("Shift")
    page.clock.fast_forward(5_100)
    page.keyboard.press("Shift")
    assert page.url == server.url + "/"
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/neutral")


def test_the_bar_lies_above_a_cookie_banner_and_a_cookie_dialog(page: Page) -> None:
    page.evaluate(
        """() => { const banner = document.createElement("div"); document.body.append(banner);
        for (const [k, v] of [["position", "fixed"], ["inset", "0"], ["z-index", "2147483647"], ["background", "#888"]]) banner.style.setProperty(k, v);
        const sheet = document.createElement("div"); sheet.popover = "manual"; sheet.textContent = "cookies"; document.body.append(sheet);
        for (const [k, v] of [["width", "100vw"], ["height", "100vh"]]) sheet.style.setProperty(k, v); sheet.showPopover(); }"""
    )
    page.wait_for_timeout(100)
    on_top = """() => { const link = document.querySelector("online-harms-chat").shadowRoot.querySelector(".leave"); const box = link.getBoundingClientRect();
        return link.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === link; }"""
    assert page.evaluate(on_top)


def test_exit_works_through_a_modal_dialog_of_the_host(page: Page) -> None:
    set_exit(page, "/neutral")
    page.evaluate(
        "() => { const d = document.createElement('dialog'); d.textContent = 'cookies'; document.body.append(d); d.showModal(); }"
    )
    page.wait_for_timeout(100)
    box = page.locator(".bar .leave").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/neutral")


def test_back_after_following_a_link_shows_no_chat(page: Page, server: Server) -> None:
    answered(page, "secret")
    page.goto(server.url + "/neutral")
    page.go_back()
    expect(page.get_by_role("log")).to_be_visible()
    expect(page.locator(".reply, .said")).to_have_count(0)
    assert server.issued[0] in server.forgotten


def test_page_kept_by_the_browser_is_kept_empty(page: Page) -> None:
    answered(page, "secret")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator(".reply, .said")).to_have_count(0)


def test_clear_works_at_once_and_the_server_forgets(page: Page, server: Server) -> None:
    answered(page, "secret")
    page.get_by_role("button", name="Clear chat").click()
    expect(page.locator(".reply, .said")).to_have_count(0)
    answered(page, "next")
    assert server.heard[0]["session"] in server.forgotten
    assert server.heard[1].get("session") != server.heard[0]["session"]


def test_asking_to_delete_clears_the_screen_and_the_id(page: Page, server: Server) -> None:
    answered(page, "secret")
    say(page, "delete")
    expect(page.locator(".reply")).to_have_text(["Answer: Cleared here."])
    expect(page.locator(".said")).to_have_count(0)
    page.wait_for_timeout(200)
    assert server.heard[0]["session"] in server.forgotten
    answered(page, "next")
    assert server.heard[-1].get("session") not in server.forgotten


def test_it_says_what_leaving_cannot_do_and_links_to_more(page: Page, server: Server) -> None:
    page.get_by_text("Leaving", exact=True).click()
    expect(page.get_by_text("It cannot empty your browser’s history, and")).to_be_visible()
    link = page.get_by_role("link", name="Cover your tracks (new tab)")
    expect(link).to_have_attribute("href", f"{server.url}/widget/tracks?lang=en")


def test_cover_your_tracks_advises_to_clear_selectively_and_needs_no_script(visit: Opener) -> None:
    for language, words in (("en", "Do not clear everything"), ("cy", "Peidiwch â chlirio popeth")):
        page = visit(f"/widget/tracks?lang={language}", java_script_enabled=False)
        expect(page.locator("main")).to_contain_text(words)
        expect(page.locator("[href='tel:999']")).to_be_in_viewport()
