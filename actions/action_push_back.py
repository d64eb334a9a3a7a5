"""After 999: who cannot or will not ring gets the next way in, one at a time and never the same words twice."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import crisis, shared
from bot import cards, choices, clock
from bot.directory.model import Entry
from bot.signpost import FIRST
from bot.turn import Turn
from bot.verdict import PREFIX

POLICE = "police"


class ActionPushBack(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "I'm not ringing the police"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_push_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the next rung; where nobody is in danger, routes that are not the police."""
        concern = str(tracker.get_slot("concern") or "")
        post = shared.signpost()
        if concern.startswith(PREFIX) or concern not in post.directory.routes:
            return crisis.push_back(dispatcher, tracker)
        if way := choices.no_calls(shared.text_of(tracker)):
            return self._without_calls(dispatcher, tracker, concern, way)
        turn, now = shared.turn_of(tracker, concern), clock.now()
        entries = self._without_police(turn)
        lines = cards.lines(entries, now, post.directory.areas, turn.contact, short=True)
        shared.utter(dispatcher, tracker, shared.words(tracker, "utter_line_no_police"), lines)
        dispatcher.utter_message(json_message=cards.payload(concern, entries, now))
        return []

    @staticmethod
    def _without_calls(dispatcher: CollectingDispatcher, tracker: Tracker, concern: str, way: str) -> shared.Events:
        """Outside an emergency: the same routes, those that can be written to first."""
        turn = msgspec.structs.replace(shared.turn_of(tracker, concern, contact=way), refined=True)
        answer = shared.signpost().first(turn, clock.now())
        shared.say(dispatcher, answer)
        return shared.remember(turn, answer)

    @staticmethod
    def _without_police(turn: Turn) -> list[Entry]:
        post, now = shared.signpost(), clock.now()
        routes = post.directory.find(turn.concern, turn.person, now)
        civil = [entry for entry in routes if entry.kind not in (POLICE, "reporting_route")]
        return (civil or post.others(turn, now))[:FIRST]
