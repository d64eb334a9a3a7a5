"""Says what to do now, what to keep and what may warn the other person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot.signpost import CALL, HARD, LIST
from bot.verdict import PREFIX


class ActionSteps(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "what do I do now?" and "what do I keep as proof?"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_steps"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Says the steps for the worry; nobody who asked how to watch another person gets any."""
        post, concern = shared.signpost(), str(tracker.get_slot("concern") or "")
        turn = shared.turn_of(tracker, concern)
        name = "utter_steps_watching" if turn.person.watching else f"utter_steps_{concern}"
        if name not in post.wording.names():
            shared.utter(dispatcher, tracker, shared.words(tracker, "utter_line_steps_no_concern"))
            return []
        reply = shared.words(tracker, name)
        if not concern.startswith(PREFIX) and not turn.person.watching:
            lead = shared.words(tracker, "utter_line_steps")["text"]
            reply = {"text": f"{lead}\n{reply['text']}", "buttons": post.offer(turn, CALL, HARD, LIST)}
        shared.utter(dispatcher, tracker, reply)
        return shared.remember(turn) if concern else []
