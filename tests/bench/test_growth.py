"""bench/growth.py: copies of the repository with fewer words or more entries, which the bot reads like its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import growth
from bot.directory.load import load
from bot.evaluation.data import intents
from bot.files import read_yaml


def test_fewer_words_keeps_a_share_of_every_intent(tmp_path: Path) -> None:
    """A quarter of the words is about a quarter of each intent, none left out."""
    root = growth.copy(tmp_path, "nlu")
    everything = growth.fewer_words(root, 1.0)
    left = growth.fewer_words(root, 0.25)
    kept = {one["intent"] for file in (root / "data" / "nlu").glob("*.yml") for one in read_yaml(file)["nlu"]}

    assert left == pytest.approx(everything / 4, rel=0.05)
    assert kept == intents() - {"nlu_fallback"}


def test_more_entries_are_a_directory_of_four_times_as_many(tmp_path: Path) -> None:
    """Every entry three times more, under ids of their own, and still without a mistake."""
    root = growth.copy(tmp_path, "directory")

    assert growth.more_entries(root, 4) == 4 * len(load().entries)


def test_copy_leaves_the_repository_as_it_is(tmp_path: Path) -> None:
    """What is changed in a copy is a file of its own."""
    before = {file: file.read_bytes() for file in Path("data", "nlu").glob("*.yml")}
    growth.fewer_words(growth.copy(tmp_path, "nlu"), 0.25)

    assert {file: file.read_bytes() for file in Path("data", "nlu").glob("*.yml")} == before
