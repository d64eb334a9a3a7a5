"""Names people to talk to, those who answer now first."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import abroad, cards, choices, clock
from bot.directory.areas import ABROAD
from bot.directory.directory import unique
from bot.directory.opening import SPOKEN, is_open

ANY_HOUR = ("samaritans", "childline", "shout")
MOST = 4
NEAR = 2  # of the worry's own lines, so that Samaritans always has a place


class ActionHumanHandoff(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "I want a person"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_human_handoff"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the lines of the worry that answer now, then those that answer at any hour."""
        directory, now = shared.signpost().directory, clock.now()
        concern = tracker.get_slot("concern")
        turn = shared.turn_of(tracker, concern or "")
        fitting = choices.in_order(directory.find(concern, turn.person, now), turn.contact, now) if concern else []
        spoken = [entry for entry in fitting if is_open(entry, now) and entry.contacts[0].type in SPOKEN]
        people = unique([*spoken[:NEAR], *(directory.entries[name] for name in ANY_HOUR)])[:MOST]
        people = abroad.reachable(people, turn.person.area)
        if turn.person.area == ABROAD:
            shared.utter(dispatcher, tracker, shared.words(tracker, "utter_line_abroad"))
        dispatcher.utter_message(text=cards.lines(people, now, directory.areas))
        dispatcher.utter_message(json_message=cards.payload(concern, people, now))
        return []
