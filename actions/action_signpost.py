"""Answers a worry with the routes that fit, and again with better ones when the person tells more."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import clock
from bot.signpost import Turn
from bot.verdict import PREFIX, SUICIDE

LIKELY = 0.08  # of 1; a cause less likely than that is a guess


class ActionSignpost(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after every concern and emergency, and after "Nottingham" or "my daughter"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_signpost"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the routes and remembers what was shown and asked."""
        intent = shared.intent_of(tracker)
        concern = tracker.get_slot("concern") if intent in shared.REFINING else intent
        if concern not in shared.signpost().directory.routes:
            dispatcher.utter_message(response="utter_line_tell_worry")
            return [event for event in shared.remember(shared.turn_of(tracker, "")) if event["name"] != "concern"]
        turn = shared.turn_of(tracker, concern)
        answer = shared.signpost().first(turn, clock.now())
        shared.say(dispatcher, answer)
        self._second(dispatcher, tracker, turn)
        events = [*shared.remember(turn, answer), SlotSet("cause", self._cause(tracker, concern))]
        if concern == SUICIDE and shared.level_of(tracker) == "possible":  # the reply has just asked about it
            events.append(SlotSet("pending", shared.ASKED_SUICIDE))
        return events

    @staticmethod
    def _second(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> None:
        """Answers the other worry of the same message, shortly."""
        others = [name for name in tracker.latest_message.get("worries") or () if name != turn.concern]
        if not others or turn.refined or turn.person.own_behaviour or turn.concern.startswith(PREFIX):
            return
        dispatcher.utter_message(response=f"utter_{others[0]}")
        text, payload = shared.signpost().shortly(msgspec.structs.replace(turn, concern=others[0]), clock.now())
        dispatcher.utter_message(text=text)
        dispatcher.utter_message(json_message=payload)

    @staticmethod
    def _cause(tracker: Tracker, concern: str) -> str | None:
        """The worry behind a suicidal crisis: kept for later, because now only crisis routes help."""
        if concern != SUICIDE:
            return None
        before = tracker.get_slot("concern")
        ranked = [name for name, share in shared.ranking_of(tracker) if share >= LIKELY and shared.is_concern(name)]
        return next((name for name in [*ranked, before] if name and shared.is_concern(name)), None)
