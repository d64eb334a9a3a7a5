"""Changes the words that the bot uses: easy words, Welsh or another language, or back to plain English."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import choices, manner
from bot.language import mostly_welsh
from bot.words.languages import EASY, WELSH, approved, languages

USUAL, ENGLISH = "usual", "en"
CONFIRMS = {EASY: "utter_easy_on", USUAL: "utter_language_en"}  # a language has utter_language_<code>
NOT_YET = {WELSH: "utter_line_welsh_not_yet"}  # another language has utter_line_<code>_not_yet


class ActionManner(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "simpler words please" and "Cymraeg"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_manner"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Confirms in the new words and says the worry's first lines again; a language only once it is approved."""
        said = choices.manner(shared.text_of(tracker)) or (WELSH if mostly_welsh(shared.text_of(tracker)) else None)
        wanted = EASY if shared.intent_of(tracker) == "easy_read" and said != USUAL else said
        if wanted is None:
            dispatcher.utter_message(response="utter_line_ask_language")
            return []
        other = wanted if wanted in languages() else None
        if other and not approved(other):
            dispatcher.utter_message(response=NOT_YET.get(other, f"utter_line_{other}_not_yet"))
            return []
        slots = {"lang": other, "easy_read": True if wanted == EASY else None}
        wording, spoken = shared.signpost().wording, manner.of(slots)
        known = shared.known_of(tracker) | slots
        parts = [wording.text(CONFIRMS.get(wanted, f"utter_language_{wanted}"), known, spoken)]
        again = f"utter_{tracker.get_slot('concern')}"
        if again in wording.names():
            known["in_emergency"], known["emergency_variant"] = None, None
            parts.append(wording.text(again, known, spoken))
        dispatcher.utter_message(text="\n".join(parts))
        if mark := manner.mark(spoken):
            dispatcher.utter_message(json_message=mark)
        return shared.set_slots(**slots)
