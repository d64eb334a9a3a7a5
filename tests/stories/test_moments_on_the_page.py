"""The ten moments in the widget, in a real Chromium: its server dead, its server slow, the night of a bank holiday."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.engines import Raising
from tests.houses import open_house
from tests.stories.player import Listener, Story
from tests.stories.test_moments_in_hard_times import NIGHT, stories
from tests.stories.test_stories_in_widget import play_in_widget

LINES = ("999", "116 123", "0800 1111", "85258")
MESSAGE = "**/webhooks/web/message"


@contextmanager
def _pages(browser: Browser, rules: EmergencyRules, wording: Wording) -> Iterator[list[tuple[Story, Page]]]:
    """A page for each story, all on one server whose Rasa is broken."""
    engine = Raising()
    with open_house(Guard(rules, wording, engine), engine) as house:
        opened: list[tuple[Story, Page]] = []
        for story in stories():
            page = browser.new_page()
            page.goto(house.url)
            opened.append((story, page))
        yield opened
        for _, page in opened:
            page.close()


def _say(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Say what is wrong")
    box.fill(text)
    box.press("Enter")


def _panel_is_there(story: Story, page: Page, text: str) -> list[str]:
    """What of the built-in answer is missing, or should not be there."""
    panel = page.locator(".panel")
    expect(panel).to_be_visible(timeout=9_000)
    said = panel.inner_text()
    wrong = [f"no {line}" for line in LINES if line not in said]
    wrong += [f"repeats {text!r}"] if text in said else []
    wrong += (
        [] if page.get_by_role("textbox", name="Say what is wrong").input_value() == text else ["the words are lost"]
    )
    return [f"{story.name}: {fault}: {said!r}" for fault in wrong]


def test_moments_hold_when_the_server_is_dead(browser: Browser, rules: EmergencyRules, wording: Wording) -> None:
    """Nothing comes back at all: the page itself has 999 and the lines, and gives the words back."""
    faults: list[str] = []
    with _pages(browser, rules, wording) as opened:
        for story, page in opened:
            page.route(MESSAGE, lambda route: route.abort("connectionrefused"))
            _say(page, story.steps[0].text)
            faults += _panel_is_there(story, page, story.steps[0].text)

    assert faults == []


def test_moments_hold_when_the_server_is_slow(browser: Browser, rules: EmergencyRules, wording: Wording) -> None:
    """While the answer is still on its way the lines stand there; when it comes, 999 is its first line."""
    held: list[Route] = []
    faults: list[str] = []
    with _pages(browser, rules, wording) as opened:
        for story, page in opened:
            page.route(MESSAGE, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks the function, a method of a list it cannot
            _say(page, story.steps[0].text)
        for story, page in opened:
            faults += _panel_is_there(story, page, story.steps[0].text)
        for route in held:
            route.continue_()
        for story, page in opened:
            reply = page.locator(".log > .reply")
            expect(reply.first).to_be_attached(timeout=9_000)
            first = reply.first.inner_text()
            faults += [] if "999" in first[:120] else [f"{story.name}: late, and without 999 first: {first!r}"]

    assert len(held) == len(stories())
    assert faults == []


def test_moments_hold_in_the_night_of_a_bank_holiday(browser: Browser, guard: Guard, listener: Listener) -> None:
    """The stories go on the page as they go by day."""
    faults: list[str] = []
    with open_house(guard, listener) as house:
        for story in stories():
            night = msgspec.structs.replace(story, now=NIGHT, name=f"{story.name} by night")
            faults += play_in_widget(night, browser, house.url)

    if faults:
        pytest.fail("\n".join([f"{len(faults)} turns went wrong", *faults]), pytrace=False)
