"""Forgets everything about the person and the worry."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

from actions import shared


class ActionStartAgain(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "start again" and "delete this chat"; for the latter the guard also deletes the conversation."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_start_again"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Empties all slots."""
        return [AllSlotsReset()]
