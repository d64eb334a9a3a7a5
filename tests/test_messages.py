"""tests/messages/: held-out words have the right shape; `make check` sees that none of them is trained on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.evaluation.data import TAGS
from bot.files import read_yaml
from bot.text import plain

FOLDER = Path("tests") / "messages"
MIXED = ("near_misses", "two_worries")  # each message of these names its own label
FIELDS = {"text", "slice", "label", "second", "accept", "level", "own_behaviour", "variant", "tagged", *TAGS}
FILES = sorted(FOLDER.glob("*.yml"))


@cache
def _intents() -> frozenset[str]:
    return frozenset(yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))["intents"])


@cache
def _file(path: Path) -> Any:
    return read_yaml(path)


def _texts(path: Path) -> list[str]:
    return [message["text"] for message in _file(path)["messages"]]


def test_messages_are_there_for_every_intent() -> None:
    """Whatever is trained is also examined."""
    assert _intents() - {path.stem for path in FILES} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_messages_file_has_its_shape(path: Path) -> None:
    """A file names its intent, or each of its messages does; each message has words and known fields."""
    content = _file(path)
    mixed = path.stem in MIXED

    assert content.get("intent") == (None if mixed else path.stem)
    assert [m for m in content["messages"] if not set(m) <= FIELDS or not isinstance(m.get("text"), str)] == []
    assert [m["text"] for m in content["messages"] if not plain(m["text"]) or not m.get("slice")] == []
    assert [m["text"] for m in content["messages"] if mixed is not ("label" in m)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_messages_name_only_known_intents(path: Path) -> None:
    """A label that the bot cannot give would never be right."""
    named = {path.stem} - set(MIXED)
    for message in _file(path)["messages"]:
        accepted = message.get("accept", [])
        named |= {message.get("label"), message.get("second")} - {None}
        named |= {accepted} if isinstance(accepted, str) else set(accepted)

    assert named - _intents() == set()


def test_messages_stand_once() -> None:
    """The same words twice would count twice, or contradict each other."""
    owners: dict[str, list[str]] = {}
    for path in FILES:
        for text in _texts(path):
            owners.setdefault(plain(text), []).append(path.stem)

    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("emergency_")], ids=lambda path: path.stem
)
def test_messages_of_emergencies_are_enough_to_measure(path: Path) -> None:
    """Recall on a handful would say nothing."""
    assert len(_texts(path)) >= 30
