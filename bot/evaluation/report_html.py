"""The report as one HTML file that needs nothing else: no script, no remote resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from bot.evaluation import svg
from bot.evaluation.baseline import Change
from bot.evaluation.goals import GOALS
from bot.evaluation.measures import Report
from bot.evaluation.outcome import Outcome
from bot.evaluation.report_text import HEADINGS, MARKS, interval, percent, share

CONFUSIONS = 30
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Understanding</title>
<style>
:root { color-scheme: light dark; --ink: #1d2733; --paper: #fff; --blue: #2f6fb0; --red: #b3261e; --faint: #d5dae0 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9ef; --paper: #14191f; --blue: #5b9bd9; --red: #f2837b; --faint: #3a444f }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--ink); background: var(--paper) }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .25rem .7rem; text-align: left;
  border-bottom: 1px solid var(--faint); vertical-align: top } td.n { text-align: right }
.bad { color: var(--red); font-weight: 600 } .note { font-size: .9rem } .wide { overflow-x: auto }
svg { font: 12px system-ui, sans-serif; fill: var(--ink); max-width: none }
.bar, .right { fill: var(--blue) } .wrong { fill: var(--red) } .dot { fill: var(--ink) }
.axis, .whisker { stroke: var(--ink); stroke-width: 1.5 } .goal { stroke: var(--red); stroke-dasharray: 4 3 }
</style>
</head>
<body>
"""


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Cells are HTML already."""
    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield "</tr></thead><tbody>"
    for first, *rest in rows:
        yield f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
    yield "</tbody></table></div>"


def _sentences(title: str, outcomes: Sequence[Outcome], known: Mapping[str, str]) -> Iterator[str]:
    kind = ' class="bad"' if outcomes else ""
    yield f"<h2{kind}>{escape(title)}: {len(outcomes)}</h2><ul>"
    for outcome in outcomes:
        message = outcome.message
        reason = known.get(message.text)
        why = f"<br><em>Known: {escape(reason)}</em>" if reason else ""
        yield f"<li>{escape(message.text)} <small>({escape(f'{message.label}, {message.slice}')})</small>{why}</li>"
    yield "</ul>"


def _figures(report: Report) -> Iterator[str]:
    rows = []
    for name, figure in report.figures.items():
        goal = GOALS[name]
        reached = goal.is_reached(figure.value)
        mark = escape(f"{goal.wanted} {MARKS[reached]}")
        text = f"{goal.text} ({figure.note})" if figure.note else goal.text
        verdict = f'<span class="bad">{mark}</span>' if reached is False else mark
        rows.append((escape(text), percent(figure.value), interval(figure), str(figure.of), verdict))
    yield "<h2>Figures</h2>"
    yield from _table(("", "", "95 % interval", "of", "goal"), rows)


def _slices(report: Report) -> Iterator[str]:
    yield "<h2>By slice</h2>"
    rows = [
        (escape(part.name), *map(share, (part.first, part.alarm, part.line, part.right)), percent(part.macro_f1))
        for part in report.slices
    ]
    yield from _table(("slice", *HEADINGS), rows)
    pictures = (
        (
            "Emergencies that get 999 first",
            {part.name: part.first for part in report.slices},
            GOALS["first_worst"].least,
        ),
        (
            "No emergency, yet the full 999 reply",
            {part.name: part.alarm for part in report.slices},
            GOALS["alarm"].most,
        ),
    )
    for title, shares, goal in pictures:
        yield f'<h3>{escape(title)}</h3><div class="wide">{svg.bars(title, shares, goal)}</div>'
    yield '<p class="note">Thin lines: 95 % intervals (Wilson). Dashed: the goal.</p>'


def _pictures(report: Report) -> Iterator[str]:
    yield f"<h2>Confusion matrix of the {len(report.matrix)} worst intents</h2>"
    picture = svg.matrix("Rows: what it is. Columns: what it was taken for.", report.matrix)
    yield f'<p class="note">Rows: what it is. Columns: what it was taken for.</p><div class="wide">{picture}</div>'
    yield "<h2>Reliability</h2>"
    yield f'<div class="wide">{svg.diagram("How often the classifier is right, by its confidence", report.bins)}</div>'


def _confusions(report: Report) -> Iterator[str]:
    yield "<h2>Worst confusions</h2>"
    rows = [
        (f"{escape(pair.label)} taken for {escape(pair.taken_for)}", "<br>".join(map(escape, pair.texts)))
        for pair in report.confusions[:CONFUSIONS]
    ]
    yield from _table(("", "sentences"), rows)


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    words = {True: "better", False: '<span class="bad">worse</span>', None: ""}
    rows = [(escape(c.text), percent(c.before), percent(c.now), words[c.better]) for c in changes]
    yield "<h2>Since the last accepted run</h2>"
    yield from _table(("", "then", "now", ""), rows)


def page(title: str, report: Report, known: Mapping[str, str], changes: Sequence[Change], notes: Sequence[str]) -> str:
    """Writes the report.

    Args:
        title: What was measured, and when.
        report: The figures.
        known: Reasons of the known failures, by text.
        changes: Since the last accepted run.
        notes: Sentences about the comparison.

    Returns:
        A whole HTML document.
    """
    parts = [
        HEAD,
        f"<h1>Understanding</h1><p>{escape(title)}. It holds sentences as they were typed: keep it to yourself.</p>",
        *_sentences("Missed emergencies", report.missed, known),
        *_sentences("No emergency, yet a full 999 reply", report.alarms, known),
        *_figures(report),
        *_changes(changes),
        *(f'<p class="note">{escape(note)}</p>' for note in notes),
        *_slices(report),
        *_pictures(report),
        *_confusions(report),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)
