"""Remembers what a message says of the person, whatever it is about: "hello, I am in Derby" is also a place."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import person

# They speak of others more often than of the person: a school play, a talk for teachers, what the wife has been typing.
_OF_OTHERS = frozenset(("out_of_scope", "who_is_this", "find_session", "find_service"))
_KEPT = ("area", "audience", "age")


class ActionValidateSlotMappings(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Rasa runs the action of this name after every message, before any other."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_validate_slot_mappings"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sets the place; and who and how old, unless action_signpost follows: it says itself what has changed."""
        intent, found = shared.intent_of(tracker), shared.found_in(tracker)
        said = person.slots(found, None, tracker.slots)
        answered = intent in shared.REFINING or intent in shared.signpost().directory.routes
        names = _KEPT[:1] if answered or intent in _OF_OTHERS else _KEPT
        return shared.set_slots(**{name: said[name] for name in names if said[name] != tracker.get_slot(name)})
