"""Change a phone number in every entry that has it, and list where else it is written."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from bot.directory import phone
from bot.directory.load import FOLDER, load
from bot.directory.model import Contact

ELSEWHERE = ("data", "docs", "bot/widget/pages", "bot/widget/strings", "tests/wording", "README.md")
WORDS = (".yml", ".md", ".html", ".json")
_TRIED = re.compile(r" *verified_(?:by|on):")


class NumberError(ValueError):
    """The number cannot be changed; nothing was written."""


def options(parser: argparse.ArgumentParser) -> None:
    """OLD and NEW."""
    parser.add_argument("old", help='the number as it stands, in quotation marks: "0808 802 4040"')
    parser.add_argument("new", help="the number that is right")


def run(old: str, new: str) -> None:
    """Writes the new number and says what is left to do.

    Raises:
        NumberError: If the new one is no number, no entry has the old one, or the directory would not load.
    """
    if wrong := phone.problem(Contact(type="phone", value=new)):
        raise NumberError(f"{wrong} Nothing was written.")
    before = {path: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}
    after = {path: changed(text, old, new) for path, text in before.items()}
    files = [path for path in before if before[path] != after[path]]
    if not files:
        raise NumberError(f"{old}: no entry of {FOLDER} has this number; write it as it stands there.")
    for path in files:
        path.write_text(after[path], encoding="utf-8")
    try:
        load()
    except ValueError as error:
        for path in files:
            path.write_text(before[path], encoding="utf-8")
        raise NumberError(f"{error} Nothing was kept.") from error
    left = list(mentions(old))
    written = [place for path in files for place in _mentions_in(path, _pattern(new))]
    print("\n".join([*(f"{place}: changed." for place in written), *(f"{place}: still says {old}." for place in left)]))
    more = "change the other places by hand (an emergency text must be signed again), " if left else ""
    print(f"Next: {more}write in these entries today's assured_date and the page under evidence, then `make check`.")


def _pattern(number: str) -> re.Pattern[str]:
    digits = re.sub(r"\D", "", number)
    return re.compile(r"(?<!\d)(?<!\d )" + r" ?".join(digits) + r"(?! ?\d)")


def changed(text: str, old: str, new: str) -> str:
    """Changes the number where it is the value of a contact.

    Args:
        text: Of a file of data/directory.
        old: The number to go, whatever its spaces.
        new: The number to come.

    Returns:
        The file; nobody has tried the new number, so the names of those who tried the old one go.
    """
    value, lines, tried = _pattern(old), [], False
    for line in text.splitlines(keepends=True):
        start = re.match(r"( *)(?:- )?\w+:", line)
        if tried and _TRIED.match(line):
            continue
        if start and line.lstrip(" -").startswith("value:") and value.search(line):
            lines.append(value.sub(new, line))
            tried = True
            continue
        if line.lstrip().startswith("- ") or not line.startswith("      "):
            tried = False
        lines.append(line)
    return "".join(lines)


def mentions(number: str) -> Iterator[str]:
    """Where else a number is written: file and line of replies, pages and papers."""
    for root in map(Path, ELSEWHERE):
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in WORDS and path.is_file():
                yield from _mentions_in(path, _pattern(number))


def _mentions_in(path: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if pattern.search(line):
            yield f"{path}: {count}"
