"""After a suicidal crisis: helps with what caused it, when the person asks."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import clock


class ActionTellCause(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "help with what caused this"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_tell_cause"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Answers the worry that was heard behind the crisis, or asks for it; the crisis line stays."""
        cause = tracker.get_slot("cause")
        if not cause:
            dispatcher.utter_message(response="utter_line_tell_worry")
            return []
        dispatcher.utter_message(response=f"utter_{cause}")
        turn = shared.turn_of(tracker, cause)
        answer = shared.signpost().first(turn, clock.now())
        shared.say(dispatcher, answer)
        dispatcher.utter_message(response="utter_line_crisis")
        return shared.remember(turn, answer)
