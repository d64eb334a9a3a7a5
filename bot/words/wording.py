"""All guards on what the bot says; `make check` asks them."""

from __future__ import annotations

from bot.directory.directory import Directory
from bot.words import forms, never, reading
from bot.words.replies import replies


def problems(directory: Directory) -> list[str]:
    """Everything that is wrong with the replies.

    Args:
        directory: Its cards are part of them.

    Returns:
        One sentence a finding; empty if all is well.
    """
    said = replies()
    return [*reading.problems(said), *never.problems(said, directory), *forms.problems(said)]


def figures() -> str:
    """How easy the replies are to read, in a sentence."""
    return reading.figures(replies())
