"""Answers a worry with the routes that fit, and again with better ones when the person tells more."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import crisis, shared
from bot import clock, length, worries
from bot.concerns import concerns
from bot.repeat import ASKED
from bot.signpost import CAUSE
from bot.turn import Turn
from bot.verdict import DEFAULT, HOME, PREFIX, SUICIDE

PLAIN = 0.3  # of 1; the cry itself names its cause
LIKELY = 0.08  # of 1; a cause less likely than that is a guess


class ActionSignpost(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after every concern and emergency, and after "Nottingham" or "my daughter"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_signpost"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the routes and remembers what was shown and asked."""
        concern = self._concern(tracker)
        if concern not in shared.signpost().directory.routes:
            return self._without_worry(dispatcher, tracker)
        others = self._others(tracker, concern)
        turn = shared.turn_of(tracker, concern)
        told = 0 if turn.refined else length.words(shared.words(tracker, f"utter_{concern}")["text"])
        turn = msgspec.structs.replace(turn, beside=bool(others), said=told)
        kept = shared.thread(tracker, concern)
        if turn.refined or turn.person.own_behaviour:
            others = []
        # "Is it illegal?" after one's own doing, "they check my phone" after a forced marriage: the lines for that.
        if kept and (turn.person.own_behaviour or kept == worries.HONOUR):
            turn = msgspec.structs.replace(turn, concern=kept)
        answer = shared.signpost().first(turn, clock.now())
        cause = self._cause(tracker, concern)
        if cause and CAUSE not in answer.buttons:
            answer = msgspec.structs.replace(answer, buttons=(*answer.buttons, CAUSE))
        shared.say(dispatcher, answer)
        if others:
            self._second(dispatcher, tracker, turn, others[0])
        if kept:
            return shared.aside(turn, kept)
        events = [*shared.remember(turn, answer), SlotSet("cause", cause)]
        if concern == SUICIDE:
            if cause and self._own_doing(tracker, cause):
                events.append(SlotSet("own_behaviour", True))
            # The reply has just asked about it, unless it had asked before: a second hint is no clear "no".
            asked = shared.level_of(tracker) == "possible" and tracker.get_slot("pending") != ASKED
            events.append(SlotSet("pending", ASKED) if asked else crisis.crisis_again(tracker))
        return events

    @staticmethod
    def _concern(tracker: Tracker) -> str:
        """The worry to answer: the one before if this message only tells more of it."""
        intent, before = shared.intent_of(tracker), tracker.get_slot("concern")
        share = dict(shared.ranking_of(tracker)).get(intent, 1.0)
        danger = worries.stays_in_danger(before, intent, share, shared.level_of(tracker))
        return str(before) if danger or intent in shared.REFINING else intent

    @staticmethod
    def _without_worry(dispatcher: CollectingDispatcher, tracker: Tracker) -> shared.Events:
        """Asks what is wrong; what was said of the person is kept."""
        turn = shared.turn_of(tracker, "")
        if turn.abroad:
            shared.utter(dispatcher, tracker, shared.words(tracker, "utter_line_abroad"))
        dispatcher.utter_message(response="utter_line_tell_worry")
        return [event for event in shared.remember(turn) if event["name"] != "concern"]

    @staticmethod
    def _own_doing(tracker: Tracker, cause: str) -> bool:
        """True if the cause of a crisis is what the writer does: help with it must not be that for victims."""
        told = tracker.get_slot("own_behaviour") and cause in (tracker.get_slot("concern"), tracker.get_slot("cause"))
        return bool(told) or cause in shared.found_in(tracker).get("own_behaviour", ())

    @staticmethod
    def _others(tracker: Tracker, concern: str) -> list[str]:
        """The other worry of the same message; an emergency is answered alone."""
        if concern.startswith(PREFIX):
            return []
        return [name for name in tracker.latest_message.get("worries") or () if name != concern]

    @staticmethod
    def _second(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, other: str) -> None:
        """Answers the other worry, shortly."""
        shared.utter(dispatcher, tracker, shared.words(tracker, f"utter_{other}"))
        text, payload = shared.signpost().shortly(msgspec.structs.replace(turn, concern=other), clock.now())
        dispatcher.utter_message(text=text)
        dispatcher.utter_message(json_message=payload)

    @staticmethod
    def _cause(tracker: Tracker, concern: str) -> str | None:
        """The worry behind an emergency: kept for later, because now only 999 and crisis routes help."""
        if not concern.startswith(PREFIX):
            return None
        ranked = [(name, share) for name, share in shared.ranking_of(tracker) if name in concerns()]
        plain = [name for name, share in ranked if share >= PLAIN]
        likely = [name for name, share in ranked if share >= LIKELY]
        home = [HOME] if DEFAULT in shared.found_in(tracker).get("own_behaviour", ()) else []
        told = [tracker.get_slot("concern"), tracker.get_slot("cause")]  # the second: two emergencies in a row
        return next((name for name in [*plain, *home, *told, *likely] if name and name in concerns()), None)
