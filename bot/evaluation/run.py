"""`make evaluate`: how well words are understood that were never trained on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot import clock, worries
from bot.evaluation import baseline, data, known, report_html, report_text
from bot.evaluation.data import Message, MessagesError
from bot.evaluation.measures import Report, measure
from bot.evaluation.outcome import Outcome, outcome

HTML = Path("results") / "evaluation.html"


async def _parse(messages: Sequence[Message]) -> list[Outcome]:
    from bot.rasa.load import load_agent
    from bot.rasa.understand import understand

    agent = load_agent()
    bar = tqdm(messages, desc="Understanding", unit=" messages", leave=False)
    return [outcome(message, await understand(agent, message.text)) for message in bar]


def outcomes(messages: Sequence[Message]) -> list[Outcome]:
    """Loads the model once and asks it about every message.

    Args:
        messages: With labels.

    Returns:
        One outcome a message, in the same order.

    Raises:
        RuntimeError: If there is no trained model, or another Rasa.
    """
    return asyncio.run(_parse(messages))


def _notes(before: baseline.Accepted | None, report: Report, own: Path | None) -> list[str]:
    if own is not None:
        return [f"{own}: not compared with the accepted run, which is about tests/messages/."]
    if before is None:
        return [f"There is no accepted run yet; `python -m bot evaluate --accept` writes {baseline.FILE}."]
    if before.messages != report.messages:
        return [
            f"The accepted run of {before.date} had {before.messages} messages, this one {report.messages}: "
            "part of the changes may be theirs."
        ]
    return [f"Compared with the accepted run of {before.date}."]


def _accept(now: baseline.Accepted) -> str:
    baseline.write(now)
    return f"Accepted: {baseline.FILE}"


def _write(page: str) -> None:
    HTML.parent.mkdir(exist_ok=True)
    HTML.write_text(page, encoding="utf-8")


def evaluate(file: str | None = None, accept: bool = False) -> str:
    """Examines the model, and writes results/evaluation.html.

    Args:
        file: Somebody's own JSON lines instead of the held-out messages.
        accept: Keep this run as the one that later ones are compared with.

    Returns:
        The report for a terminal.

    Raises:
        MessagesError: If messages cannot be read, or a run on somebody's own file is to be accepted.
        RuntimeError: If there is no trained model.
    """
    own = Path(file) if file is not None else None
    if own and accept:
        raise MessagesError("--accept keeps a run on tests/messages/; leave out --file.")
    messages = data.held_out() if own is None else data.from_file(own)
    before = baseline.read() if own is None else None
    reasons = {failure.text: failure.reason for failure in known.read()} if own is None else {}
    report = measure(outcomes(messages), frozenset(worries.risk()))
    now = baseline.of(report, clock.now().date().isoformat())
    changes = baseline.changes(before, now) if before is not None else []
    notes = _notes(before, report, own)
    if accept:
        notes.append(_accept(now))
    title = f"{report.messages} messages of {own or data.FOLDER}, {now.date}"
    _write(report_html.page(title, report, reasons, changes, notes))
    return report_text.text(report, reasons, changes, [*notes, f"With pictures: {HTML}"])
