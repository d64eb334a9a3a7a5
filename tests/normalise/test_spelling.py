"""bot/normalise/spelling.py: an unknown word that means danger is mended; no other word is touched."""

from __future__ import annotations

import pytest

from bot.normalise import TextSpeak, normalise, training_words
from bot.normalise.typos import english


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sucide", "suicide"),
        ("suicde", "suicide"),
        ("he will kil her", "he will kill her"),
        ("my nan is dieing", "my nan is dying"),
        ("no streth left", "no strength left"),
        ("call an ambulnce", "call an ambulance"),
        ("they kidnaped him", "they kidnapped him"),
        ("he is stranglng her", "he is strangling her"),
        ("swallwed them", "swallowed them"),
    ],
)
def test_spelling_slips_in_words_of_danger(typed: str, meant: str) -> None:
    """A slip in a word of danger is mended, from the list or by its distance."""
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suuuuicide", "suicide"),
        ("heeeeelp meeeee", "help me"),
        ("dieeee", "die"),
        ("su1c1d3", "suicide"),
        ("ki11 and k!ll!", "kill and kill!"),
        ("a kn1fe", "a knife"),
        ("$uicide, r@pe", "suicide, rape"),
        ("su*cide or r*pe", "suicide or rape"),
        ("want2die", "want to die"),
    ],
)
def test_spelling_takes_disguises_off(typed: str, meant: str) -> None:
    """Letters held down, or swapped for digits, signs or stars, still spell the word."""
    assert normalise(typed).split() == meant.split()


def test_spelling_never_changes_a_word_of_english(phrases: TextSpeak) -> None:
    """A word of the training messages that the dictionary has stays, unless the phrases name it."""
    named = set(phrases.words) | set(phrases.coded) | set(phrases.misspelt) | set(phrases.emoji)
    words = [word for word in training_words() if word not in named and word in english()]

    assert len(words) > 5000
    assert [word for word in words if normalise(word) != word] == []


def test_spelling_never_changes_the_words_kept_apart(phrases: TextSpeak) -> None:
    """The list of words that only look like danger does its work."""
    assert [word for word in phrases.not_crisis.split() if normalise(word) != word] == []
