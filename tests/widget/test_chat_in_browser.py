"""The demo page and its chat, in a real browser: what a person sees, hears and can always do."""

from __future__ import annotations

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import OPENING, WIDGET, Server
from playwright.sync_api import Browser, Page, expect

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LINES = ("999", "116 123", "0800 1111", "SHOUT")


def say(page: Page, text: str) -> None:
    page.get_by_label("Say what is wrong").fill(text)
    page.keyboard.press("Enter")


def said_aloud(page: Page) -> str:
    return "\n".join(page.evaluate("window.spoken"))


def leave_to_neutral(page: Page, server: Server) -> None:
    page.evaluate("(url) => document.querySelector('online-harms-chat').dataset.exit = url", server.url + "/neutral")


# --- what is there before anything happens ---


def test_without_javascript_the_page_gives_999_the_opening_and_helplines(browser: Browser, server: Server) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(server.url)
    expect(page.locator("body")).to_contain_text(OPENING)
    expect(page.locator("body")).to_contain_text("needs JavaScript")
    for line in LINES:
        expect(page.locator("online-harms-chat")).to_contain_text(line)
    first = page.get_by_role("link").first
    expect(first).to_have_attribute("href", "tel:999")
    expect(first).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this page")).to_have_attribute("href", "https://www.bbc.co.uk/weather")
    page.close()


def test_opening_text_is_shown_once_and_says_it_is_a_demonstration(page: Page) -> None:
    assert page.locator("body").inner_text().count(OPENING) == 1
    expect(page.locator(".demo")).to_contain_text("Demonstration only")
    expect(page.get_by_text("The chat needs JavaScript")).to_be_hidden()


def test_on_a_phone_the_opening_is_on_the_first_screen(page: Page) -> None:
    expect(page.locator("online-harms-chat > p").first).to_be_in_viewport(ratio=1)


def test_an_element_placed_without_content_brings_its_own_opening(page: Page) -> None:
    page.evaluate("document.querySelector('online-harms-chat').replaceChildren()")
    expect(page.get_by_role("log")).to_contain_text(OPENING)
    expect(page.get_by_role("log")).to_contain_text("116 123")


def test_999_and_exit_stay_on_screen_wherever_the_page_is_scrolled(page: Page) -> None:
    for where in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {where})")
        expect(page.locator(".bar .ring")).to_be_in_viewport(ratio=1)
        expect(page.locator(".bar .leave")).to_be_in_viewport(ratio=1)
    expect(page.locator(".bar .ring")).to_have_attribute("href", "tel:999")


def test_the_bar_lies_above_a_cookie_banner(page: Page) -> None:
    page.evaluate(
        """() => { const banner = document.createElement("div"); document.body.append(banner);
        for (const [k, v] of [["position", "fixed"], ["inset", "0"], ["z-index", "2147483647"], ["background", "#888"]]) banner.style.setProperty(k, v); }"""
    )
    on_top = """() => { const link = document.querySelector("online-harms-chat").shadowRoot.querySelector(".leave"); const box = link.getBoundingClientRect();
        return link.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === link; }"""
    assert page.evaluate(on_top)


# --- talking ---


def test_enter_sends_and_shift_enter_makes_a_line(page: Page, server: Server) -> None:
    page.get_by_label("Say what is wrong").press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("You said: one\ntwo")
    assert server.heard[0]["message"] == "one\ntwo"
    expect(page.get_by_label("Say what is wrong")).to_have_value("")


def test_request_carries_a_random_id_and_nothing_else(page: Page, server: Server) -> None:
    say(page, "a")
    expect(page.locator(".reply")).to_have_count(1)
    say(page, "b")
    expect(page.locator(".reply")).to_have_count(2)
    assert set(server.heard[0]) == {"sender", "message"}
    assert re.fullmatch(r"[0-9a-f]{32}", server.heard[0]["sender"])
    assert server.heard[0]["sender"] == server.heard[1]["sender"]
    assert not {"Cookie", "Referer"} & set(server.headers[0])
    page.reload()
    say(page, "c")
    expect(page.locator(".reply")).to_have_count(1)
    assert server.heard[2]["sender"] != server.heard[0]["sender"]


def test_nothing_is_stored_on_the_device(page: Page) -> None:
    say(page, "grooming")
    expect(page.locator(".reply")).to_have_count(2)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []


def test_blank_message_is_not_sent(page: Page, server: Server) -> None:
    say(page, "  \n ")
    page.wait_for_timeout(200)
    assert server.heard == []


def test_emergency_comes_first_and_can_be_rung(page: Page) -> None:
    say(page, "he is outside")
    reply = page.locator(".reply.urgent")
    expect(reply.locator(".text")).to_have_text("If you are in danger now, ring 999.\nAsk for police.")
    expect(reply.get_by_role("link", name="Ring 999 now")).to_have_attribute("href", "tel:999")
    expect(page.get_by_text("Looking")).to_have_count(0)
    assert "If you are in danger now, ring 999." in said_aloud(page)


def test_cards_take_the_place_of_the_list(page: Page) -> None:
    say(page, "grooming")
    reply = page.locator(".reply").nth(1)
    expect(reply.locator("> .text")).to_have_text(["These people can help:", "Where do you live?"])
    expect(reply.get_by_role("heading", level=3)).to_have_text(
        ["Childline", "Online safety evening", "Last year's evening"]
    )
    expect(reply.get_by_role("link", name="Ring 0800 1111")).to_have_attribute("href", "tel:08001111")
    expect(reply.get_by_role("link", name="Text 85258")).to_have_attribute("href", "sms:85258?body=SHOUT")
    chat = reply.get_by_role("link", name="Chat online")
    expect(chat).to_have_attribute("rel", "noopener noreferrer")
    expect(reply).to_contain_text("Closed now, opens Monday 09:00")
    expect(reply).to_contain_text("Open now · any hour, every day")
    expect(reply).to_contain_text("1 December 2026")
    order = reply.evaluate("(node) => [...node.children].map((child) => child.className)")
    assert order == ["unseen", "text", "cards", "text", "choices"]
    assert "- Childline: 0800 1111" in said_aloud(page)  # heard in full


def test_numbers_without_an_address_and_odd_addresses_are_not_links(page: Page) -> None:
    say(page, "grooming")
    expect(page.get_by_text("Ring 0300 000 0000")).to_be_visible()
    expect(page.get_by_role("link", name="0300")).to_have_count(0)
    assert page.locator("[href^=javascript]").count() == 0


def test_a_past_session_cannot_be_joined(page: Page) -> None:
    say(page, "grooming")
    cards = page.locator(".card")
    expect(cards.filter(has_text="Online safety evening").get_by_role("link", name="Join")).to_have_count(1)
    expect(cards.filter(has_text="Last year's").get_by_role("link", name="Join")).to_have_count(0)


def test_list_stays_when_there_are_no_cards(page: Page) -> None:
    say(page, "empty cards")
    expect(page.locator(".reply")).to_contain_text("- Childline: 0800 1111")


def test_opening_is_not_repeated_and_buttons_work_and_stay(page: Page, server: Server) -> None:
    say(page, "hello")
    expect(page.locator(".reply")).to_have_count(1)
    assert OPENING not in page.locator(".reply").inner_text()
    assert OPENING not in said_aloud(page)
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
    say(page, "only opening")
    expect(page.locator(".reply")).to_contain_text("Ring 999")


def test_unknown_custom_is_ignored(page: Page) -> None:
    say(page, "unknown")
    expect(page.locator(".reply")).to_have_text("Answer: Words are enough.")
    say(page, "unknown only")
    expect(page.locator(".panel")).to_be_visible()


def test_hostile_text_is_text_and_wraps(page: Page) -> None:
    title = page.title()
    say(page, "hostile")
    expect(page.locator(".reply")).to_contain_text("<img src=x")
    assert page.locator(".reply img, .reply script").count() == 0
    assert page.title() == title
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".log").evaluate("(log) => log.scrollWidth <= log.clientWidth")


def test_messages_never_move_focus_and_show_their_beginning(page: Page) -> None:
    say(page, "grooming")
    expect(page.locator(".reply")).to_have_count(2)
    expect(page.get_by_label("Say what is wrong")).to_be_focused()
    first = page.locator(".reply .text").first
    expect(first).to_be_in_viewport(ratio=1)
    bar, line = page.locator(".bar").bounding_box(), first.bounding_box()
    assert bar and line and line["y"] >= bar["y"] + bar["height"]


def test_one_polite_region_outside_the_shadow_root(page: Page) -> None:
    expect(page.locator("body > [aria-live=polite]")).to_have_count(1)
    assert page.evaluate("document.querySelectorAll('[aria-live=polite]').length") == 1
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    for node in (
        page.get_by_role("log"),
        page.get_by_label("Say what is wrong"),
        page.locator("body > [aria-live=polite]"),
    ):
        expect(node).to_have_attribute("data-hj-suppress", "")
        expect(node).to_have_class(re.compile("fs-mask.*rr-block"))


def test_looking_line_waits_and_goes(page: Page) -> None:
    say(page, "late")
    page.wait_for_timeout(400)
    expect(page.get_by_text("Looking…")).to_have_count(0)
    expect(page.get_by_text("Looking…")).to_be_visible(timeout=1000)
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.get_by_text("Looking…")).to_have_count(0)


# --- when it fails ---


@pytest.mark.parametrize("how", ["empty", "error", "html", "no network"])
def test_failure_gives_the_lines_and_the_words_back(page: Page, server: Server, how: str) -> None:
    if how == "no network":
        page.route("**/webhooks/**", lambda route: route.abort())
    say(page, how)
    panel = page.locator(".panel")
    for line in LINES:
        expect(panel).to_contain_text(line)
    expect(panel.get_by_role("link", name="Ring 999")).to_be_in_viewport()
    expect(page.get_by_label("Say what is wrong")).to_have_value(how)
    assert "116 123" in said_aloud(page)


def test_try_again_sends_the_same_words_once_more(page: Page, server: Server) -> None:
    server.broken.add("help")
    say(page, "help")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.locator(".panel")).to_have_count(1)
    server.broken.clear()
    page.get_by_label("Say what is wrong").fill("")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".reply", has_text="You said: help")).to_be_visible()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(page.get_by_label("Say what is wrong")).to_have_value("")


def test_late_answer_after_the_panel_still_comes(page: Page) -> None:
    began = time.monotonic()
    say(page, "late")
    expect(page.locator(".panel")).to_be_visible(timeout=5000)
    assert 2.3 < time.monotonic() - began < 3.2
    expect(page.get_by_label("Say what is wrong")).to_have_value("late")
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.get_by_label("Say what is wrong")).to_have_value("")
    expect(page.locator(".panel")).to_contain_text("116 123")


def test_words_typed_meanwhile_survive_a_late_answer(page: Page) -> None:
    say(page, "late")
    page.keyboard.type("and now")
    expect(page.get_by_label("Say what is wrong")).to_have_value("late\nand now", timeout=5000)
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.get_by_label("Say what is wrong")).to_have_value("and now")


def test_it_gives_up_after_eight_seconds(page: Page) -> None:
    say(page, "never")
    expect(page.locator(".panel")).to_contain_text("No answer yet", timeout=4000)
    expect(page.locator(".panel")).to_contain_text("could not answer", timeout=7000)
    expect(page.get_by_text("Looking…")).to_have_count(0)
    expect(page.get_by_label("Say what is wrong")).to_have_value("never")


# --- leaving ---


@pytest.mark.parametrize("way", ["bar", "first link", "shift"])
@pytest.mark.parametrize("state", ["new", "answered", "waiting"])
def test_exit_replaces_the_page(page: Page, server: Server, way: str, state: str) -> None:
    leave_to_neutral(page, server)
    if state != "new":
        say(page, "never" if state == "waiting" else "secret")
    if state == "answered":
        expect(page.locator(".reply", has_text="You said: secret")).to_be_visible()
    if way == "bar":
        page.locator(".bar .leave").click()
    elif way == "first link":
        page.locator(".first .leave").focus()
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("**/neutral")
    page.go_back()
    assert page.url == "about:blank"


def test_exit_empties_the_page_even_if_nothing_can_be_loaded(page: Page, server: Server) -> None:
    say(page, "secret")
    expect(page.locator(".reply", has_text="You said: secret")).to_be_visible()
    page.evaluate("document.querySelector('online-harms-chat').dataset.exit = 'javascript:alert(1)'")
    with page.expect_request("https://www.bbc.co.uk/weather"):
        left = page.evaluate(
            "document.querySelector('online-harms-chat').leave(), [document.body.childNodes.length, document.title]"
        )
    assert left == [0, "Loading"]


def test_capitals_and_slow_shifts_do_not_leave(page: Page, server: Server) -> None:
    page.clock.install()
    page.reload()
    leave_to_neutral(page, server)
    page.get_by_label("Say what is wrong").focus()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D", "Shift", "Shift", "x", "Shift"):
        page.keyboard.press(key)
    page.keyboard.press("Shift")
    page.clock.fast_forward(5_100)
    page.keyboard.press("Shift")
    assert page.url == server.url + "/"
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/neutral")


def test_clear_chat_works_at_once(page: Page, server: Server) -> None:
    say(page, "secret")
    expect(page.locator(".reply")).to_have_count(1)
    page.get_by_role("button", name="Clear chat").click()
    expect(page.locator(".reply, .said")).to_have_count(0)
    say(page, "next")
    expect(page.locator(".reply")).to_have_count(1)
    assert server.heard[0]["sender"] != server.heard[1]["sender"]


def test_page_kept_by_the_browser_is_kept_empty(page: Page) -> None:
    say(page, "secret")
    expect(page.locator(".reply")).to_have_count(1)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator(".reply, .said")).to_have_count(0)


def test_an_untouched_chat_is_covered_and_then_cleared(page: Page, server: Server) -> None:
    page.clock.install()
    page.reload()
    page.get_by_label("Say what is wrong").fill("secret")
    page.keyboard.press("Enter")
    page.clock.run_for(100)
    expect(page.locator(".reply", has_text="You said: secret")).to_be_visible()
    page.clock.fast_forward(5 * 60_000 + 6_000)
    page.clock.run_for(6_000)
    expect(page.get_by_role("button", name="Show the chat")).to_be_visible()
    expect(page.locator(".reply", has_text="You said: secret")).to_be_hidden()
    expect(page.locator(".bar .ring")).to_be_visible()
    page.get_by_role("button", name="Show the chat").click()
    expect(page.locator(".reply")).to_be_visible()
    page.clock.fast_forward(29 * 60_000 + 1_000)
    page.clock.run_for(6_000)
    expect(page.locator(".cover")).to_contain_text("within a minute")
    page.clock.fast_forward(61_000)
    page.clock.run_for(6_000)
    expect(page.locator(".reply, .said")).to_have_count(0)
    expect(page.locator(".cover")).to_be_hidden()


# --- for everybody ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["new", "hello", "grooming", "he is outside", "empty", "covered"])
def test_axe_finds_nothing(page: Page, scheme: str, state: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if state == "covered":
        page.clock.install()
        page.reload()
        page.get_by_label("Say what is wrong").fill("secret")
        page.clock.fast_forward(6 * 60_000)
        page.clock.run_for(6_000)
        expect(page.get_by_role("button", name="Show the chat")).to_be_visible()
        page.clock.resume()
    elif state != "new":
        say(page, state)
        expect(page.locator(".reply, .panel").last).to_be_visible()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("state", ["new", "grooming", "empty"])
def test_targets_are_44_pixels_and_320_pixels_are_enough(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    if state != "new":
        say(page, state)
        expect(page.locator(".reply, .panel").last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.locator("button:visible, a.go:visible, a.ring:visible, .bar a, textarea").evaluate_all(
        "(nodes) => nodes.map((node) => [node.textContent, node.getBoundingClientRect()]).filter(([, box]) => box.width < 44 || box.height < 44)"
    )
    assert small == []


def test_keyboard_alone_reaches_everything_in_order(page: Page) -> None:
    order = []
    for _ in range(10):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                "() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                " return at.textContent.trim().slice(0, 20) || at.tagName; }"
            )
        )
    assert order[:5] == ["In danger? Ring 999", "Leave this page", "Ring 999", "Leave this page", "Clear chat"]
    assert order.index("TEXTAREA") < order.index("Send")


def test_strict_policy_refuses_nothing_and_no_script_fails(page: Page) -> None:
    say(page, "grooming")
    expect(page.locator(".reply")).to_have_count(2)
    assert page.evaluate("window.refused") == []
    assert page.errors == []  # type: ignore[attr-defined]


def test_files_are_refused(page: Page) -> None:
    refused = page.get_by_label("Say what is wrong").evaluate(
        """(input) => ["dragover", "drop"].map((kind) => { const data = new DataTransfer(); data.items.add(new File(["x"], "x.png"));
        return !input.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, composed: true, cancelable: true })); })
        .concat((() => { const data = new DataTransfer(); data.items.add(new File(["x"], "x.png"));
        return !input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true })); })())"""
    )
    assert refused == [True, True, True]


def test_the_code_uses_nothing_it_must_not() -> None:
    code = "".join((WIDGET / name).read_text() for name in ("chat.js", "parts.js"))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "Function(",
        "localStorage",
        "sessionStorage",
        "cookie",
        "console.",
    ):
        assert word not in code, word
    html = (WIDGET / "index.html").read_text()
    assert "<style" not in html and "style=" not in html and not re.search(r"\son\w+=", html)
