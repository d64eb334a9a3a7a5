"""Takes what makes it hard to ask for help seriously, and gives the next step for just that."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import crisis, shared
from bot import cards, choices, clock
from bot.directory.model import Entry
from bot.signpost import CALL, LIST, MORE
from bot.turn import Turn
from bot.verdict import PREFIX

NO_ANSWER, TRIED = "no_answer", "tried_before"
NEXT = 2  # lines to try after one that did not answer


class ActionBarriers(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "nobody picked up", "they'll find out" or "it's hard to call"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_barriers"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Answers the barrier; after danger any but "nobody answered" is a push-back; unsaid, it is asked for."""
        barrier = choices.barrier(shared.text_of(tracker))
        concern = str(tracker.get_slot("concern") or "")
        if barrier == NO_ANSWER:
            return self._next_line(dispatcher, tracker, "utter_no_answer")
        if concern.startswith(PREFIX):
            return crisis.push_back(dispatcher, tracker)
        if (
            barrier is None and shared.level_of(tracker) == "possible" and concern
        ):  # "I'm scared of him" is no form to fill
            turn = shared.turn_of(tracker, concern)
            answer = shared.signpost().first(turn, clock.now())
            shared.say(dispatcher, answer)
            return shared.remember(turn, answer)
        if barrier == TRIED:
            return self._next_line(dispatcher, tracker, f"utter_barrier_{TRIED}")
        reply = shared.words(tracker, f"utter_barrier_{barrier}" if barrier else "utter_barriers")
        if barrier and not reply.get("buttons"):
            turn = shared.turn_of(tracker, concern)
            reply["buttons"] = shared.signpost().offer(turn, *((CALL, LIST) if concern else ()))
        shared.utter(dispatcher, tracker, reply)
        return []

    @staticmethod
    def _next_line(dispatcher: CollectingDispatcher, tracker: Tracker, name: str) -> shared.Events:
        """Whoever says that nobody answered is believed, and never sent to the same line again."""
        post, now = shared.signpost(), clock.now()
        turn = shared.turn_of(tracker, str(tracker.get_slot("concern") or ""))
        named = set(turn.named)
        entries: list[Entry] = [entry for entry in post.others(turn, now) if entry.id not in named][:NEXT]
        lines = cards.lines(entries, now, post.directory.areas, turn.contact, short=True)
        reply = shared.words(tracker, name)
        reply["buttons"] = post.offer(turn, MORE["payload"], LIST) if turn.concern else []
        shared.utter(dispatcher, tracker, reply, lines)
        dispatcher.utter_message(json_message=cards.payload(turn.concern or None, entries, now))
        return _shown(turn, entries)


def _shown(turn: Turn, entries: list[Entry]) -> shared.Events:
    names = [*turn.shown, *(entry.id for entry in entries if entry.id not in turn.shown)]
    return shared.set_slots(shown=names)
