"""Measures how easy the replies are to read: the age at which somebody can, how long a sentence is, actions a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bot.files import decode
from bot.words.languages import languages
from bot.words.replies import Said

FILE = Path("data") / "wording" / "reading.yml"
YOUNGEST = 5  # a school grade is an age less five
_ADDRESS = re.compile(r"\b(?:https?://)?[\w.-]+\.(?:co\.uk|org\.uk|gov\.uk|uk|org|com)\b\S*")
_NUMBER = re.compile(r"\d[\d ]*")
_SENTENCE = re.compile(r"(?:(?<=[.?!:;])|(?<=[.?!]\"))\s+")
_OPEN = (",", ":", ";")  # a line that ends so goes on in the next
# How a sentence begins that tells somebody what to do.
_ACTION = re.compile(
    r"(?:(?:mobile|landline|home phone|then|or|and|now|also|try)[:,]? )*"
    r"(?:ring|ask|say|stay|tell|go|do not|don't|never|leave|stop|run|hide|press|open|unlock|note|write|text|talk|show|"
    r"give|lock|turn|wait|cough|tap)\b",
    re.IGNORECASE,
)


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What data/wording/reading.yml asks for."""

    highest_age: int
    emergency_age: int
    longest_sentence: int
    actions_a_line: int
    emergencies: tuple[str, ...]
    names: tuple[str, ...]
    as_given: tuple[str, ...]


def limits(file: Path = FILE) -> Limits:
    """Reads the limits.

    Args:
        file: A YAML file in the shape of Limits.

    Returns:
        The limits.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, Limits)


def is_emergency(said: Said, asked: Limits) -> bool:
    """True if the reply is read in an emergency."""
    return said.name.startswith(asked.emergencies)


def age(text: str, names: Sequence[str] = ()) -> int:
    """The age at which a text can be read, by the grade of Flesch and Kincaid.

    Args:
        text: In English. A line is a sentence of its own unless it ends in the middle of one.
        names: To be left out, as numbers and addresses are.

    Returns:
        In years, at least 5.
    """
    import textstat

    plain = _NUMBER.sub(" ", _ADDRESS.sub(" ", text))
    for name in names:
        plain = plain.replace(name, " ")
    lines = [line.strip() for line in plain.split("\n") if re.search(r"[^\W\d_]", line)]
    whole = " ".join(line if line.endswith((*".?!", *_OPEN)) else f"{line}." for line in lines)
    return YOUNGEST + max(0, round(textstat.flesch_kincaid_grade(whole))) if whole else YOUNGEST


def problems(said: Sequence[Said]) -> Iterator[str]:
    """Replies in English that are too hard, and lines of an emergency with too much to do.

    Args:
        said: From bot/words/replies.py.

    Yields:
        A sentence a finding.
    """
    asked = limits()
    for reply in said:
        if reply.form in languages():
            continue  # measured by English words, another language would mean nothing
        most = asked.emergency_age if is_emergency(reply, asked) else asked.highest_age
        measured = age(reply.text, asked.names)
        if measured > most:
            yield f"{reply.place}: reads at age {measured}; {most} is the highest. Use shorter words and sentences."
        yield from _long(reply, asked)
        if is_emergency(reply, asked):
            yield from _crowded(reply, asked)


def _long(reply: Said, asked: Limits) -> Iterator[str]:
    flat = " ".join(reply.text.split("\n"))
    for given in asked.as_given:
        flat = flat.replace(given, " ")
    for sentence in _SENTENCE.split(flat):
        count = len(sentence.split())
        if count > asked.longest_sentence:
            yield f"{reply.place}: a sentence of {count} words; cut it: {sentence!r}"


def _crowded(reply: Said, asked: Limits) -> Iterator[str]:
    for line in reply.text.split("\n"):
        actions = [sentence for sentence in _SENTENCE.split(line) if _ACTION.match(sentence)]
        if len(actions) > asked.actions_a_line and line not in asked.as_given:
            yield f"{reply.place}: {len(actions)} things to do in a line; give each its own: {line!r}"


def figures(said: Sequence[Said]) -> str:
    """The reading ages by group, in a sentence."""
    asked = limits()
    groups: dict[str, list[int]] = {"emergencies": [], "easy words": [], "the rest": []}
    for reply in said:
        if reply.form not in languages():
            kind = "emergencies" if is_emergency(reply, asked) else "easy words" if reply.form else "the rest"
            groups[kind].append(age(reply.text, asked.names))
    ages = (f"{name} {min(found)} to {max(found)}" for name, found in groups.items() if found)
    return f"Reading ages: {', '.join(ages)}."
