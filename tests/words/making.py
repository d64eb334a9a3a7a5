"""Sentences as tests need them."""

from __future__ import annotations

from bot.words.sentences import Sentence


def sentence(text: str, label: str = "fraud", line: int = 1, file: str = "") -> Sentence:
    """A sentence of a training file, unless it says another file."""
    return Sentence(text, label, file or f"data/nlu/{label}.yml", line)
