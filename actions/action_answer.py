"""Gives "yes" and "no" the meaning of the question that was just asked, and of no other."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import crisis, shared
from bot import choices, clock
from bot.repeat import ASKED
from bot.verdict import SUICIDE

AGES = {"affirm": "under_18", "deny": "adult"}  # the question is: under 18?


class ActionAnswer(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "yes" and "no"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Answers the pending question about age or suicide; otherwise offers what can be done."""
        intent, concern = shared.intent_of(tracker), tracker.get_slot("concern")
        pending = shared.pending(tracker)
        unclear = intent == "deny" and concern == SUICIDE and not choices.is_no(shared.text_of(tracker))
        if unclear or (pending == ASKED and intent == "affirm"):
            return crisis.crisis(dispatcher, tracker)
        if pending != "age" or concern not in shared.signpost().directory.routes:
            dispatcher.utter_message(response=f"utter_{intent}")
            return [SlotSet("pending", None)]
        turn = shared.turn_of(tracker, concern, age=AGES[intent])
        answer = shared.signpost().first(turn, clock.now())
        shared.say(dispatcher, answer)
        return shared.remember(turn, answer)
