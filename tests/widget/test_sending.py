"""What is sent, what is seen while it is on its way, and that nothing typed is ever taken for code."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener
from tests.widget.played import WIDGET, Server
from tests.widget.replies import OPENING
from tests.widget.steps import answered, say


def test_opening_is_shown_once_and_says_it_is_a_demonstration(page: Page) -> None:
    expect(page.get_by_text(OPENING).filter(visible=True)).to_have_count(1)
    expect(page.locator(".demo")).to_contain_text("Demonstration only")
    expect(page.get_by_text("The chat needs JavaScript")).to_be_hidden()


def test_enter_sends_and_shift_enter_makes_a_line(page: Page, server: Server) -> None:
    page.get_by_role("textbox").press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("You said: one\ntwo")
    assert server.heard[0]["message"] == "one\ntwo"
    expect(page.get_by_role("textbox")).to_have_value("")


def test_request_carries_the_servers_id_and_the_words_and_nothing_else(page: Page, server: Server) -> None:
    answered(page, "a")
    answered(page, "b")
    assert [set(body) for body in server.heard] == [{"session", "message"}] * 2
    assert server.heard[0]["session"] == server.heard[1]["session"] == server.issued[0]
    assert not {"Cookie", "Referer"} & set(server.headers[0])
    page.reload()
    answered(page, "c")
    assert server.heard[2]["session"] != server.heard[0]["session"]


def test_a_first_message_does_not_wait_for_an_id(page: Page, server: Server) -> None:
    page.route("**/session", lambda route: route.abort())
    answered(page, "a")
    answered(page, "b")
    assert server.heard[0] == {"message": "a"}
    assert server.heard[1]["session"] == server.issued[0]


def test_two_tabs_do_not_share_a_chat(visit: Opener, server: Server) -> None:
    one = visit()
    answered(one, "from one")
    other = one.context.new_page()
    other.goto(server.url)
    answered(other, "from the other")
    expect(one.get_by_role("log")).not_to_contain_text("from the other")
    expect(other.get_by_role("log")).not_to_contain_text("from one")
    assert server.heard[0]["session"] != server.heard[1]["session"]


def test_blank_message_is_not_sent(page: Page, server: Server) -> None:
    say(page, "  \n ")
    page.wait_for_timeout(200)
    assert server.heard == []


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    typed = "<b>me</b> \u202e" + "w" * 2000
    answered(page, typed)
    expect(page.locator(".said .text")).to_have_text(typed)
    assert page.locator(".said b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_sending_and_looking_are_said_and_go(page: Page) -> None:
    say(page, "late")
    expect(page.locator(".said .state")).to_have_text("Sending…", timeout=1500)
    expect(page.locator(".looking")).to_contain_text("In danger now? Ring 999.", timeout=2500)
    expect(page.locator(".reply", has_text="You said: late")).to_be_visible(timeout=5000)
    expect(page.locator(".looking")).to_have_count(0)
    expect(page.locator(".said .state")).to_have_text("")


def test_an_emergency_heard_within_a_second_shows_nothing_before_it(page: Page) -> None:
    seen = "window.looking = 0; new MutationObserver(() => window.looking += document.querySelector('online-harms-chat').shadowRoot.querySelectorAll('.looking').length)"
    page.evaluate(
        seen + ".observe(document.querySelector('online-harms-chat').shadowRoot, { childList: true, subtree: true })"
    )
    answered(page, "a second")
    assert page.evaluate("window.looking") == 0


def test_no_word_of_code_is_used_that_could_run_what_is_typed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((WIDGET / "src").glob("*.ts")))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "Function(",
        "localStorage",
        "document.cookie",
        "console.",
    ):
        assert word not in code, word
    html = "".join(path.read_text(encoding="utf-8") for path in sorted((WIDGET / "pages").glob("*.html")))
    assert "<style" not in html and "style=" not in html and not re.search(r"\son\w+=", html)
