"""bot/words/reviewed.py: what was found right is allowed, and a wrong file says so in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words.reviewed import FOLDER, Group, Reviewed, ReviewError, read


def test_reviewed_allows_whatever_the_capitals() -> None:
    """The list need not be typed like the line."""
    reviewed = Reviewed((Group("a reason", ("I've said it",)),), Path("file.yml"))

    assert [reviewed.allows(words) for words in ("ive said it", "I’VE SAID IT", "I said it")] == [True, True, False]
    assert list(reviewed.problems()) == []


def test_reviewed_words_that_nobody_asks_for_are_a_finding() -> None:
    """A list that only grows is read by nobody."""
    reviewed = Reviewed((Group("a reason", ("one", "two")),), Path("file.yml"))
    reviewed.allows("one")

    assert list(reviewed.problems()) == ["file.yml: 'two': no guard objects to this any more; take it out."]


@pytest.mark.parametrize("text", ["- allowed: [x]\n", "- {because: x, allowed: [1]}\n", "a: [", None])
def test_wrong_or_missing_file_is_one_sentence(tmp_path: Path, text: str | None) -> None:
    """It names the file; a group without a reason is wrong."""
    file = tmp_path / "near.yml"
    if text is not None:
        file.write_text(text, encoding="utf-8")

    with pytest.raises(ReviewError, match=r"near\.yml"):
        read(file, tuple[Group, ...])


def test_every_file_of_reviews_is_read_by_a_guard() -> None:
    """A file that no module names would be forgotten."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path("bot/words").glob("*.py"))

    assert [path.name for path in FOLDER.iterdir() if f'"{path.name}"' not in code] == []
