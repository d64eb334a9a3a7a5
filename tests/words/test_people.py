"""bot/words/people.py: nobody's full name stands among the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.directory.directory import Directory
from bot.words.people import FILE, NameFinder, People, problems
from bot.words.reviewed import read
from bot.words.sentences import taught
from tests.words.making import sentence


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    """With the real lists, and the real training words to know ordinary words by."""
    return NameFinder(read(FILE, People), taught())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my teacher Gwenllian Prydderch told me", "Gwenllian Prydderch"),
        ("Jamie Oldfield sent it to me", "Jamie Oldfield"),
        ("it was Daniel Brown's idea", "Daniel Brown"),
        ("sarah whitcombe wont leave me alone", "sarah whitcombe"),
        ("Will Fothergill hit me", "Will Fothergill"),
        ("I told Mr Green about it", "Mr Green"),
        ("Dr. Khan said so", "Dr. Khan"),
        ("HE IS CALLED GARETH PRENDERGAST", "GARETH PRENDERGAST"),
        ("jamie o'shaughnessy did it", "jamie o'shaughnessy"),
    ],
)
def test_full_name_is_found(text: str, name: str, finder: NameFinder) -> None:
    """With capitals or without, by its first name, its title or its shape."""
    assert finder.found_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "our Jack is always on his phone",
        "its jamie from my class",
        "I told Sarah. Mum was cross",
        "he will strangle me",
        "My Mum I'm scared",
        "HE HAS MY PICTURES AND WANTS MONEY",
        "Callum, Liam and me",
        "the lady I met",
        "Miss I need help",
        "Is Discord ok for my boy",
    ],
)
def test_what_names_nobody_is_left_alone(text: str, finder: NameFinder) -> None:
    """A first name alone, the next word, the next sentence, capitals of anger."""
    assert finder.found_in(text) == []


def test_public_and_reviewed_names_may_stand(tmp_path: Path, directory: Directory) -> None:
    """Services, places and what was looked at are no persons; the rest is one finding with its line."""
    file = tmp_path / "people.yml"
    file.write_text(
        "first_names: lucy harry\ntitles: mr\nnobody:\n  - {because: a book, allowed: [Harry Potter, Old One]}\n",
        encoding="utf-8",
    )
    lines = [
        sentence("is Lucy Faithfull a charity"),
        sentence("a Harry Potter server"),
        sentence("I live in Long Eaton"),
    ]
    planted = sentence("Lucy Ravenscroft did it", line=9)

    assert list(problems([*lines, planted], directory, file)) == [
        f"data/nlu/fraud.yml: 9: 'Lucy Ravenscroft' may be somebody's name; take it out. If it is no person's, say so in {file}.",
        f"{file}: 'Old One': no guard objects to this any more; take it out.",
    ]
