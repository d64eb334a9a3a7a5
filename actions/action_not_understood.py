"""Owns up to a miss: the nearest guesses first, then the menu and a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import crisis, shared
from bot.concerns import OTHER, concerns
from bot.repeat import ASKED

GUESSES = 3


class ActionNotUnderstood(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs when the classifier is not sure, and where no rule fits."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_not_understood"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """First time: the likeliest worries as buttons. Second time: the menu and lines where a person answers."""
        if shared.pending(tracker) == ASKED:
            return crisis.crisis(dispatcher, tracker)
        misses = float(tracker.get_slot("misses") or 0) + 1
        if misses > 1:
            dispatcher.utter_message(response="utter_not_understood_again")
        else:
            likeliest = [name for name, _ in shared.ranking_of(tracker) if name in concerns()]
            guesses = [concerns()[name].button for name in likeliest[:GUESSES]]
            dispatcher.utter_message(response="utter_not_understood", buttons=[*guesses, OTHER])
        return [SlotSet("misses", misses), SlotSet("pending", None)]
