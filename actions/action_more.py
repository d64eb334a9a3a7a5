"""Shows the next routes for the worry that is being answered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import clock


class ActionMore(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "more"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_more"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends what has not been shown yet; without a worry asks for it."""
        concern = tracker.get_slot("concern")
        if concern not in shared.signpost().directory.routes:
            dispatcher.utter_message(response="utter_line_tell_worry")
            return []
        turn = shared.turn_of(tracker, concern)
        answer = shared.signpost().more(turn, clock.now())
        shared.say(dispatcher, answer)
        return shared.remember(turn, answer)
