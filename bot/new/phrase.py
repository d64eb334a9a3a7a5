"""A new training message: one line in the right file, unless a guard objects."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.directory.load import load
from bot.emergency import EmergencyRules
from bot.files import read_yaml
from bot.new.concern import DOMAIN, NLU
from bot.new.edits import EditError
from bot.words.check import objections
from bot.words.sentences import Sentence


def options(parser: argparse.ArgumentParser) -> None:
    """INTENT and WORDS."""
    parser.add_argument("intent", help="what is meant: an intent of domain.yml, such as fraud")
    parser.add_argument("words", help="what somebody types, in quotation marks")


def run(intent: str, words: str) -> None:
    """Writes the line.

    Args:
        intent: What is meant.
        words: What somebody types.

    Raises:
        EditError: If the intent is not there, or `make check` would object; nothing was written then.
    """
    intents = read_yaml(DOMAIN)["intents"]
    if intent not in intents:
        raise EditError(f"{intent!r} is no intent; choose from {', '.join(intents)}.")
    said = " ".join(words.split())
    if not said:
        raise EditError("No words; write what somebody types in quotation marks.")
    path = NLU / f"{intent}.yml"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    found = objections(Sentence(said, intent, str(path), text.count("\n") + 2), load(), EmergencyRules())
    if found:
        raise EditError("\n".join([*found, "Nothing was written."]))
    _append(path, text, said)
    print(f"{path}: added. Next: `make train`, then `make evaluate` shows what it changes.")


def _append(path: Path, text: str, said: str) -> None:
    last = text.splitlines()[-1]
    indent = last[: len(last) - len(last.lstrip())]
    if not last.strip().startswith("- "):
        raise EditError(f"{path}: its last line is no message; put the new one in by hand: - {said}")
    path.write_text(f"{text}\n{indent}- {said}\n", encoding="utf-8")
