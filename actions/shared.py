"""What the actions have in common: the directory, the person, and how an answer leaves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import choices, manner, person, postcodes, repeat, verdict, worries
from bot import text as texts
from bot.directory.areas import ABROAD, NATIONS
from bot.directory.directory import Person
from bot.directory.load import load
from bot.language import mostly_welsh
from bot.signpost import CONTACT, Signpost
from bot.turn import Answer, Turn
from bot.verdict import OWN, PREFIX, SUICIDE
from bot.wording import Reply, Wording
from bot.words.languages import WELSH

Events = list[dict[str, Any]]
REFINING = ("give_area", "give_audience", "give_contact", "affirm", "deny")


@lru_cache(maxsize=1)
def signpost() -> Signpost:
    """The directory and the wording, read once; a mistake in them stops the start with a sentence."""
    return Signpost(load(), Wording())


def intent_of(tracker: Tracker) -> str:
    """What the latest message is about."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def text_of(tracker: Tracker) -> str:
    """The words of the latest message; gone once the turn is answered."""
    return str(tracker.latest_message.get("text") or "")


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
    intent, text = intent_of(tracker), text_of(tracker)
    known = known_of(tracker) | said
    same = concern == tracker.get_slot("concern")
    refined = same and intent in REFINING
    postcode = postcodes.find(text) if intent == "give_area" and not found_in(tracker).get("area") else None
    return Turn(
        concern=concern,
        person=Person(
            audience=known["audience"],
            age=known["age"],
            area=known["area"],
            # In a suicidal crisis it is remembered for the cause; the crisis lines are there for everybody.
            own_behaviour=concern != SUICIDE and (bool(known["own_behaviour"]) or _variant(tracker) == OWN),
            watching=bool(known["watching"]),
        ),
        shown=tuple(tracker.get_slot("shown") or ()) if same else (),
        asked=tuple(tracker.get_slot("asked") or ()),
        disclosed=bool(tracker.get_slot("disclosed")),
        named=tuple(named(tracker)),
        refined=refined,
        changed=_changed(tracker, known, postcode) if refined else None,
        councils=postcode.councils if postcode is not None else (),
        abroad=ABROAD in (found_in(tracker).get("area") or ()),
        near=intent == "give_area" and _says_england(tracker),
        ambulance=_variant(tracker) == "ambulance",
        contact=known["contact"],
        manner=manner.of(known),
    )


def known_of(tracker: Tracker) -> dict[str, Any]:
    """The slots of the person as they stand with this message: also how they like to be answered and reached."""
    intent, text = intent_of(tracker), text_of(tracker)
    known = dict(tracker.slots) | person.slots(found_in(tracker), intent, tracker.slots)
    if intent == "give_contact":
        known["contact"] = choices.contact(text) or known.get("contact")
    if intent == "give_area" and not found_in(tracker).get("area") and (postcode := postcodes.find(text)):
        known["area"] = postcode.nation or known["area"]
    if mostly_welsh(text):
        known["lang"] = WELSH
    return {"contact": None, "lang": None, "easy_read": None} | known


def _changed(tracker: Tracker, known: dict[str, Any], postcode: postcodes.Found | None) -> str | None:
    """The response that says what this message changed; None if nothing did."""
    if intent_of(tracker) == "give_area":
        if postcode is not None and postcode.councils:
            return "utter_line_which_council"
        if not found_in(tracker).get("area") and (postcode is None or postcode.nation is None):
            return "utter_line_unknown_area"
        if _says_england(tracker) or known["area"] == ABROAD:  # bot/signpost.py says what that means
            return None
        outside = known["area"] in ("uk", NATIONS[0])  # England has no lines of its own; the other nations have
        return "utter_line_outside_area" if outside else "utter_line_changed_area"
    changed = (name for name in ("audience", "age", "contact") if known.get(name) != tracker.get_slot(name))
    name = next((name for name in changed if known.get(name)), None)
    if name == "contact":
        return f"{CONTACT}{known['contact']}"
    return f"utter_line_changed_{name}" if name else None


def _says_england(tracker: Tracker) -> bool:
    """True if the message names England itself, not a place in it."""
    return found_in(tracker).get("area") == [NATIONS[0]] and NATIONS[0] in texts.plain(text_of(tracker)).split()


def words(tracker: Tracker, name: str) -> Reply:
    """A response as it should be said to this person: the variant that fits, in the manner they chose."""
    known = known_of(tracker)
    known["emergency_variant"] = verdict.variant(
        tracker.latest_message.get("emergency") or {}, {**found_in(tracker), "audience": known["audience"]}
    )
    known["in_emergency"] = repeat.in_emergency(tracker.slots)
    return signpost().wording.reply(name, known, manner.of(known))


def utter(dispatcher: CollectingDispatcher, tracker: Tracker, reply: Reply, *after: str) -> None:
    """Says a response; `after` are lines that follow it in the same message."""
    text = "\n".join([str(reply["text"]), *after])
    dispatcher.utter_message(text=text, buttons=[dict(button) for button in reply.get("buttons", ())])
    _mark(dispatcher, manner.of(known_of(tracker)))


def _mark(dispatcher: CollectingDispatcher, spoken: str | None) -> None:
    if mark := manner.mark(spoken):
        dispatcher.utter_message(json_message=mark)


def named(tracker: Tracker) -> list[str]:
    """Ids of the entries that the latest message names: services, else the pages of the platforms."""
    directory, found = signpost().directory, found_in(tracker)
    pages = [f"{platform}-safety" for platform in found.get("platform") or ()]
    return list(found.get("service") or ()) or [page for page in pages if page in directory.entries]


def _variant(tracker: Tracker) -> str | None:
    variant = (tracker.latest_message.get("emergency") or {}).get("variant")
    return str(variant) if variant else None


def remember(turn: Turn, answer: Answer | None = None) -> Events:
    """Slots to set after an answer; only ids and choices of ours, never words."""
    values: dict[str, Any] = {
        "concern": turn.concern,
        "audience": turn.person.audience,
        "age": turn.person.age,
        "area": turn.person.area,
        "own_behaviour": True if turn.person.own_behaviour else None,
        "watching": True if turn.person.watching else None,
        "contact": turn.contact,
        "misses": None,
        "pending": None,
    }
    if turn.manner == WELSH:  # they wrote in Welsh, and need not ask for it
        values["lang"] = WELSH
    if turn.concern and not turn.concern.startswith(PREFIX):
        values["refused"] = None
    if answer is not None:
        asked_now = [name for name in answer.asked if name not in turn.asked]
        values |= {
            "shown": list(answer.shown),
            "asked": list(answer.asked),
            "disclosed": True,
            "pending": asked_now[0] if asked_now else None,
        }
    return set_slots(**values)


def thread(tracker: Tracker, concern: str) -> str | None:
    """The riskier worry that this chat stays with though another question is answered now; None if there is none."""
    share = dict(ranking_of(tracker)).get(concern, 1.0)
    return worries.thread(tracker.get_slot("concern"), concern, share)


def aside(turn: Turn, kept: str) -> Events:
    """Slots after a side question: what was said of the person is kept, and the worry stays, also whose doing it is."""
    events = [event for event in remember(turn) if event["name"] not in ("concern", "own_behaviour")]
    return [*events, SlotSet("concern", kept)]


def say(dispatcher: CollectingDispatcher, answer: Answer) -> None:
    """Sends an answer: the text that says enough alone, then the cards."""
    dispatcher.utter_message(text=answer.text, buttons=[dict(button) for button in answer.buttons])
    _mark(dispatcher, answer.manner)
    dispatcher.utter_message(json_message=answer.payload)


def set_slots(**values: Any) -> Events:
    """Slots to set, by name."""
    return [SlotSet(name, value) for name, value in values.items()]


def pending(tracker: Tracker) -> str | None:
    """The question that the last answer asked; None if anything was said in between."""
    since = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            since += 1
        if event.get("event") == "slot" and event.get("name") == "pending":
            return event.get("value") if since == 1 else None
    return None
