"""Plays the same story files through the website: typed into the widget in a real Chromium, read off its screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.guard import Guard
from tests.houses import open_house
from tests.stories.player import FOLDER, Listener, Step, Story, clock_at, read

FILES = sorted(FOLDER.glob("test_*.yml"))
PATIENCE = 9_000  # ms: the widget itself gives up after eight seconds


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.removeprefix("test_"))
def test_stories_end_well_in_the_widget(path: Path, guard: Guard, listener: Listener, browser: Browser) -> None:
    """Every person has a page of their own; what the story wants said and shown is on it."""
    with open_house(guard, listener) as house:
        faults = [fault for story in read(path) for fault in play_in_widget(story, browser, house.url)]

    if faults:
        pytest.fail("\n".join([f"{path}: {len(faults)} turns went wrong", *faults]), pytrace=False)


def play_in_widget(story: Story, browser: Browser, url: str) -> list[str]:
    """Plays one story; what went wrong."""
    pages: dict[str, Page] = {}
    faults: list[str] = []
    with clock_at(story.now):
        for step, person in zip(story.steps, story.people, strict=True):
            if person not in pages:
                pages[person] = browser.new_page()
                pages[person].clock.set_fixed_time(story.now)
                pages[person].goto(url)
            wrong = _turn(pages[person], step)
            if wrong:
                faults.append("\n    ".join([f"{story.name}: {step.text!r}", *wrong]))
    for page in pages.values():
        page.close()
    return faults


def _shown(words: str, text: str, cards: list[str]) -> bool:
    """True if words are on the screen; a line of the list ("Childline: 0800 1111") may be spread over one card."""
    name, _, contact = words.partition(": ")
    return words.lower() in text.lower() or any(name in card and contact in card for card in cards)


def _turn(page: Page, step: Step) -> list[str]:
    """Types a turn and compares what is then on the screen with what the story wants."""
    page.locator(".log").evaluate("(log) => [...log.children].forEach((node) => (node.dataset.old = ''))")
    box = page.get_by_role("textbox", name="Say what is wrong")
    box.fill(step.text)
    box.press("Enter")
    new = page.locator(".log > .reply:not([data-old])")
    expect(new.or_(page.locator(".panel:not([data-old])")).first).to_be_attached(timeout=PATIENCE)
    if not new.count():
        return ["got no answer but the built-in panel"]
    said = new.all_inner_texts()
    text, wanted = "\n".join(said), step.reply
    on_cards = new.locator(".card").all_inner_texts()
    wrong = [f"wanted on the screen: {words!r}" for words in wanted.says if not _shown(words, text, on_cards)]
    wrong += [f"wanted in the first bubble: {words!r}" for words in wanted.first if words not in said[0]]
    wrong += [f"not wanted on the screen: {words!r}" for words in wanted.not_ if words in text]
    urgent = new.locator("xpath=self::*[contains(@class, 'urgent')]").count() > 0
    if wanted.emergency and urgent != (wanted.emergency == "now"):
        wrong.append(f"emergency: wanted {wanted.emergency}, the reply is {'' if urgent else 'not '}marked")
    if wanted.emergency in ("now", "possible") and "999" not in said[0]:
        wrong.append("wanted 999 in the first bubble")
    cards = new.locator(".card").evaluate_all("(cards) => cards.map((card) => card.dataset.id)")
    wrong += [f"wanted card {name}, got {cards}" for name in wanted.shows if name not in cards]
    wrong += [f"not wanted: card {name}" for name in wanted.hides if name in cards]
    titles = new.locator(".choices button").all_inner_texts()
    wrong += [f"wanted button {title!r}, got {titles}" for title in wanted.buttons if title not in titles]
    return [*wrong, f"got: {text!r}"] if wrong else []
