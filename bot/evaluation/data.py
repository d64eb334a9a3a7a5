"""The messages of the exam: tests/messages/, or anyone's own in a file of JSON lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from bot.directory.load import load
from bot.directory.names import PLATFORMS, phrases
from bot.files import read_yaml
from bot.verdict import PREFIX

FOLDER = Path("tests") / "messages"
TAGS = ("audience", "area", "platform", "service", "age")  # what is read from a message beside its intent
ANY = "any"  # the tag where more than one reading is right; such a message is not judged
_VALUES = {"audience": ("child", "parent", "professional", "adult"), "age": ("under_18", "adult")}
_LISTED = {"area": "data/directory/areas.yml", "platform": str(PLATFORMS), "service": "data/directory"}
DOMAIN = Path("domain.yml")


class MessagesError(ValueError):
    """The messages cannot be read; one sentence says where and what to write."""


class Message(msgspec.Struct, kw_only=True):
    """One labelled message that was never trained on.

    Attributes:
        text: As somebody might type it.
        label: The right intent; of two worries the riskier.
        accept: Other intents that are as right.
        second: The other worry of a message with two.
        slice: What makes it hard.
        level: `possible` where the one-line 999 is right.
        audience: Who is asking, where the message says it (docs/evaluation/who_is_asking.md).
        area: An id of data/directory/areas.yml, where the message says it; of several, all.
        platform: An id of data/phrases/platforms.yml, where the message names one; of several, all.
        service: An id of a directory entry, where the message names one; of several, all.
        age: `under_18` or `adult`, of whoever it is about, where the message says it.
        tagged: True if these five are complete: what has no tag is not said, and finding it is a mistake.
    """

    text: str
    label: str | None = None
    accept: str | tuple[str, ...] = ()
    second: str | None = None
    slice: str = "plain"
    level: str | None = None
    audience: str | None = None
    area: str | tuple[str, ...] | None = None
    platform: str | tuple[str, ...] | None = None
    service: str | tuple[str, ...] | None = None
    age: str | None = None
    tagged: bool = False

    def tags(self, name: str) -> frozenset[str] | None:
        """The values that are right for one of TAGS.

        Args:
            name: Which of them.

        Returns:
            None if the message is not to be judged by it: no tag and not `tagged`, or `any`.
        """
        value: str | tuple[str, ...] | None = getattr(self, name)
        if value is None:
            return frozenset() if self.tagged else None
        values = frozenset((value,) if isinstance(value, str) else value)
        return None if ANY in values else values

    @property
    def is_emergency(self) -> bool:
        """True if 999 must come first."""
        return str(self.label).startswith(PREFIX)

    @property
    def accepted(self) -> frozenset[str]:
        """Every intent that is right; the lesser worry never stands in for an emergency."""
        others = (self.accept,) if isinstance(self.accept, str) else self.accept
        lesser = () if self.is_emergency or self.second is None else (self.second,)
        return frozenset((str(self.label), *others, *lesser))


class MessageFile(msgspec.Struct, forbid_unknown_fields=True):
    """tests/messages/<intent>.yml; in near_misses.yml and two_worries.yml each message names its label.

    `tagged: true` says that the tags of all its messages are complete.
    """

    messages: list[Message]
    intent: str | None = None
    tagged: bool = False


class _Line(Message, forbid_unknown_fields=True, kw_only=True):
    """A line of somebody's own file: a misspelt field must not be ignored."""


def intents(domain: Path = DOMAIN) -> frozenset[str]:
    """The labels that a message may have."""
    return frozenset(read_yaml(domain)["intents"])


@cache
def _named() -> dict[str, frozenset[str]]:
    """The ids that can be found in a message: any other tag would be a mistake of the exam, not of the bot."""
    return {kind: frozenset(found) for kind, found in phrases(load()).items()}


def _check_ids(message: Message, where: str) -> None:
    for name, file in _LISTED.items():
        for value in sorted((message.tags(name) or frozenset()) - _named()[name]):
            raise MessagesError(f"{where}: {name} {value!r}: nobody can name it; write an id of {file}.")


def _check(message: Message, where: str, known: frozenset[str]) -> None:
    if not message.text.strip():
        raise MessagesError(f"{where}: the text is empty; write what somebody typed, or take it out.")
    if message.label is None:
        raise MessagesError(f"{where}: no label; add the intent that is right.")
    second = () if message.second is None else (message.second,)
    for name in sorted({*message.accepted, *second} - known):
        raise MessagesError(f"{where}: {name!r} is no intent; domain.yml lists them.")
    if message.level not in (None, "now", "possible"):
        raise MessagesError(f"{where}: level {message.level!r}: write now or possible, or leave it out.")
    for name, values in _VALUES.items():
        value = getattr(message, name)
        if value not in (None, ANY, *values):
            raise MessagesError(f"{where}: {name} {value!r}: write {', '.join(values)}, or leave it out.")
    _check_ids(message, where)


def held_out(folder: Path = FOLDER, domain: Path = DOMAIN) -> list[Message]:
    """Reads every held-out message, each with its label.

    Args:
        folder: One YAML file an intent.
        domain: Lists the intents.

    Returns:
        The messages, in the order of the files.

    Raises:
        MessagesError: If a file has another shape, or names an intent that the bot does not have.
    """
    known, found = intents(domain), []
    for path in sorted(folder.glob("*.yml")):
        try:
            file = msgspec.yaml.decode(path.read_bytes(), type=MessageFile)
        except msgspec.DecodeError as error:
            raise MessagesError(f"{path}: {error}.") from error
        for number, message in enumerate(file.messages, 1):
            message.label = message.label or file.intent
            message.tagged = message.tagged or file.tagged
            _check(message, f"{path}: message {number}", known)
        found += file.messages
    if not found:
        raise MessagesError(f"{folder}: no messages there; run this from the repository's folder.")
    return found


def _line(line: bytes, where: str, known: frozenset[str]) -> Message:
    try:
        message = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = str(error).rstrip(".")
        raise MessagesError(f'{where}: {what}; write {{"text": "...", "label": "..."}}.') from error
    _check(message, where, known)
    return message


def from_file(path: Path, domain: Path = DOMAIN) -> list[Message]:
    """Reads anyone's labelled messages.

    Args:
        path: A JSON object a line: text and label, and if known accept, second, slice, level, the five TAGS, tagged.
        domain: Lists the intents.

    Returns:
        The messages; empty lines are passed over.

    Raises:
        MessagesError: If the file is missing, or a line is no such object. No text of a message is in the sentence.
    """
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise MessagesError(f"{path}: {error.strerror}; give a file of JSON lines.") from error
    known, found = intents(domain), []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found.append(_line(line, f"{path}: line {number}", known))
    if not found:
        raise MessagesError(f"{path}: no messages there; write one JSON object a line.")
    return found
