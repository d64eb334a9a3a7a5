"""Says what happens when somebody gets in touch with one service, as far as the directory knows."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import cards, choices, clock
from bot.directory import what_happens
from bot.directory.directory import EMERGENCY_999, unique
from bot.directory.model import Entry
from bot.signpost import CALL, HARD, LIST, WORDS
from bot.turn import Turn
from bot.verdict import PREFIX, SUICIDE

OTHERS = 2  # of the services shown, that can be asked about next
SHORT = ("needs_name", "recorded", "limits_of_confidentiality", "asked_first", "afterwards")  # what people fear


class ActionCall(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "what happens if I call?"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_call"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Says it of the service that is named, else of the first one shown; where nothing is known, says so."""
        post = shared.signpost()
        turn = shared.turn_of(tracker, str(tracker.get_slot("concern") or ""))
        emergency = turn.concern.startswith(PREFIX)
        entries = self._entries(turn)
        meant = entries[:1]
        lines = [self._line(tracker, entry) for entry in meant]
        if choices.asks_for_name(shared.text_of(tracker)):
            reply = shared.words(tracker, "utter_call_name")
        elif meant and self._known(meant[0]):  # then what to ask first is said already
            reply = shared.words(tracker, "utter_call_known")
        else:
            reply = shared.words(tracker, "utter_ask_call")
        buttons = [{"title": entry.short_name, "payload": f"{CALL} {entry.short_name}"} for entry in entries[1:]][
            :OTHERS
        ]
        if turn.concern and not emergency and not turn.person.watching:
            professional = turn.person.audience == "professional"
            buttons += post.offer(turn, *(() if professional else (WORDS, HARD)), LIST)
        reply["buttons"] = buttons
        shared.utter(dispatcher, tracker, reply, *lines)
        if meant:
            dispatcher.utter_message(json_message=cards.payload(turn.concern or None, meant, clock.now()))
        return []

    @staticmethod
    def _line(tracker: Tracker, entry: Entry) -> str:
        expected = list(what_happens.sentences(entry).values())
        unknown = [] if ActionCall._known(entry) else [str(shared.words(tracker, "utter_line_call_unknown")["text"])]
        return f"{entry.short_name}: {' '.join([*expected, *unknown])}"

    @staticmethod
    def _entries(turn: Turn) -> list[Entry]:
        """The service that is meant, then those that may be asked about next."""
        post, now = shared.signpost(), clock.now()
        named = [post.directory.current(name, now)[0] for name in turn.named]
        danger = turn.concern.startswith(PREFIX) and turn.concern != SUICIDE and not turn.person.own_behaviour
        first = [post.directory.entries[EMERGENCY_999]] if danger else []
        return unique([*named, *first, *post.listed(turn, now)])

    @staticmethod
    def _known(entry: Entry) -> bool:
        return any(name in SHORT for name in what_happens.sentences(entry))
