"""The emergency rules: plain cues, no model, no input or output after the start.

The guard asks them before anything else, so that a cry for help is answered whatever is broken behind it; the
gate in Rasa's pipeline asks the same rules again beside its trained classifier. The cues are data:
data/emergency/<intent>.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from bot import text as texts
from bot.normalise import normalise

Level = Literal["now", "possible"]
FOLDER = Path("data") / "emergency"
WINDOW = 60  # words; longer than any cue reaches
OVERLAP = 25
WIDEST = 4  # letters that one sign may stand for; those of longer phrases ("ﷺ", 18 letters) say nothing of danger
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")  # "13-year-old" is what cues write as "13 year old"
_AGE = re.compile(r"\s*[,(]\s*(\d{1,2})\s*[,)]\s*")  # "my son, 9, is missing" is one thought
_BREAKS = re.compile(r" ?\n\s*")
_ORDER = {"possible": 0, "now": 1}


class CueError(ValueError):
    """A cue file is wrong; the message says where and what to write."""


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sign of danger.

    Attributes:
        name: Says what it hears, for reports.
        says: Regular expressions on plain text (lower case, no apostrophes); any of them is enough.
        level: `now` = full 999 reply; `possible` = one 999 line first.
        variant: Which wording of the reply fits (taken, own_behaviour, other, pressure, child, ambulance).
        certain: True if the words alone are enough, whatever the trained gate thinks of them.
        asks: True for a hint that deserves the question about suicide rather than the full reply.
        whole: True if the expressions look at the whole message, not at one clause.
        unless: Names of contexts (data/emergency/contexts.yml) that make it harmless; default all of them.
    """

    name: str
    says: tuple[str, ...]
    level: Level = "now"
    variant: str | None = None
    certain: bool = False
    asks: bool = False
    whole: bool = False
    unless: tuple[str, ...] | None = None


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/emergency/<intent>.yml."""

    intent: str
    cues: tuple[Cue, ...]


class ContextFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/emergency/contexts.yml: words that turn a sign of danger into a story, a lesson, a memory or an idiom."""

    contexts: dict[str, tuple[str, ...]]
    whole_message: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the rules heard.

    Attributes:
        level: now or possible.
        intent: The emergency intent.
        variant: The wording that fits, if one does.
        why: Names of the cues that fired, strongest first.
        asks: True if nothing but hints was heard: ask, instead of raising the alarm.
        certain: True if one of the cues needs no second opinion.
        reading: What the message says without its disguise, if only then anything was heard (bot/hearing.py).
    """

    level: Level
    intent: str
    variant: str | None = None
    why: tuple[str, ...] = field(default=())
    asks: bool = False
    certain: bool = False
    reading: str | None = None


@dataclass(frozen=True)
class _Compiled:
    intent: str
    cue: Cue
    pattern: re.Pattern[str]
    contexts: tuple[re.Pattern[str], ...]
    rank: int


@dataclass(frozen=True)
class _Form:
    """One reading of a message: all of it, its different clauses, and whether it is a story or a lesson."""

    whole: list[str]
    parts: list[str]
    story: bool

    def joined(self, other: _Form) -> _Form:
        """Both readings together: what they have in common is looked at once."""
        return _Form([*self.whole, *other.whole], list(dict.fromkeys((*self.parts, *other.parts))), self.story)


def _compile(expressions: tuple[str, ...], where: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(rf"\b(?:{expression})(?!\w)" for expression in expressions))
    except re.error as error:
        raise CueError(f"{where}: this is not a regular expression ({error}); mend the pattern.") from error


def _decode(path: Path, kind: type[CueFile] | type[ContextFile]) -> CueFile | ContextFile:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, OSError) as error:
        raise CueError(f"{path}: {error}") from error


def _narrow(message: str) -> str:
    """Takes out signs that would grow into a phrase each: 64 kB of them would be a megabyte to read."""
    if message.isascii():
        return message
    wide = {ord(sign): " " for sign in set(message) if len(unicodedata.normalize("NFKD", sign)) > WIDEST}
    return message.translate(wide) if wide else message


def _windows(clause: str) -> list[str]:
    """Cuts an endless clause into overlapping pieces, so that the cues take time in proportion to its length."""
    words = clause.split(" ")
    if len(words) <= WINDOW:
        return [clause]
    return [" ".join(words[start : start + WINDOW]) for start in range(0, len(words) - OVERLAP, WINDOW - OVERLAP)]


class EmergencyRules:
    """All cues, ready to be asked."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads and compiles the cues.

        Args:
            folder: Holds contexts.yml and one file an emergency intent.

        Raises:
            CueError: If a file is missing or wrong.
        """
        context_file = _decode(folder / "contexts.yml", ContextFile)
        assert isinstance(context_file, ContextFile)
        contexts = {name: _compile(says, f"contexts.yml: {name}") for name, says in context_file.contexts.items()}
        unknown = [name for name in context_file.whole_message if name not in contexts]
        if unknown:
            raise CueError(f"{folder / 'contexts.yml'}: whole_message names {unknown[0]!r}; write it under contexts.")
        whole = {name: contexts[name] for name in context_file.whole_message}
        self._contexts, self._whole = contexts, whole
        self._cues: list[_Compiled] = []
        for path in sorted(folder.glob("emergency_*.yml")):
            file = _decode(path, CueFile)
            assert isinstance(file, CueFile)
            self._cues += [self._prepare(file.intent, cue, path) for cue in file.cues]
        if not self._cues:
            raise CueError(f"{folder}: no emergency_*.yml with cues there; the bot must not start without them.")

    def _prepare(self, intent: str, cue: Cue, path: Path) -> _Compiled:
        where = f"{path}: {cue.name}"
        names = tuple(self._contexts) if cue.unless is None else cue.unless
        unknown = [name for name in names if name not in self._contexts]
        if unknown:
            raise CueError(f"{where}: unless names {unknown[0]!r}, which contexts.yml does not have.")
        contexts = tuple(self._contexts[name] for name in names)
        return _Compiled(intent, cue, _compile(cue.says, where), contexts, len(self._cues))

    def assess(self, message: str) -> Verdict | None:
        """Listens to one message.

        Args:
            message: As typed; any length.

        Returns:
            The strongest verdict, or None if no cue fires. Contexts that hold for a clause silence the cues of that
            clause only: "I tried to die years ago. Now I have taken my tablets" is an emergency.
        """
        # As it was typed and as it was meant: what either says is heard, so that no guess at the meaning hides a cry.
        message = _narrow(message)
        forms = self._forms(dict.fromkeys((texts.plain(message), texts.plain(normalise(message)))))
        heard = [compiled for compiled in self._cues if any(self._fires(compiled, form) for form in forms)]
        if not heard:
            return None
        heard.sort(key=lambda compiled: (-_ORDER[compiled.cue.level], compiled.rank))
        first = heard[0]
        variant = next((c.cue.variant for c in heard if c.intent == first.intent and c.cue.variant), None)
        asks = all(compiled.cue.asks for compiled in heard)
        certain = any(compiled.cue.certain for compiled in heard)
        return Verdict(first.cue.level, first.intent, variant, tuple(c.cue.name for c in heard), asks, certain)

    def _forms(self, folded: Iterable[str]) -> list[_Form]:
        forms: dict[bool, _Form] = {}
        for form in map(self._read, folded):
            forms[form.story] = forms[form.story].joined(form) if form.story in forms else form
        return list(forms.values())

    def _read(self, folded: str) -> _Form:
        # One line end for many: what looks for blanks ahead would start anew at each of them.
        folded = _AGE.sub(r" \1 ", _HYPHEN.sub(" ", _BREAKS.sub("\n", folded)))
        parts = texts.clauses(folded) or [folded]
        if all(" " not in part for part in parts):  # "I. want. to. die." is one clause
            parts = [" ".join(parts)]
        windows = dict.fromkeys(window for part in parts for window in _windows(part))
        return _Form([folded], list(windows), any(pattern.search(folded) for pattern in self._whole.values()))

    @staticmethod
    def _fires(compiled: _Compiled, form: _Form) -> bool:
        if form.story and compiled.cue.unless is None:
            return False
        return any(
            compiled.pattern.search(part) and not any(context.search(part) for context in compiled.contexts)
            for part in (form.whole if compiled.cue.whole else form.parts)
        )
