"""The story files as a whole: they speak of everything; `make check` sees that nobody trained on their words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.files import read_yaml
from tests.stories.player import FOLDER, Story, read

STORIES: list[Story] = [story for path in sorted(FOLDER.glob("test_*.yml")) for story in read(path)]


def test_stories_name_every_intent() -> None:
    """Every intent of domain.yml is somewhere said and answered, every emergency at least twice."""
    said = Counter(step.intent for story in STORIES for step in story.steps)

    missing = [
        name for name in read_yaml(Path("domain.yml"))["intents"] if said[name] < 1 + name.startswith("emergency_")
    ]
    assert missing == []


def test_stories_have_names_of_their_own() -> None:
    """A name stands once: it is the conversation's id, and what a report shows."""
    doubled = [name for name, count in Counter(story.name for story in STORIES).items() if count > 1]

    assert doubled == []
