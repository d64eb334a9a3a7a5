"""bot/concerns.py: what each worry is called, and which comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.concerns import OTHER, Concern, concerns
from bot.directory.directory import Directory
from bot.files import FileError
from bot.text import clean
from bot.verdict import PREFIX

BUTTONS = [*(concern.button for concern in concerns().values()), OTHER]


def test_concerns_are_those_with_routes(directory: Directory) -> None:
    """Whatever can be answered can be offered as a guess and has its place in the order of risk; nothing else has."""
    assert set(concerns()) == {name for name in directory.routes if not name.startswith(PREFIX)}


def test_concerns_have_a_button_with_words() -> None:
    """A title and a payload, both with words."""
    assert [button for button in BUTTONS if not all(button.values())] == []


@pytest.mark.parametrize("part", ["title", "payload"])
def test_concerns_no_two_buttons_are_alike(part: str) -> None:
    """Two buttons that read the same, or mean the same, would be a riddle."""
    said = [button[part] for button in BUTTONS]

    assert len(said) == len(set(said))


def test_concerns_payloads_are_words() -> None:
    """A payload means the same when typed: the guard changes nothing in it."""
    payloads = [button["payload"] for button in BUTTONS]

    assert [clean(payload) for payload in payloads] == payloads


def test_concerns_keep_the_order_of_the_file(tmp_path: Path) -> None:
    """The order is that of risk."""
    file = tmp_path / "concerns.yml"
    file.write_text("b: {title: B, payload: b}\na: {title: A, payload: a}\n", encoding="utf-8")

    assert list(concerns.__wrapped__(file)) == ["b", "a"]


@pytest.mark.parametrize(
    "content", ["- fraud\n", "fraud: {title: Scam}\n", "fraud: {title: a, payload: b, tilte: c}\n", "fraud: [\n"]
)
def test_concerns_another_shape_is_one_sentence(tmp_path: Path, content: str) -> None:
    """The file, what is wrong, and what to write."""
    file = tmp_path / "concerns.yml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(FileError, match=r"concerns\.yml: "):
        concerns.__wrapped__(file)


def test_concern_without_say_has_nothing_to_ring_about() -> None:
    """It is left out of the words to say."""
    assert Concern(title="a", payload="b").say is None
