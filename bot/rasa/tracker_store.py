"""Keeps conversations in memory, without what was said, for half an hour."""

from __future__ import annotations

import copy
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

LIFETIME = 30 * 60  # seconds after the last message
MOST = 5000  # conversations; the longest idle go first
TURNS = 3  # kept of a chat, so that turn 300 is as fast as turn 3; rules and actions look at the last two
_KEPT_METADATA = ("model_id", "assistant_id")


def _metadata(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.metadata.items() if name in _KEPT_METADATA}


def blank(event: Event) -> Event:
    """Takes the words out of an event.

    Args:
        event: Any event of a conversation.

    Returns:
        For a message of the person only its intent; for one of ours nothing but that it was; others as they are.
    """
    if isinstance(event, UserUttered):
        silent = UserUttered("", {"name": event.intent_name}, [], None, event.timestamp, event.input_channel)
        silent.metadata = _metadata(event)
        return silent
    if isinstance(event, BotUttered):
        return BotUttered(None, None, _metadata(event), event.timestamp)
    return event


def _trim(events: list[Event], tracker: DialogueStateTracker) -> list[Event]:
    """Keeps the last turns behind a fresh start that sets every slot, as Rasa rebuilds a tracker from its events."""
    starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= TURNS:
        return events
    filled = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.has_been_set]
    head: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), *filled]
    return head + events[starts[-TURNS] - 1 :]


class QuickTracker(DialogueStateTracker):  # type: ignore[misc]  # Rasa's classes are untyped
    """A conversation that is copied as it stands; Rasa plays all its events again, before every action."""

    def copy(self) -> QuickTracker:
        """The same conversation, which may go on without changing this one."""
        tracker = copy.copy(self)
        tracker.events = copy.copy(self.events)
        tracker.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        return tracker


class QuietTrackerStore(TrackerStore):  # type: ignore[misc]  # Rasa's classes are untyped
    """Objects instead of JSON, a lifetime, a cap, and no text."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: Any = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        """Starts empty.

        Args:
            domain: As Rasa gives it.
            event_broker: Refused: a broker would pass on what people type.
            clock: Seconds that only go forward.
            kwargs: What else Rasa hands to a store.

        Raises:
            ValueError: If an event broker is configured.
        """
        if event_broker is not None:
            raise ValueError("endpoints.yml: event_broker: take it out; nothing typed may leave this process.")
        super().__init__(domain, None)
        self._clock = clock
        self._rows: OrderedDict[str, tuple[float, QuickTracker]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps a conversation without its words, and forgets those that are too old or too many."""
        now = self._clock()
        kept = QuickTracker(tracker.sender_id, tracker.slots.values())
        kept.model_id, kept.assistant_id = tracker.model_id, tracker.assistant_id
        kept.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
        events = _trim([blank(event) for event in tracker.events], tracker)
        kept.events.extend(events)
        kept._paused, kept.active_loop = tracker._paused, tracker.active_loop
        kept.followup_action, kept.latest_action = tracker.followup_action, tracker.latest_action
        kept.latest_message = next((e for e in reversed(events) if isinstance(e, UserUttered)), UserUttered.empty())
        self._rows[tracker.sender_id] = (now, kept)
        self._rows.move_to_end(tracker.sender_id)
        while self._rows and (len(self._rows) > MOST or next(iter(self._rows.values()))[0] < now - LIFETIME):
            self._rows.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Hands out a copy, so that a turn that dies half-way leaves nothing behind; None if unknown or too old."""
        row = self._rows.get(sender_id)
        if row is None:
            return None
        if row[0] < self._clock() - LIFETIME:
            del self._rows[sender_id]
            return None
        return row[1].copy()

    def init_tracker(self, sender_id: str) -> QuickTracker:
        """A conversation that begins."""
        return QuickTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def keys(self) -> Iterable[str]:
        """Ids of all conversations."""
        return list(self._rows)

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation at once."""
        self._rows.pop(sender_id, None)
