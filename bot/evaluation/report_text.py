"""The report as a table for the terminal, missed emergencies first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.evaluation.baseline import Change
from bot.evaluation.goals import GOALS
from bot.evaluation.measures import Figure, Report
from bot.evaluation.outcome import Outcome
from bot.evaluation.scores import Share

CONFUSIONS = 15
SENTENCES = 2  # of each confusion
WIDTH = 48
MARKS = {True: "reached", False: "MISSED", None: ""}
HEADINGS = ("999 first if due", "full 999 if not", "one line if not", "right intent", "F1")


def percent(value: float | None) -> str:
    """A figure for people; a dash if there is none."""
    return "-" if value is None else f"{value:.1%}"


def interval(figure: Figure) -> str:
    """The 95 % interval, or nothing."""
    return "" if figure.interval is None else f"{figure.interval[0]:.1%} to {figure.interval[1]:.1%}"


def share(value: Share) -> str:
    """A share with the number that it is of."""
    return f"{percent(value.value)} of {value.of}" if value.of else "-"


def _sentences(title: str, outcomes: Sequence[Outcome], known: Mapping[str, str]) -> Iterator[str]:
    yield f"{title}: {len(outcomes)}"
    for outcome in outcomes:
        reason = known.get(outcome.message.text)
        yield f"  {outcome.message.label} ({outcome.message.slice}): {outcome.message.text}"
        if reason:
            yield f"      known: {reason}"
    yield ""


def _figures(report: Report) -> Iterator[str]:
    yield f"{'Figures':{WIDTH}} {'':>6}  {'95 % interval':17} {'of':>4}  goal"
    for name, goal in GOALS.items():
        figure = report.figures.get(name)
        if figure is None:
            yield f"{goal.text:{WIDTH}} {'-':>6}"
            continue
        text = f"{goal.text} ({figure.note})" if figure.note else goal.text
        mark = f"{goal.wanted} {MARKS[goal.is_reached(figure.value)]}".strip()
        line = f"{text:{WIDTH}} {percent(figure.value):>6}  {interval(figure):17} {figure.of:4}  {mark}"
        yield line.rstrip()
    yield ""


def _slices(report: Report) -> Iterator[str]:
    yield f"{'By slice':16}" + "".join(f"{heading:>18}" for heading in HEADINGS)
    for part in report.slices:
        shares = "".join(f"{share(value):>18}" for value in (part.first, part.alarm, part.line, part.right))
        yield f"{part.name:16}{shares}{percent(part.macro_f1):>18}"
    yield ""


def _confusions(report: Report) -> Iterator[str]:
    yield "Worst confusions"
    for pair in report.confusions[:CONFUSIONS]:
        yield f"{len(pair.texts):4}  {pair.label} taken for {pair.taken_for}"
        yield from (f"        {text}" for text in pair.texts[:SENTENCES])
    yield ""


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    changed = [change for change in changes if change.better is not None]
    if changes and not changed:
        yield "Nothing has changed since the last accepted run."
    if changed:
        yield "Since the last accepted run"
    for change in changed:
        word = "better" if change.better else "WORSE"
        yield f"  {change.text:{WIDTH}} {percent(change.before):>6} -> {percent(change.now):>6}  {word}"


def text(report: Report, known: Mapping[str, str], changes: Sequence[Change], notes: Sequence[str]) -> str:
    """Writes the report.

    Args:
        report: The figures.
        known: Reasons of the known failures, by text.
        changes: Since the last accepted run.
        notes: Sentences for the end.

    Returns:
        Lines for a terminal.
    """
    lines = [
        *_sentences("Missed emergencies", report.missed, known),
        *_sentences("No emergency, yet a full 999 reply", report.alarms, known),
        *_figures(report),
        *_slices(report),
        *_confusions(report),
        *_changes(changes),
        *notes,
    ]
    return "\n".join(lines)
