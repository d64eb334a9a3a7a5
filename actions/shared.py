"""What the actions have in common: the directory, the person, and how an answer leaves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import clock, person
from bot.directory.directory import Person
from bot.directory.load import load
from bot.signpost import Answer, Signpost, Turn
from bot.verdict import PREFIX, SUICIDE
from bot.wording import Wording

Events = list[dict[str, Any]]
REFINING = ("give_area", "give_audience", "affirm", "deny")
ASKED_SUICIDE = "suicide"  # value of the slot `pending` after "Are you thinking about suicide?"


@lru_cache(maxsize=1)
def signpost() -> Signpost:
    """The directory and the wording, read once; a mistake in them stops the start with a sentence."""
    return Signpost(load(), Wording())


def intent_of(tracker: Tracker) -> str:
    """What the latest message is about."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def found_in(tracker: Tracker) -> dict[str, Any]:
    """Names and persons in the latest message."""
    return dict(tracker.latest_message.get("found") or {})


def ranking_of(tracker: Tracker) -> list[tuple[str, float]]:
    """Intents with their probabilities, best first."""
    entries = tracker.latest_message.get("intent_ranking") or []
    return [(entry["name"], float(entry["confidence"])) for entry in entries]


def level_of(tracker: Tracker) -> str | None:
    """How serious the gate found the latest message: now, possible or none."""
    level = (tracker.latest_message.get("emergency") or {}).get("level")
    return str(level) if level else None


def turn_of(tracker: Tracker, concern: str, **said: Any) -> Turn:
    """Everything that a reply depends on.

    Args:
        tracker: The conversation.
        concern: The worry to answer.
        said: Values of the person that this message settles (age=...).

    Returns:
        What is known now. A new concern starts with nothing shown.
    """
    intent = intent_of(tracker)
    worry = intent if intent in signpost().directory.routes else None  # "more" and "Derby" stay with the worry before
    known = person.slots(found_in(tracker), worry, tracker.slots) | said
    same = concern == tracker.get_slot("concern")
    return Turn(
        concern=concern,
        person=Person(
            audience=known["audience"],
            age=known["age"],
            area=known["area"],
            own_behaviour=bool(known["own_behaviour"]) or _writer_is_the_danger(tracker),
            watching=bool(known["watching"]),
        ),
        shown=tuple(tracker.get_slot("shown") or ()) if same else (),
        asked=tuple(tracker.get_slot("asked") or ()),
        disclosed=bool(tracker.get_slot("disclosed")),
        named=tuple(named(tracker)),
        refined=same and intent in REFINING,
    )


def named(tracker: Tracker) -> list[str]:
    """Ids of the entries that the latest message names: services, else the pages of the platforms."""
    directory, found = signpost().directory, found_in(tracker)
    pages = [f"{platform}-safety" for platform in found.get("platform") or ()]
    return list(found.get("service") or ()) or [page for page in pages if page in directory.entries]


def _writer_is_the_danger(tracker: Tracker) -> bool:
    return (tracker.latest_message.get("emergency") or {}).get("variant") == "own_behaviour"


def remember(turn: Turn, answer: Answer | None = None) -> Events:
    """Slots to set after an answer; only ids and choices of ours, never words."""
    values: dict[str, Any] = {
        "concern": turn.concern,
        "audience": turn.person.audience,
        "age": turn.person.age,
        "area": turn.person.area,
        "own_behaviour": True if turn.person.own_behaviour else None,
        "watching": True if turn.person.watching else None,
        "misses": None,
        "pending": None,
    }
    if answer is not None:
        asked_now = [name for name in answer.asked if name not in turn.asked]
        values |= {
            "shown": list(answer.shown),
            "asked": list(answer.asked),
            "disclosed": True,
            "pending": asked_now[0] if asked_now else None,
        }
    return [SlotSet(name, value) for name, value in values.items()]


def say(dispatcher: CollectingDispatcher, answer: Answer) -> None:
    """Sends an answer: the text that says enough alone, then the cards."""
    dispatcher.utter_message(text=answer.text, buttons=[dict(button) for button in answer.buttons])
    dispatcher.utter_message(json_message=answer.payload)


def crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Answers whatever is not a clear "no" to "Are you thinking about suicide?" as an emergency (safeguarding 4.2)."""
    dispatcher.utter_message(response=f"utter_{SUICIDE}")
    turn = turn_of(tracker, SUICIDE)
    answer = signpost().first(turn, clock.now())
    say(dispatcher, answer)
    return remember(turn, answer)


def pending(tracker: Tracker) -> str | None:
    """The question that the last answer asked; None if anything was said in between."""
    since = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            since += 1
        if event.get("event") == "slot" and event.get("name") == "pending":
            return event.get("value") if since == 1 else None
    return None


def is_concern(name: str) -> bool:
    """True for a worry that has routes and is no emergency."""
    return name in signpost().directory.routes and not name.startswith(PREFIX)
