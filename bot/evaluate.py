"""`make evaluate`: how well words are understood that were never trained on (tests/messages/)."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from tqdm import tqdm

from bot.verdict import PREFIX

FOLDER = Path("tests") / "messages"
MISSES_SHOWN = 40


class Message(msgspec.Struct, kw_only=True):
    """One held-out message.

    Attributes:
        text: As somebody might type it.
        label: The right intent, where the file holds several.
        accept: Other intents that are as right.
        second: The second worry of a message with two.
        slice: What makes it hard.
        level: `possible` where one 999 line is right.
    """

    text: str
    label: str | None = None
    accept: tuple[str, ...] = ()
    second: str | None = None
    slice: str = "plain"
    level: str | None = None
    audience: str | None = None
    area: str | None = None


class MessageFile(msgspec.Struct, forbid_unknown_fields=True):
    """tests/messages/<intent>.yml; near misses and double worries name the label of each message."""

    messages: list[Message]
    intent: str | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of a message: its labels, its slice, and what the bot made of it."""

    message: Message
    intent: str
    level: str


def held_out(folder: Path = FOLDER) -> list[Message]:
    """Reads every held-out message, each with its label.

    Args:
        folder: One YAML file an intent.

    Returns:
        The messages.

    Raises:
        msgspec.ValidationError: If a file has another shape.
    """
    messages: list[Message] = []
    for path in sorted(folder.glob("*.yml")):
        file = msgspec.yaml.decode(path.read_bytes(), type=MessageFile)
        for message in file.messages:
            message.label = message.label or file.intent
            messages.append(message)
    return messages


async def _outcomes(messages: list[Message]) -> list[Outcome]:
    from bot.rasa.load import load_agent

    agent = load_agent()
    # After load_agent, which decides what of Rasa is imported.
    from rasa.core.channels.channel import UserMessage

    outcomes = []
    for message in tqdm(messages, desc="Understanding", unit="message", leave=False):
        parse: dict[str, Any] = await agent.processor.parse_message(UserMessage(message.text))
        outcomes.append(Outcome(message, parse["intent"]["name"], parse["emergency"]["level"]))
    return outcomes


def _is_emergency(message: Message) -> bool:
    return str(message.label).startswith(PREFIX)


def _right(outcome: Outcome) -> bool:
    return outcome.intent in (outcome.message.label, outcome.message.second, *outcome.message.accept)


def _share(outcomes: Iterable[bool]) -> str:
    values = list(outcomes)
    return f"{sum(values) / len(values):6.1%}  of {len(values)}" if values else "     -"


def report(outcomes: list[Outcome]) -> str:
    """The figures as a table, missed emergencies first.

    Args:
        outcomes: One a message.

    Returns:
        Text for a terminal.
    """
    danger = [outcome for outcome in outcomes if _is_emergency(outcome.message)]
    calm = [outcome for outcome in outcomes if not _is_emergency(outcome.message)]
    missed = [outcome for outcome in danger if outcome.level == "none"]
    lines = [f"Missed emergencies: {len(missed)}", *(f"  {o.message.label}: {o.message.text}" for o in missed), ""]
    lines += [
        f"emergency gets 999 first (now or possible)   {_share(o.level != 'none' for o in danger)}",
        f"  of these a full reply (level now)          {_share(o.level == 'now' for o in danger)}",
        f"no emergency, yet a full 999 reply           {_share(o.level == 'now' for o in calm)}",
        f"no emergency, yet the one-line 999           {_share(o.level == 'possible' for o in calm)}",
        f"right intent, emergencies                    {_share(_right(o) for o in danger)}",
        f"right intent, everything else                {_share(_right(o) for o in calm)}",
        "",
        "By slice: 999 first where it is due | no full 999 where it is not | right intent",
    ]
    slices: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        slices[outcome.message.slice].append(outcome)
    for name, group in sorted(slices.items()):
        due, not_due = [o for o in group if o in danger], [o for o in group if o not in danger]
        figures = (_share(o.level != "none" for o in due), _share(o.level != "now" for o in not_due))
        lines.append(f"  {name:16} {figures[0]:16} {figures[1]:16} {_share(map(_right, group))}")
    wrong = Counter((str(o.message.label), o.intent) for o in outcomes if not _right(o))
    lines += ["", "Worst confusions:", *(f"  {n:3}  {a} taken for {b}" for (a, b), n in wrong.most_common(15))]
    return "\n".join(lines)


def evaluate() -> None:
    """Prints the report."""
    print(report(asyncio.run(_outcomes(held_out()))))
