"""WCAG 2.2 AA: axe in every state, a keyboard alone, the tree that a screen reader gets, and every kind of screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import launch
from tests.widget.conftest import Opener
from tests.widget.played import Server
from tests.widget.steps import answered, focused, said_aloud, say

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STATES = ["new", "hello", "grooming", "untried", "he is outside", "empty", "late", "kept", "covered"]


def _bring_to(page: Page, state: str) -> None:
    box = page.locator("textarea")
    if state == "covered":
        page.clock.install()
        page.reload()
        box.fill("secret")
        page.clock.fast_forward(6 * 60_000)
        page.clock.run_for(6_000)
        expect(page.locator(".cover button")).to_be_visible()
        page.clock.resume()
    elif state != "new":
        box.fill("grooming" if state == "kept" else state)
        page.keyboard.press("Enter")
        expect(page.locator(".reply, .panel, .looking").last).to_be_visible()
    if state == "kept":
        for summary in page.locator(".chat summary:visible").all():
            summary.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Opener, scheme: str, language: str, state: str) -> None:
    page = visit(f"/widget/page?lang={language}", color_scheme=scheme)
    _bring_to(page, state)
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/widget/tracks", "/widget/tracks?lang=cy", "/widget/privacy"])
def test_axe_finds_nothing_on_the_pages_around_it(visit: Opener, scheme: str, path: str) -> None:
    page = visit(path, width=1280, color_scheme=scheme)
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("state", ["closed", "open", "answered", "failed"])
def test_axe_finds_nothing_in_a_floating_chat(visit: Opener, scheme: str, width: int, state: str) -> None:
    page = visit("/host/one-tag.html", width=width, color_scheme=scheme, bypass_csp=True)
    if state != "closed":
        page.get_by_role("button", name="Help finding support").click()
    if state in ("answered", "failed"):
        say(page, "grooming" if state == "answered" else "empty")
        expect(page.locator(".reply, .panel").last).to_be_visible()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


def test_a_whole_conversation_by_keyboard_alone(page: Page) -> None:
    seen: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1] == "TEXTAREA":
            break
    assert seen[:2] == ["In danger? Ring 999", "Leave this page"]
    assert "Chat" in seen  # the log can be scrolled
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dudley")).to_be_visible()
    while focused(page) != "Dudley":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_have_count(2)
    assert focused(page).startswith("Dudley")
    page.keyboard.press("F6")
    assert focused(page) == "TEXTAREA"
    page.keyboard.press("F6")
    assert focused(page) == "Chat"
    page.keyboard.press("F6")
    page.keyboard.type("error")
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_be_visible()
    while focused(page) != "Try again":
        page.keyboard.press("Shift+Tab")
    while focused(page) != "Clear chat":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".reply, .said, .panel")).to_have_count(0)


def test_shift_tab_on_the_way_back_does_not_leave(page: Page) -> None:
    page.get_by_role("textbox").focus()
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    assert page.url.endswith("/")


def test_the_tree_of_a_whole_conversation(page: Page) -> None:
    answered(page, "grooming")
    answered(page, "he is outside")
    say(page, "error")
    expect(page.locator(".panel")).to_be_visible()
    expect(page.locator(".chat")).to_match_aria_snapshot(
        """
        - region "Find support":
          - heading "Find support" [level=2]
          - paragraph: /Demonstration only/
          - log "Chat":
            - paragraph: /I am a computer/
            - list:
              - listitem:
                - link "Ring 999"
            - text: "You:"
            - paragraph: grooming
            - text: "Answer:"
            - paragraph: That is not your fault.
            - text: "Answer:"
            - paragraph: "These people can help:"
            - list:
              - listitem:
                - heading "Childline" [level=3]
                - list:
                  - listitem:
                    - link "Ring 0800 1111"
                - group: What happens if I get in touch
            - paragraph: Where do you live?
            - button "Nottingham"
            - button "Dudley"
            - text: "You:"
            - paragraph: he is outside
            - text: "Answer:"
            - paragraph: /If you are in danger now, ring 999/
            - link "Ring 999 now"
            - text: "You:"
            - paragraph: error
            - text: Not answered
            - paragraph: /could not answer/
            - list:
              - listitem:
                - link "Ring 999"
              - listitem: "Samaritans: 116 123"
            - button "Try again"
          - text: Say what is wrong, in your own words
          - textbox "Say what is wrong, in your own words"
          - button "Send"
          - button "Clear chat"
        """
    )


def test_each_message_is_announced_once_by_one_polite_region_outside_the_shadow_root(page: Page) -> None:
    expect(page.locator("body > [aria-live=polite]")).to_have_count(1)
    assert page.evaluate("document.querySelectorAll('[aria-live=polite]').length") == 1
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    assert page.locator("[aria-live]:not([aria-live=off])").count() == 1
    answered(page, "a")
    assert page.evaluate("window.spoken") == ["You said: a"]
    page.wait_for_timeout(2300)
    expect(page.locator("body > [aria-live=polite]")).to_be_empty()


def test_a_failure_is_announced_with_its_lines(page: Page) -> None:
    say(page, "error")
    expect(page.locator(".panel")).to_be_visible()
    assert "Samaritans: 116 123" in said_aloud(page)


@pytest.mark.parametrize("path", ["/", "/host/one-tag.html"])
@pytest.mark.parametrize("state", ["new", "grooming", "empty", "kept"])
def test_targets_are_44_pixels_and_320_pixels_are_enough(visit: Opener, path: str, state: str) -> None:
    page = visit(path, width=320, height=480, bypass_csp=True)
    if path != "/":
        page.get_by_role("button", name="Help finding support").click()
    _bring_to(page, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".chat").evaluate("(chat) => chat.scrollWidth <= chat.clientWidth + 1")
    small = (
        page.locator(".dock, .chat")
        .locator("button:visible, a.go:visible, .bar a, .reply a.ring, .panel a.ring, textarea, summary:visible")
        .evaluate_all(
            "(nodes) => nodes.map((node) => [node.textContent, node.getBoundingClientRect()]).filter(([, box]) => box.width < 43.9 || box.height < 43.9)"
        )
    )
    assert small == []


@pytest.mark.parametrize("path", ["/", "/host/one-tag.html"])
def test_text_at_200_percent_loses_nothing(visit: Opener, path: str) -> None:
    page = visit(path, width=320, height=400, device_scale_factor=2)  # 640 by 800 pixels, as browsers zoom
    if path != "/":
        page.get_by_role("button", name="Help finding support").click()
    answered(page, "grooming")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for part in (page.locator(".bar .ring"), page.locator(".bar .leave")):
        expect(part).to_be_in_viewport(ratio=1)
    page.locator("textarea").scroll_into_view_if_needed()
    expect(page.locator("textarea")).to_be_in_viewport()


def test_text_of_twice_the_size_wraps_and_is_not_cut(browser: Browser, server: Server) -> None:
    """The reader's own setting, which enlarges text alone."""
    enlarged = launch(browser.browser_type, "--blink-settings=defaultFontSize=32")
    page = enlarged.new_page(viewport={"width": 640, "height": 900})
    page.goto(server.url + "/widget/page")
    answered(page, "grooming")
    assert page.locator(".send").evaluate("(node) => getComputedStyle(node).fontSize") == "32px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    cut = page.locator(".chat").evaluate(
        "(chat) => [...chat.querySelectorAll('p, a, button, h3')].filter((n) => n.scrollWidth > n.clientWidth + 1 && n.clientWidth > 1).map((n) => n.textContent)"
    )
    assert cut == []
    enlarged.close()


def test_text_grows_with_the_readers_own_size_and_not_with_the_hosts(visit: Opener) -> None:
    page = visit("/host/hostile.html")
    assert (
        page.get_by_role("button", name="Help finding support").evaluate("(node) => getComputedStyle(node).fontSize")
        == "16px"
    )


def test_forced_colours_keep_edges_and_marks(visit: Opener) -> None:
    page = visit(forced_colors="active")
    answered(page, "grooming")
    for part in (".said", ".reply", ".go", ".bar .ring", ".bar .leave"):
        assert page.locator(part).first.evaluate(
            "(node) => getComputedStyle(node).borderTopStyle + parseFloat(getComputedStyle(node).borderTopWidth)"
        ) in ("solid2", "solid1"), part


def test_nothing_moves_by_itself(visit: Opener) -> None:
    page = visit(reduced_motion="reduce")
    say(page, "late")
    expect(page.locator(".looking")).to_be_visible(timeout=2000)
    assert page.evaluate(
        "[document.getAnimations().length, document.querySelector('online-harms-chat').shadowRoot.getAnimations().length]"
    ) == [0, 0]


def test_right_to_left_text_does_not_turn_the_chat_around(visit: Opener) -> None:
    page = visit("/host/hostile.html", width=1280)
    page.get_by_role("button", name="Help finding support").click()
    answered(page, "arabic")
    assert page.locator(".reply .text").evaluate("(text) => getComputedStyle(text).direction") == "rtl"
    assert page.get_by_role("textbox").evaluate("(box) => getComputedStyle(box).direction") == "ltr"


def test_the_hosts_focused_element_is_never_behind_the_chat(visit: Opener) -> None:
    page = visit("/host/one-tag.html", width=1280, height=700)
    page.get_by_role("button", name="Help finding support").click()
    for name in ("#first-link", "#low", "#corner"):
        page.locator(name).focus()
        covered = page.locator(name).evaluate(
            """(node) => { const box = node.getBoundingClientRect(), dock = document.querySelector("online-harms-chat").shadowRoot;
            return [".bar", ".chat"].some((part) => { const other = dock.querySelector(part).getBoundingClientRect();
            return other.width > 0 && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top; }); }"""
        )
        assert not covered, name


def test_a_phones_keyboard_does_not_hide_what_is_typed(visit: Opener) -> None:
    page = visit("/host/one-tag.html", has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Help finding support").click()
    page.set_viewport_size({"width": 360, "height": 340})  # what is left above the keyboard
    answered(page, "hello")
    page.wait_for_timeout(100)
    expect(page.locator("textarea")).to_be_in_viewport(ratio=1)
    expect(page.locator(".bar .ring")).to_be_in_viewport(ratio=1)
    expect(page.locator(".bar .leave")).to_be_in_viewport(ratio=1)
