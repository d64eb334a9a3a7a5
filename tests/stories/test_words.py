"""The story files as a whole: they speak of everything, and in words that nobody trained on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from bot.wording import read_yaml
from tests.stories.player import FOLDER, Story, read

STORIES: list[Story] = [story for path in sorted(FOLDER.glob("test_*.yml")) for story in read(path)]
# Issue 2 names these messages letter by letter. Training may hold them too: the table must hold all the same.
OF_THE_ISSUE = {"ive taken all my tablets", "whats the capital of france", "nottingham"}
ONE_WORD = {"yes"}  # a bare answer has no other wording


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()


def test_stories_name_every_intent() -> None:
    """Every intent of domain.yml is somewhere said and answered, every emergency at least twice."""
    said = Counter(step.intent for story in STORIES for step in story.steps)

    missing = [
        name for name in read_yaml(Path("domain.yml"))["intents"] if said[name] < 1 + name.startswith("emergency_")
    ]
    assert missing == []


def test_stories_use_no_training_sentence() -> None:
    """A story that repeats a training message would pass whatever the classifier has learnt."""
    blocks = [block for path in Path("data/nlu").glob("*.yml") for block in read_yaml(path)["nlu"]]
    trained = {_bare(line) for block in blocks for line in block["examples"].splitlines()}
    said = {_bare(step.text) for story in STORIES for step in story.steps}

    assert (said & trained) - OF_THE_ISSUE - ONE_WORD == set()


def test_stories_have_names_of_their_own() -> None:
    """A name stands once: it is the conversation's id, and what a report shows."""
    doubled = [name for name, count in Counter(story.name for story in STORIES).items() if count > 1]

    assert doubled == []
