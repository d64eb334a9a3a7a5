"""A new language for replies, Telegram and the widget: drafts in English to translate, shown to nobody yet."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import yaml

from bot.choices import FILE as CHOICES
from bot.new.edits import EditError, Edits, fill, with_line
from bot.text import plain
from bot.wording import FOLDER as RESPONSES
from bot.wording import Wording
from bot.words.forms import NEEDED
from bot.words.languages import FILE as FORMS_FILE
from bot.words.languages import forms

TELEGRAM, WIDGET = Path("data") / "telegram", Path("bot") / "widget"
STRINGS, TRACKS, SCRIPT = WIDGET / "strings", WIDGET / "pages" / "tracks.en.html", WIDGET / "src" / "strings.ts"
_CODE = re.compile(r"[a-z]{2}")


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as people do."""


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def options(parser: argparse.ArgumentParser) -> None:
    """CODE, --name and --asked."""
    parser.add_argument("code", help="two letters of ISO 639-1, such as pl")
    parser.add_argument("--name", required=True, help="what its speakers call it, such as Polski")
    parser.add_argument("--asked", required=True, nargs="+", help="the words by which people ask for it: polish polski")


def run(code: str, name: str, asked: list[str]) -> None:
    """Writes the drafts.

    Args:
        code: Of the language.
        name: As its speakers write it.
        asked: Words by which people ask for it.

    Raises:
        EditError: If the code is none, or the language is there; nothing was written then.
    """
    if not _CODE.fullmatch(code):
        raise EditError(f"{code!r} is no code of a language; write two small letters of ISO 639-1, such as pl.")
    if code == "en" or code in forms():
        raise EditError(f"{code}: is there already; its words are in {RESPONSES / f'{code}.yml'}.")
    written = plan(code, name, asked).write()
    print("\n".join(str(path) for path in written))
    print(
        f"{name} is there, in English words. Next: translate these files, `make check`, then `make widget` with a "
        "higher version (bot/widget/README.md). Nobody is shown them until somebody who can answer for the words has "
        "filled in approved_by and approved_on."
    )


def plan(code: str, name: str, asked: list[str]) -> Edits:
    """Everything that a new language adds.

    Args:
        code: Of the language.
        name: As its speakers write it.
        asked: Words by which people ask for it.

    Returns:
        Edits that are still to be written.

    Raises:
        EditError: If one of its files is there.
    """
    edits, texts = Edits(), {"code": code, "name": name}
    edits.create(RESPONSES / f"{code}.yml", _responses(code, name))
    edits.append(FORMS_FILE, fill("language/form.yml", **texts))
    words = "|".join(re.escape(plain(word)) for word in asked)
    edits.insert_after(CHOICES, "cy:", fill("language/asked.yml", code=code, words=words))
    for line, template in (("utter_language_cy:", "yes"), ("utter_line_welsh_not_yet:", "not_yet")):
        edits.insert_after(with_line(RESPONSES, line), line, fill(f"language/{template}.yml", **texts))
    telegram = (TELEGRAM / "en.yml").read_text(encoding="utf-8").replace("language: en\n", f"language: {code}\n")
    edits.create(TELEGRAM / f"{code}.yml", f"# {name}: a draft in English words.\n{telegram}")
    _widget(edits, code, name)
    return edits


def _widget(edits: Edits, code: str, name: str) -> None:
    words = json.loads((STRINGS / "en.json").read_bytes()) | {"language": name, "approved_by": None}
    words["draft"] = f"This {name} is a draft. Nobody who speaks it has approved it yet."
    edits.create(STRINGS / f"{code}.json", json.dumps(words, ensure_ascii=False, indent=2) + "\n")
    edits.create(TRACKS.with_name(f"tracks.{code}.html"), TRACKS.read_text(encoding="utf-8"))
    script = SCRIPT.read_text(encoding="utf-8")
    script = script.replace(_import("en"), _import("en") + _import(code))
    edits.replace(SCRIPT, script.replace(" }];", f' }}, {{ code: "{code}", locale: "{code}", words: {code} }}];'))


def _import(code: str) -> str:
    return f'import {code} from "../strings/{code}.json";\n'


def _responses(code: str, name: str) -> str:
    """The replies that every form must have, in English."""
    english: dict[str, list[dict[str, Any]]] = Wording().responses()
    copied = {"responses": {f"{reply}_{code}": english[reply] for reply in NEEDED}}
    dumper: Any = _Dumper
    dumper.ignore_aliases = lambda *_: True
    text = yaml.dump(copied, Dumper=dumper, sort_keys=False, allow_unicode=True, width=120)
    head = f'version: "3.1"\n# {name}: the same replies, variants and buttons as in English; payloads stay English.\n'
    return head + text
