"""Talking: what is sent, how answers, cards and buttons look, and that nothing typed or sent is ever taken for code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.widget.conftest import Opener, Server
from tests.widget.replies import OPENING
from tests.widget.steps import answered, said_aloud, say


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


def test_emergency_comes_first_and_can_be_rung(page: Page) -> None:
    answered(page, "he is outside")
    reply = page.locator(".reply.urgent")
    expect(reply.locator(".text")).to_have_text("If you are in danger now, ring 999.\nAsk for police.")
    expect(reply.get_by_role("link", name="Ring 999 now")).to_have_attribute("href", "tel:999")
    assert said_aloud(page).startswith("If you are in danger now, ring 999.")


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


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    typed = "<b>me</b> \u202e" + "w" * 2000
    answered(page, typed)
    expect(page.locator(".said .text")).to_have_text(typed)
    assert page.locator(".said b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_messages_never_move_focus_and_show_their_beginning(page: Page) -> None:
    answered(page, "grooming")
    expect(page.get_by_role("textbox")).to_be_focused()
    first = page.locator(".reply .text").first
    expect(first).to_be_in_viewport(ratio=1)
    bar, line = page.locator(".bar").bounding_box(), first.bounding_box()
    assert bar and line and line["y"] >= bar["y"] + bar["height"]


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


def test_language_of_a_message_is_marked_and_its_direction_is_its_own(page: Page) -> None:
    answered(page, "welsh")
    expect(page.locator(".reply .text")).to_have_attribute("lang", "cy")
    assert page.evaluate("document.querySelector('[aria-live=polite] p')?.lang") == "cy"
    answered(page, "arabic")
    reply = page.locator(".reply").last
    expect(reply.locator(".text")).to_have_attribute("lang", "ar")
    assert reply.locator(".text").evaluate("(text) => getComputedStyle(text).direction") == "rtl"


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


def test_a_long_chat_keeps_all_and_shows_the_newest(page: Page) -> None:
    for turn in range(60):
        answered(page, f"turn {turn}")
    expect(page.locator(".reply")).to_have_count(60)
    expect(page.locator(".reply").last).to_be_in_viewport()
    expect(page.locator(".reply").first).to_contain_text("turn 0")


def test_no_word_of_code_is_used_that_could_run_what_is_typed() -> None:
    from tests.widget.conftest import WIDGET

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
