"""Safeguarding 13: nobody is ever told to keep, copy or show a picture of a child."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.directory.directory import Directory
from bot.wording import FOLDER

CONCERNS = ("grooming", "sextortion", "nudes_under18", "csam", "com_network")
ALLOWED = (
    "Write down user names, links, dates and what they asked for. Do not copy, screenshot, send or show any nude or sexual "
    "picture of someone under 18, not even to the police or to a teacher.",
    "Never view, copy, print, share, store or save it, or ask a child to",
)
# Rule 10 gives this sentence for emergency_suicide; it forbids, too.
PRESSURE = "Nobody should copy or screenshot a nude picture of someone under 18."
WORDS = re.compile(r"\b(screen ?-?shots?|screenshotted|screenshotting|sav(e|es|ed|ing))\b", re.IGNORECASE)


def _responses() -> dict[str, list[dict[str, Any]]]:
    files = [yaml.safe_load(path.read_text(encoding="utf-8"))["responses"] for path in FOLDER.glob("*.yml")]
    return {name: variants for file in files for name, variants in file.items()}


def _left(text: str, *allowed: str) -> str:
    flat = " ".join(text.split())
    for sentence in allowed:
        flat = flat.replace(sentence, " ")
    return flat


@pytest.mark.parametrize("concern", CONCERNS)
def test_images_no_reply_says_save_or_screenshot(concern: str) -> None:
    """In these five, the words stand only in the two sentences that forbid it."""
    texts = [variant["text"] for variant in _responses()[f"utter_{concern}"]]

    assert texts
    assert [text for text in texts if WORDS.search(_left(text, *ALLOWED))] == []


def test_images_no_other_reply_says_so_while_the_age_is_unknown() -> None:
    """The age is unknown in every first reply, so the rule holds for all of them, buttons included."""
    said = {
        (name, part)
        for name, variants in _responses().items()
        for variant in variants
        for part in (variant["text"], *(word for button in variant.get("buttons", []) for word in button.values()))
    }

    assert [name for name, part in said if WORDS.search(_left(part, *ALLOWED, PRESSURE))] == []


@pytest.mark.parametrize("concern", CONCERNS)
def test_images_no_card_says_save_or_screenshot(directory: Directory, concern: str) -> None:
    """What stands on the cards of these five is a reply as well."""
    route = directory.routes[concern]
    names = {name for group in (route.must, route.local) for ids in group.values() for name in ids}
    wrong = []
    for entry in (directory.entries[name] for name in sorted(names)):
        hows = [contact.how for contact in entry.contacts] + [contact.hours_note for contact in entry.contacts]
        said = " ".join(filter(None, (entry.description, entry.alert, entry.caveat, *hows)))
        if WORDS.search(_left(said, *ALLOWED)):
            wrong.append(entry.id)

    assert wrong == []


@pytest.mark.parametrize("concern", CONCERNS)
def test_images_staff_are_told_never_to_look(concern: str) -> None:
    """Whoever works with children reads the staff sentence, word for word."""
    professional = [
        variant["text"]
        for variant in _responses()[f"utter_{concern}"]
        if any(condition["value"] == "professional" for condition in variant.get("condition", []))
    ]

    assert len(professional) == 1
    assert ALLOWED[1] in professional[0]


@pytest.mark.parametrize("text", ["Save the messages.", "Take a screen shot", "screenshots help", "have it saved"])
def test_images_pattern_finds_the_words(text: str) -> None:
    """The pattern of these tests is not blind."""
    assert WORDS.search(text)


@pytest.mark.parametrize(
    "text", ["You are safe here.", "Never view, copy, print, share, store or save it, or ask a child to."]
)
def test_images_pattern_leaves_the_rest(text: str) -> None:
    """Nor does it see what is not there."""
    assert not WORDS.search(_left(text, *ALLOWED))
