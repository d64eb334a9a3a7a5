"""Says what happens when somebody gets in touch with the services that were shown, as far as the directory knows."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import cards, choices, clock
from bot.directory import what_happens
from bot.directory.directory import EMERGENCY_999, unique
from bot.directory.model import Entry
from bot.signpost import HARD, LIST, WORDS
from bot.turn import Turn
from bot.verdict import PREFIX

MOST = 2  # services in one answer
SHORT = ("needs_name", "recorded", "limits_of_confidentiality", "asked_first", "afterwards")  # what people fear


class ActionCall(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "what happens if I call?"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_call"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Says it of what the message names, else of the first routes shown; where nothing is known, says so."""
        post, now = shared.signpost(), clock.now()
        turn = shared.turn_of(tracker, str(tracker.get_slot("concern") or ""))
        entries = self._entries(turn)
        told = [entry for entry in entries if self._known(entry)][:MOST]
        unknown = [entry for entry in entries if entry not in told][: MOST - len(told)]
        lines = [f"{entry.name}: {' '.join(what_happens.sentences(entry).values())}" for entry in told]
        if unknown:
            names = ", ".join(entry.name for entry in unknown)
            lines.append(f"{names}: {shared.words(tracker, 'utter_line_call_unknown')['text']}")
        lead = "utter_call_name" if choices.asks_for_name(shared.text_of(tracker)) else "utter_ask_call"
        reply = shared.words(tracker, lead)
        if turn.concern and not turn.concern.startswith(PREFIX) and not turn.person.watching:
            reply["buttons"] = post.offer(turn, WORDS, HARD, LIST)
        shared.utter(dispatcher, tracker, reply, *lines)
        if told or unknown:
            dispatcher.utter_message(json_message=cards.payload(turn.concern or None, [*told, *unknown], now))
        return []

    @staticmethod
    def _entries(turn: Turn) -> list[Entry]:
        directory, now = shared.signpost().directory, clock.now()
        if turn.named:
            return unique(directory.current(name, now)[0] for name in turn.named)
        first = [EMERGENCY_999] if turn.concern.startswith(PREFIX) else []
        return [directory.entries[name] for name in (*first, *turn.shown) if name in directory.entries]

    @staticmethod
    def _known(entry: Entry) -> bool:
        return any(name in SHORT for name in what_happens.sentences(entry))
