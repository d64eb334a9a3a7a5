"""bot/titles.py: what each worry is called on a button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from bot.directory.directory import Directory
from bot.text import clean
from bot.titles import titles
from bot.verdict import PREFIX


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    titles.cache_clear()
    yield
    titles.cache_clear()


def test_titles_every_worry_has_a_button(directory: Directory) -> None:
    """Whatever can be answered can be offered as a guess."""
    concerns = {name for name in directory.routes if not name.startswith(PREFIX)}

    assert concerns - set(titles()) == set()


def test_titles_have_the_shape_of_buttons() -> None:
    """A title and a payload, both with words, and nothing else."""
    assert [
        name for name, button in titles().items() if set(button) != {"title", "payload"} or not all(button.values())
    ] == []


@pytest.mark.parametrize("part", ["title", "payload"])
def test_titles_no_two_buttons_are_alike(part: str) -> None:
    """Two buttons that read the same, or mean the same, would be a riddle."""
    said = [button[part] for button in titles().values()]

    assert len(said) == len(set(said))


def test_titles_payloads_are_words() -> None:
    """A payload means the same when typed: the guard changes nothing in it."""
    payloads = [button["payload"] for button in titles().values()]

    assert [clean(payload) for payload in payloads] == payloads


def test_titles_another_shape_is_refused(tmp_path: Path) -> None:
    """A list instead of a mapping is refused."""
    file = tmp_path / "titles.yml"
    file.write_text("- fraud\n", encoding="utf-8")

    with pytest.raises(msgspec.ValidationError):
        titles(file)
