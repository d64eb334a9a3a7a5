"""Safeguarding 13: nobody is ever told to keep, copy or show a picture of a child."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.directory.directory import Directory
from bot.wording import FOLDER, Wording
from bot.words.never import pictures

CONCERNS = ("grooming", "sextortion", "nudes_under18", "csam", "com_network")
STAFF = "Never view, copy, print, share, store or save it, or ask a child to"


def _responses() -> dict[str, list[dict[str, Any]]]:
    files = [yaml.safe_load(path.read_text(encoding="utf-8"))["responses"] for path in FOLDER.glob("*.yml")]
    return {name: variants for file in files for name, variants in file.items()}


@pytest.mark.parametrize("concern", CONCERNS)
def test_images_no_reply_says_save_or_screenshot(concern: str) -> None:
    """In these five, first reply and steps, the words stand only in the sentences that forbid it."""
    names = (f"utter_{concern}", f"utter_steps_{concern}")
    texts = [variant["text"] for name in names for variant in _responses()[name]]

    assert texts
    assert [found for text in texts for found in pictures(text)] == []


def test_images_no_other_reply_says_so_while_the_age_is_unknown() -> None:
    """The age is unknown in every first reply, so the rule holds for all of them, buttons included."""
    said = {
        (name, part)
        for name, variants in _responses().items()
        for variant in variants
        for part in (variant["text"], *(word for button in variant.get("buttons", []) for word in button.values()))
    }

    assert [(name, found) for name, part in said for found in pictures(part)] == []


@pytest.mark.parametrize("concern", CONCERNS)
def test_images_no_card_says_save_or_screenshot(directory: Directory, concern: str) -> None:
    """What stands on the cards of these five is a reply as well."""
    route = directory.routes[concern]
    names = {name for group in (route.must, route.local) for ids in group.values() for name in ids}
    wrong = []
    for entry in (directory.entries[name] for name in sorted(names)):
        hows = [contact.how for contact in entry.contacts] + [contact.hours_note for contact in entry.contacts]
        said = " ".join(filter(None, (entry.description, entry.alert, entry.caveat, *hows)))
        wrong += [(entry.id, found) for found in pictures(said)]

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
    assert STAFF in professional[0]


def test_images_staff_get_the_same_steps(wording: Wording) -> None:
    """The steps stand in more than one file; staff read the same of each of these worries."""
    slots = {"audience": "professional", "own_behaviour": None}
    steps = {wording.text(f"utter_steps_{name}", slots) for name in CONCERNS if name != "csam"}

    assert len(steps) == 1
    assert STAFF in steps.pop()


@pytest.mark.parametrize("concern", [name for name in CONCERNS if name != "csam"])
def test_images_steps_forbid_it_in_so_many_words(wording: Wording, concern: str) -> None:
    """Whoever asks what to keep reads what not to keep."""
    assert re.search(
        r"[Dd]o not .*(copy|look)|[Cc]opy no picture|copy no pictures", wording.text(f"utter_steps_{concern}")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Save the messages.",
        "Take a screen shot",
        "screenshots help",
        "have it saved",
        "Keep the picture as proof.",
        "Send us the photo.",
        "Show the image to a teacher.",
        "Download the video first.",
    ],
)
def test_images_pattern_finds_the_words(text: str) -> None:
    """The pattern of these tests is not blind."""
    assert list(pictures(text))


@pytest.mark.parametrize(
    "text",
    [
        "You are safe here.",
        "Never view, copy, print, share, store or save it, or ask a child to.",
        "Do not send the picture to anyone.",
        "The picture can be taken down.",
        "Keep the messages.",
    ],
)
def test_images_pattern_leaves_the_rest(text: str) -> None:
    """Nor does it see what is not there."""
    assert list(pictures(text)) == []


def test_images_are_never_asked_for_or_taken(wording: Wording) -> None:
    """Whoever offers a picture is told that the bot takes none, and where a child may send their own."""
    said = wording.text("utter_image_offer")

    assert said.startswith("I can't take pictures or files.")
    assert "Report Remove" in said
