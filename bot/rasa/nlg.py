"""Chooses what is said, by what was just heard as well as by what is remembered."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import choices, manner, person, repeat, verdict, worries
from bot.language import mostly_welsh
from bot.words.languages import WELSH


class SignpostNlg(TemplatedNaturalLanguageGenerator):  # type: ignore[misc]  # Rasa's classes are untyped
    """Rasa's own generator; its conditions also see who is speaking and how serious it is, from this message.

    The 999 text is the first step of a rule, before any action could have set a slot.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Takes what Rasa hands to a generator named in endpoints.yml."""
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Generates a response.

        Args:
            utter_action: The response's name.
            tracker: The conversation, its latest message with `found` and `emergency` from the pipeline.
            output_channel: The channel's name.
            kwargs: As Rasa gives them.

        Returns:
            The chosen variant, or None if there is none.
        """
        parse = tracker.latest_message.parse_data if tracker.latest_message else {}
        slots = tracker.current_slot_values()
        found = parse.get("found") or {}
        intent = (parse.get("intent") or {}).get("name")
        slots |= person.slots(found, intent, slots)
        slots["emergency_variant"] = verdict.variant(
            parse.get("emergency") or {}, {**found, "audience": slots["audience"]}
        )
        if slots["emergency_variant"] == "possible" and slots.get("pending") == repeat.ASKED:
            slots["emergency_variant"] = None  # asked already, and no clear "no": the full reply
        slots["in_emergency"] = repeat.in_emergency(slots)
        if mostly_welsh(parse.get("text") or ""):
            slots["lang"] = WELSH
        meant = self._meant(utter_action, parse, slots)
        spoken, asked_for = manner.of(slots), repeat.name_of(meant, slots)
        name = manner.name_of(asked_for, spoken, self.responses)
        chosen: dict[str, Any] | None = self.generate_from_slots(name, slots, output_channel, **kwargs)
        if chosen is not None:  # Rasa's copy
            again = {"custom": repeat.CUSTOM} if asked_for != meant else {}
            mark = manner.mark(spoken) if name != asked_for else None
            chosen |= again
            if mark:
                chosen["custom"] = {**mark, **(chosen.get("custom") or {})}
        return chosen

    @staticmethod
    def _meant(response: str, parse: dict[str, Any], slots: dict[str, Any]) -> str:
        """The response that this message calls for, where its intent alone would say something beside the point."""
        intent = str((parse.get("intent") or {}).get("name"))
        shares = {entry["name"]: float(entry["confidence"]) for entry in parse.get("intent_ranking") or ()}
        level = (parse.get("emergency") or {}).get("level")
        if worries.stays_in_danger(slots.get("concern"), intent, shares.get(intent, 1.0), level):
            return "utter_still_in_danger" if response == f"utter_{intent}" else response
        return (
            choices.not_privacy(str(parse.get("text") or "")) or response if response == "utter_privacy" else response
        )
