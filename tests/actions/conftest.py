"""Plays one action on a conversation made by hand; no Rasa, no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

NOW = "2026-11-20T12:00:00+00:00"


@dataclass
class Played:
    """What an action said and set."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """All texts that it wrote itself."""
        return "\n".join(message["text"] for message in self.messages if message["text"])

    @property
    def responses(self) -> list[str]:
        """Names of the responses that it asked for."""
        return [message["response"] for message in self.messages if message["response"]]

    @property
    def buttons(self) -> list[dict[str, str]]:
        """All buttons."""
        return [button for message in self.messages for button in message["buttons"]]

    @property
    def shown(self) -> list[str]:
        """Ids of the entries on its cards, in order of the payload."""
        cards = [message["custom"] for message in self.messages if message["custom"]]
        return [item["id"] for card in cards for place in ("services", "sessions", "resources") for item in card[place]]

    @property
    def slots(self) -> dict[str, Any]:
        """Slots that it set."""
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}


Play = Callable[..., Played]


@pytest.fixture
def play(set_clock: Callable[[str], object]) -> Play:
    """Runs an action after a message of the given intent; `slots` were set `between` messages before that."""

    def run(
        action: Action,
        intent: str,
        slots: dict[str, Any] | None = None,
        now: str = NOW,
        between: int = 0,
        **message: Any,
    ) -> Played:
        set_clock(now)
        latest = {"intent": {"name": intent, "confidence": 0.9}, "text": "", "found": {}, "emergency": {}, **message}
        events = [{"event": "slot", "name": name, "value": value} for name, value in (slots or {}).items()]
        events += [{"event": "user"}] * (between + 1)
        tracker = Tracker("somebody", dict(slots or {}), latest, events, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        return Played(dispatcher.messages, action.run(dispatcher, tracker, {}))

    return run


def ranking(*names: str) -> list[dict[str, Any]]:
    """An intent ranking in which each name is half as likely as the one before."""
    return [{"name": name, "confidence": 0.5**place} for place, name in enumerate(names, 1)]
