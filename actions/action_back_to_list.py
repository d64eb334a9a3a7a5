"""Shows the routes of the worry again."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import clock


class ActionBackToList(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "back to the list"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_back_to_list"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the first routes again, as they are best now; without a worry asks for it."""
        concern = tracker.get_slot("concern")
        if concern not in shared.signpost().directory.routes:
            dispatcher.utter_message(response="utter_line_tell_worry")
            return []
        turn = msgspec.structs.replace(shared.turn_of(tracker, concern), changed="utter_line_back_to_list")
        answer = shared.signpost().first(turn, clock.now())
        shared.say(dispatcher, answer)
        return shared.remember(turn, answer)
