"""Changes the words that the bot uses: easy words, Welsh, or back to plain English."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import choices, manner
from bot.words.languages import EASY, WELSH, approved

USUAL, ENGLISH = "usual", "en"
CONFIRMS = {EASY: "utter_easy_on", WELSH: "utter_language_cy", ENGLISH: "utter_language_en", USUAL: "utter_language_en"}


class ActionManner(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "simpler words please" and "Cymraeg"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_manner"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Confirms in the new words and says the worry's first lines again; Welsh only once it is approved."""
        said = choices.manner(shared.text_of(tracker))
        wanted = EASY if shared.intent_of(tracker) == "easy_read" and said != USUAL else said
        if wanted is None:
            dispatcher.utter_message(response="utter_line_ask_language")
            return []
        if wanted == WELSH and not approved(WELSH):
            dispatcher.utter_message(response="utter_line_welsh_not_yet")
            return []
        slots = {"lang": WELSH if wanted == WELSH else None, "easy_read": True if wanted == EASY else None}
        wording, spoken = shared.signpost().wording, manner.of(slots)
        known = shared.known_of(tracker) | slots
        parts = [wording.text(CONFIRMS[wanted], known, spoken)]
        again = f"utter_{tracker.get_slot('concern')}"
        if again in wording.names():
            known["in_emergency"], known["emergency_variant"] = None, None
            parts.append(wording.text(again, known, spoken))
        dispatcher.utter_message(text="\n".join(parts))
        if mark := manner.mark(spoken):
            dispatcher.utter_message(json_message=mark)
        return shared.set_slots(**slots)
