"""Plays Rasa story files as people would: real words through the guard, Rasa and the actions, turn by turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bot import clock
from bot.guard import Guard, Turn
from bot.rasa.engine import RasaEngine
from bot.wording import Reply

FOLDER = Path(__file__).parent
USUAL_NOW = "2026-11-20T12:00:00+00:00"  # a Friday at noon: what a story's opening hours are, unless it sets `now`
PATIENCE = 60.0  # seconds for a turn; how fast the bot answers is not what stories are about


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a story's `metadata: replies:` says of one reply; all words are looked for as they are written.

    Attributes:
        says: Must be in the text of the whole reply.
        first: Must be in the text of its first message.
        not_: Must not be in the text of the whole reply (written `not`).
        emergency: now, possible or none.
        shows: Ids that must be among the cards.
        hides: Ids that must not be among the cards.
        buttons: Titles that must be offered.
    """

    says: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")
    emergency: str | None = None
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """One turn of a story: what is typed, and how Rasa should take it."""

    text: str
    intent: str
    actions: tuple[str, ...]
    reply: Wanted


class Story(msgspec.Struct, frozen=True):
    """A story and what its `metadata` adds: the clock, and who types each turn if more than one person does."""

    name: str
    steps: tuple[Step, ...]
    now: str
    people: tuple[str, ...]


class Heard(msgspec.Struct):
    """What the bot made of one turn."""

    replies: list[Reply] = []
    intent: str | None = None
    actions: tuple[str, ...] = ()


class Listener:
    """An engine that lends Rasa time, and notes what Rasa did before a conversation can be deleted."""

    def __init__(self, engine: RasaEngine) -> None:
        """Stands before a loaded engine."""
        self._engine = engine
        self.heard = Heard()

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn and reads from the store what happened since the person's words."""
        await self._engine.ask(turn, PATIENCE)
        tracker = await self._engine.agent.tracker_store.retrieve(turn.sender)
        events = list(tracker.events)
        start = max(place for place, event in enumerate(events) if event.type_name == "user")
        done = (getattr(event, "action_name", None) for event in events[start:] if event.type_name == "action")
        self.heard.actions = tuple(str(name) for name in done if name != "action_listen")
        self.heard.intent = events[start].intent_name

    async def forget(self, sender: str) -> None:
        """Forgets a conversation."""
        await self._engine.forget(sender)


def read(path: Path) -> list[Story]:
    """Reads a story file.

    Args:
        path: A test_*.yml in Rasa's format.

    Returns:
        Its stories.

    Raises:
        ValueError: If `metadata` does not fit the steps.
    """
    return [_story(path, raw) for raw in msgspec.yaml.decode(path.read_bytes())["stories"]]


def _story(path: Path, raw: dict[str, Any]) -> Story:
    turns: list[tuple[str, str, list[str]]] = []
    for step in raw["steps"]:
        if "user" in step:
            turns.append((step["user"].strip(), step["intent"], []))
        else:
            turns[-1][2].append(step["action"])
    metadata = raw.get("metadata") or {}
    unknown = set(metadata) - {"now", "replies", "people"}
    replies = msgspec.convert(metadata.get("replies") or [{}] * len(turns), tuple[Wanted, ...])
    people = tuple(metadata.get("people") or ["somebody"] * len(turns))
    if unknown or not len(replies) == len(people) == len(turns):
        wrong = f"takes now, people and replies, not {sorted(unknown)}" if unknown else "needs one item for each turn"
        raise ValueError(f"{path}: {raw['story']}: metadata {wrong}.")
    steps = tuple(Step(*turn[:2], tuple(turn[2]), reply) for turn, reply in zip(turns, replies, strict=True))
    return Story(raw["story"], steps, str(metadata.get("now") or USUAL_NOW), people)


@contextmanager
def clock_at(moment: str) -> Iterator[None]:
    """Stops the bot's clock at a moment."""
    before = os.environ.get(clock.VARIABLE)
    os.environ[clock.VARIABLE] = moment
    try:
        yield
    finally:
        if before is None:
            del os.environ[clock.VARIABLE]
        else:
            os.environ[clock.VARIABLE] = before


async def play(story: Story, guard: Guard, listener: Listener, place: str) -> list[str]:
    """Plays a story from its first turn to its last, whatever goes wrong on the way.

    Args:
        story: What to type and what should come of it.
        guard: In front of the listener.
        listener: In front of Rasa.
        place: Makes the conversations of this story its own.

    Returns:
        For each turn that went wrong what was wanted and what came; empty if all went well.
    """
    faults: list[str] = []
    with clock_at(story.now):
        for step, person in zip(story.steps, story.people, strict=True):
            listener.heard = Heard()
            listener.heard.replies = await guard.answer(step.text, f"{place}: {story.name}: {person}")
            wrong = _compare(step, listener.heard)
            if wrong:
                faults.append("\n    ".join([f"{story.name}: {step.text!r}", *wrong]))
    return faults


def text_of(replies: list[Reply]) -> str:
    """All that a person can read without cards."""
    return "\n".join(str(reply["text"]) for reply in replies if reply.get("text"))


def _compare(step: Step, heard: Heard) -> list[str]:
    wrong = _differ("intent", [step.intent], [heard.intent]) + _differ("actions", step.actions, heard.actions)
    wanted, text = step.reply, text_of(heard.replies)
    first = str(heard.replies[0].get("text") or "")
    wrong += [f"wanted in the reply: {words!r}" for words in wanted.says if words not in text]
    wrong += [f"wanted in the first message: {words!r}" for words in wanted.first if words not in first]
    wrong += [f"not wanted in the reply: {words!r}" for words in wanted.not_ if words in text]
    wrong += _compare_cards(wanted, heard.replies)
    return [*wrong, f"got the reply: {text!r}"] if wrong else []


def _compare_cards(wanted: Wanted, replies: list[Reply]) -> list[str]:
    payloads = [reply["custom"] for reply in replies if reply.get("custom")]
    levels = [payload["level"] for payload in payloads if payload["type"] == "emergency"] or ["none"]
    wrong = _differ("emergency", [wanted.emergency], levels[:1]) if wanted.emergency else []
    kinds = ("services", "sessions", "resources")
    shown = [card["id"] for payload in payloads for kind in kinds for card in payload.get(kind, ())]
    titles = [button["title"] for reply in replies for button in reply.get("buttons") or ()]
    wrong += [f"wanted card {name}, got {shown}" for name in wanted.shows if name not in shown]
    wrong += [f"not wanted: card {name}" for name in wanted.hides if name in shown]
    return wrong + [f"wanted button {title!r}, got {titles}" for title in wanted.buttons if title not in titles]


def _differ(what: str, wanted: Any, got: Any) -> list[str]:
    said = [", ".join(map(str, names)) or "none" for names in (wanted, got)]
    return [] if list(wanted) == list(got) else [f"{what}: wanted {said[0]}; got {said[1]}"]
