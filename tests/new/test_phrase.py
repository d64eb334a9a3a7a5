"""bot/new/phrase.py: a line is added where it belongs, unless a guard objects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.new import phrase
from bot.new.edits import EditError
from tests.new.conftest import Run


def test_phrase_is_added_at_the_end(tree: Path, run: Run) -> None:
    """One line more in the file of its intent, and what to do next."""
    file = tree / "data" / "nlu" / "fraud.yml"
    before = file.read_text(encoding="utf-8")
    done = run("new", "phrase", "fraud", "the  plumber took a deposit for a boiler that does not exist")

    assert done.returncode == 0, done.stderr
    assert "make train" in done.stdout
    added = file.read_text(encoding="utf-8").removeprefix(before)
    assert added == "    - the plumber took a deposit for a boiler that does not exist\n"


@pytest.mark.parametrize(
    ("intent", "words", "said"),
    [
        ("scam", "they took my money", "'scam' is no intent; choose from"),
        ("fraud", "  ", "No words"),
        ("misinformation", "how can I tell if a news story is fake", "which tests/messages/misinformation.yml"),
        ("misinformation", "Nan believes facebook cancer cures!", "says nearly the same as"),
        ("greet", "hello, he is going to kill me", "sounds like emergency_danger"),
        ("fraud", "the scammer rang from 07700 900123 twice", "may be somebody's number"),
        ("fraud", "I was robbed online by Barnaby Quillfeather", "may be somebody's name"),
    ],
)
def test_phrase_is_refused_with_a_reason(intent: str, words: str, said: str) -> None:
    """An unknown intent, held-out or doubled words, a cry for help in small talk, a number, a name: nothing is written."""
    file = Path("data") / "nlu" / f"{intent}.yml"
    before = file.read_bytes() if file.exists() else b""

    with pytest.raises(EditError, match=re.escape(said)):
        phrase.run(intent, words)

    assert (file.read_bytes() if file.exists() else b"") == before
