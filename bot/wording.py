"""Reads what the bot says from data/responses, with plain YAML, so that words are there even when Rasa is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.files import read_yaml
from bot.manner import name_of
from bot.words import languages

FOLDER = Path("data") / "responses"
Reply = dict[str, Any]


class WordingError(ValueError):
    """A response is missing or written in a way that nobody could read out."""


def _marked(name: str, variants: list[Reply]) -> list[Reply]:
    """A language that nobody has approved says so under its words; the short lines that are put together do not."""
    form = name.rpartition("_")[2]
    if form not in languages.languages() or "_line_" in name or not languages.is_draft(form):
        return variants
    if not languages.drafts():  # nobody is shown it, and the checks compare the words as they are written
        return variants
    return [{**variant, "text": f"{variant['text']}\n{languages.MARK}"} for variant in variants]


class Wording:
    """All responses by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads every file of the folder.

        Args:
            folder: Holds Rasa response files.

        Raises:
            FileError: If a file is no YAML.
            WordingError: If a file has no responses, or a response stands twice.
        """
        self._responses: dict[str, list[Reply]] = {}
        for path in sorted(folder.glob("*.yml")):
            content = read_yaml(path)
            if not isinstance(content, dict) or not isinstance(content.get("responses"), dict):
                raise WordingError(f"{path}: no responses there; write them under `responses:`.")
            for name, variants in content["responses"].items():
                if name in self._responses:
                    raise WordingError(f"{path}: {name}: stands in two places; keep one.")
                self._responses[name] = _marked(name, variants)

    def names(self) -> list[str]:
        """The names of all responses."""
        return list(self._responses)

    def responses(self) -> dict[str, list[Reply]]:
        """All responses as Rasa's generator takes them."""
        return self._responses

    def reply(self, name: str, slots: Mapping[str, Any] | None = None, manner: str | None = None) -> Reply:
        """Chooses the variant whose conditions all hold, as Rasa does; else the one without conditions.

        Args:
            name: Such as utter_emergency_danger.
            slots: Values that conditions ask for.
            manner: A suffix of bot/manner.py; a response that is not written in it is said in plain English.

        Returns:
            text, and buttons and custom where the response has them.

        Raises:
            WordingError: If there is no such response, or no variant fits.
        """
        known, name = slots or {}, name_of(name, manner, self._responses)
        fallback: Reply | None = None
        for variant in self._responses.get(name, []):
            conditions = variant.get("condition")
            if conditions is None:
                fallback = variant
            elif all(known.get(condition["name"]) == condition["value"] for condition in conditions):
                return {key: value for key, value in variant.items() if key != "condition"}
        if fallback is None:
            raise WordingError(f"{FOLDER}: {name}: no such response, or none that fits; add one without a condition.")
        return dict(fallback)

    def text(self, name: str, slots: Mapping[str, Any] | None = None, manner: str | None = None) -> str:
        """The text of a response."""
        return str(self.reply(name, slots, manner)["text"])
