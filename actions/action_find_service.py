"""Looks up a service, document, law or platform page by its name."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from actions.action_barriers import NO_ANSWER, ActionBarriers
from bot import choices, clock
from bot.directory.names import look_up

MOST = 2


class ActionFindService(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "what is Kooth?" or "report a video on YouTube"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_find_service"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Describes what was named; of a closed service says what took its place; never guesses a number."""
        if choices.barrier(shared.text_of(tracker)) == NO_ANSWER:  # "Samaritans never picked up" asks for another one
            return ActionBarriers().run(dispatcher, tracker, domain)
        names = self._named(tracker)
        for name in names[:MOST]:
            reply, payload = shared.signpost().one(name, clock.now())
            dispatcher.utter_message(text=reply["text"])
            dispatcher.utter_message(json_message=payload)
        if not names:
            dispatcher.utter_message(response="utter_line_not_found_service")
        return []

    @staticmethod
    def _named(tracker: Tracker) -> list[str]:
        named = shared.named(tracker)
        if named:
            return named
        near = look_up(str(tracker.latest_message.get("text") or ""), shared.signpost().directory)
        return [near] if near else []
