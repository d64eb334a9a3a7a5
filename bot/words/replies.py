"""Everything that the bot has ready to say, one text at a time, for the guards on wording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bot.files import read_yaml
from bot.wording import FOLDER
from bot.words.languages import forms

PHRASES = Path("data") / "phrases"
FIXED = ("concerns", "words_to_say", "what_happens")  # texts of data/phrases that people read


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A variant of a response.

    Attributes:
        place: File, name and condition, for a finding.
        name: Of the response, without the suffix of its form.
        form: cy or easy; None for plain English.
        condition: Slot to value; empty for the variant that fits everybody.
        text: What is said.
        buttons: As Rasa has them.
        custom: The payload, if any.
    """

    place: str
    name: str
    form: str | None
    condition: dict[str, Any]
    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The text, and what stands on and behind the buttons."""
        return (self.text, *(words for button in self.buttons for words in button.values()))


def replies(folder: Path = FOLDER) -> list[Said]:
    """Reads all variants of all responses.

    Args:
        folder: Holds Rasa response files.

    Returns:
        In the order of the files.
    """
    return [
        _said(path, name, variant)
        for path in sorted(folder.glob("*.yml"))
        for name, variants in read_yaml(path)["responses"].items()
        for variant in variants
    ]


def _said(path: Path, name: str, variant: dict[str, Any]) -> Said:
    condition = {one["name"]: one["value"] for one in variant.get("condition", ())}
    which = " ".join(f"{slot}={value}" for slot, value in condition.items() if value is not None)
    form = path.stem if path.stem in forms() else None  # a form has a file of its own
    return Said(
        place=f"{path}: {name}" + (f" ({which})" if which else ""),
        name=name.removesuffix(f"_{form}"),
        form=form,
        condition=condition,
        text=str(variant["text"]).strip(),
        buttons=tuple(variant.get("buttons", ())),
        custom=variant.get("custom"),
    )


def fixed(folder: Path = PHRASES) -> Iterator[tuple[str, str]]:
    """Other texts that people read: titles of buttons, words to say, what happens.

    Args:
        folder: data/phrases.

    Yields:
        Place and text.
    """
    for stem in FIXED:
        path = folder / f"{stem}.yml"
        yield from ((f"{path}: {key}", text) for key, text in _strings(read_yaml(path), ""))


def _strings(content: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for name, inner in content.items():
            yield from _strings(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(content, str):
        yield key, content
