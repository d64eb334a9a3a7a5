"""Puts a few words together to read out to a helpline, from what was chosen here and never from what was typed."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import words_to_say
from bot.signpost import CALL, LIST, QUIET
from bot.verdict import PREFIX


class ActionWordsToSay(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "what do I say to them?"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_words_to_say"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Says the words; in danger what 999 asks; to who watches another person nothing that helps with that."""
        post, concern = shared.signpost(), str(tracker.get_slot("concern") or "")
        turn = shared.turn_of(tracker, concern)
        if turn.person.watching:
            shared.utter(dispatcher, tracker, shared.words(tracker, "utter_steps_watching"))
        elif concern.startswith(PREFIX):
            shared.utter(dispatcher, tracker, shared.words(tracker, f"utter_steps_{concern}"))
        elif not words_to_say.sayable(concern):
            shared.utter(dispatcher, tracker, shared.words(tracker, "utter_line_tell_worry"))
        else:
            reply = shared.words(tracker, "utter_words_lead")
            reply["buttons"] = post.offer(turn, CALL, LIST)
            warning = [shared.words(tracker, "utter_words_copy_warning")["text"]] if concern in QUIET else []
            shared.utter(dispatcher, tracker, reply, words_to_say.compose(turn, post.directory.areas), *warning)
        return []
