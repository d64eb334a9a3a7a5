"""The last accepted run, docs/evaluation/accepted.json: figures only, never a text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.evaluation.data import MessagesError
from bot.evaluation.goals import GOALS
from bot.evaluation.measures import Report

FILE = Path("docs") / "evaluation" / "accepted.json"
DIGITS = 4


class Accepted(msgspec.Struct, forbid_unknown_fields=True):
    """A run that somebody accepted.

    Attributes:
        date: ISO, in the UK.
        messages: How many were held out then.
        figures: By their name in goals.py.
        slices: 999 first where it is due, by slice.
    """

    date: str
    messages: int
    figures: dict[str, float]
    slices: dict[str, float] = {}


class Change(msgspec.Struct, frozen=True):
    """A figure then and now; `better` is None if it is the same."""

    text: str
    before: float
    now: float
    better: bool | None


def of(report: Report, date: str) -> Accepted:
    """The small figures of a report."""
    slices = {part.name: part.first.value for part in report.slices}
    return Accepted(
        date=date,
        messages=report.messages,
        figures={name: round(figure.value, DIGITS) for name, figure in report.figures.items()},
        slices={name: round(value, DIGITS) for name, value in slices.items() if value is not None},
    )


def read(file: Path = FILE) -> Accepted | None:
    """The last accepted run, or None if there is none yet.

    Raises:
        MessagesError: If the file has another shape.
    """
    if not file.is_file():
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=Accepted)
    except msgspec.DecodeError as error:
        raise MessagesError(f"{file}: {error}; delete it and run `python -m bot evaluate --accept`.") from error


def write(accepted: Accepted, file: Path = FILE) -> None:
    """Keeps a run as the accepted one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(accepted), indent=2) + b"\n")


def changes(before: Accepted, now: Accepted) -> list[Change]:
    """What both runs have measured, figures first, then slices.

    Args:
        before: The accepted run.
        now: The present one.

    Returns:
        One change a figure, those that stayed the same included.
    """
    found = [
        _change(GOALS[name].text, value, now.figures[name], GOALS[name].falls)
        for name, value in before.figures.items()
        if name in GOALS and name in now.figures
    ]
    return found + [
        _change(f"999 first: {name}", value, now.slices[name], False)
        for name, value in before.slices.items()
        if name in now.slices
    ]


def _change(text: str, before: float, now: float, falls: bool) -> Change:
    return Change(text, before, now, None if now == before else (now < before) is falls)
