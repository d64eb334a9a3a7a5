"""bot/text.py: whatever is typed becomes readable, and nothing that was said is lost on the way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import text as texts

ANY_TEXT = st.text(max_size=300)
INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


@pytest.mark.parametrize("typed", ["/restart", "//restart", " / /restart", "\u200b/restart", "／restart"])
def test_clean_removes_leading_slash(typed: str) -> None:
    """What follows a slash is read as words, never as an intent of Rasa's."""
    assert texts.clean(typed) == "restart"


@given(st.text(alphabet=st.sampled_from("/ \u2028\u2029\u1680\u200b\u00a0\t\n\ufeffab"), max_size=12))
def test_clean_never_begins_with_slash(typed: str) -> None:
    """No mixture of slashes and blanks gets a command past the guard."""
    assert not texts.clean(typed).startswith("/")


@given(ANY_TEXT)
def test_clean_keeps_only_visible_characters(typed: str) -> None:
    """Control, format and private characters never reach the model."""
    assert not [char for char in texts.clean(typed) if unicodedata.category(char) in INVISIBLE]


@pytest.mark.parametrize("char", ["a", "é", "\ufdfa", "😀", "ﬃ"])
def test_clean_caps_length(char: str) -> None:
    """At most 4,000 characters come out, also of characters that grow when they are normalised."""
    assert len(texts.clean(char * 20_000)) <= texts.MAX_LENGTH


def test_clean_keeps_head_and_tail() -> None:
    """Of a very long text the beginning and the end are kept, where people say what matters."""
    cleaned = texts.clean("first words " + "x" * 50_000 + " last words")

    assert cleaned.startswith("first words")
    assert cleaned.endswith("last words")


@given(ANY_TEXT)
def test_clean_keeps_words(typed: str) -> None:
    """A text with words still has words afterwards."""
    assert texts.has_words(texts.clean(typed)) == texts.has_words(typed)


@pytest.mark.parametrize("gap", ["\t", "\n", "\r", "\r\n", "\v", "\f"])
def test_clean_turns_gaps_into_spaces(gap: str) -> None:
    """Words on two lines stay two words."""
    assert texts.clean(f"one{gap}two").split() == ["one", "two"]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("He's HERE", "hes here"),
        ("he’s here", "hes here"),
        ("heeeeelp", "heelp"),
        ("h e l p me", "help me"),
        ("h.e.l.p me", "help me"),
        ("d-i-e", "d-i-e"),
        ("café", "cafe"),
        ("too   many    spaces", "too many spaces"),
        ("di\u200be", "die"),
        ("ｈｅｌｐ", "help"),
    ],
)
def test_plain_folds(typed: str, folded: str) -> None:
    """Disguises and slips are folded to the form in which the cues are written."""
    assert texts.plain(typed) == folded


@pytest.mark.parametrize("gap", ["\n", "\t", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\u00a0", "\u3000"])
def test_plain_keeps_words_apart(gap: str) -> None:
    """A line end of any kind never glues two words into one that no cue knows."""
    assert texts.plain(f"to{gap}die").split() == ["to", "die"]


@given(ANY_TEXT)
def test_plain_is_stable(typed: str) -> None:
    """Folding never raises and never leaves capitals or doubled spaces."""
    folded = texts.plain(typed)

    assert "  " not in folded
    assert not any("A" <= char <= "Z" for char in folded)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("one. two! three? four; five\nsix", ["one", "two", "three", "four", "five", "six"]),
        ("i was low but now im fine", ["i was low", "now im fine"]),
        ("i was low, however im fine", ["i was low", "im fine"]),
        ("... !!", []),
        ("", []),
    ],
)
def test_clauses_split(typed: str, parts: list[str]) -> None:
    """Sentences and the halves around "but" come apart; what holds no word is dropped."""
    assert texts.clauses(typed) == parts


@given(ANY_TEXT)
def test_clauses_lose_no_word(typed: str) -> None:
    """Every letter and digit of a text is in one of its clauses, unless it was the word that joined them."""
    joined = "".join(texts.clauses(typed.replace("but", "").replace("although", "").replace("however", "")))
    letters = [
        char for char in typed.replace("but", "").replace("although", "").replace("however", "") if char.isalnum()
    ]

    assert [char for char in joined if char.isalnum()] == letters


@pytest.mark.parametrize(
    ("typed", "has"), [("😭", False), ("", False), ("?!", False), ("_", False), ("5", True), ("é", True)]
)
def test_has_words_tells(typed: str, has: bool) -> None:
    """Letters and digits are words; signs, blanks and pictures are not."""
    assert texts.has_words(typed) is has


def test_splits_cut_wherever_a_second_thought_may_begin() -> None:
    """At sentences, commas and joining words; what stands on either side is kept whole."""
    text = "he reads all my messages, and I lost my savings. also my son is bullied"

    assert texts.splits(text) == [
        ("he reads all my messages", "and I lost my savings. also my son is bullied"),
        ("he reads all my messages, and I lost my savings", "also my son is bullied"),
    ]


def test_splits_leave_short_thoughts_together() -> None:
    """Fewer than four words are no worry of their own."""
    assert texts.splits("help me, he is here") == []
    assert texts.splits("") == []


def test_splits_of_a_long_story_are_few() -> None:
    """The time of a turn does not grow with its length."""
    story = "and then he wrote to me again, " * 60

    assert len(texts.splits(story)) == texts.MAX_SPLITS
    assert all(len(part.split()) >= texts.SHORTEST_THOUGHT for pair in texts.splits(story) for part in pair)
