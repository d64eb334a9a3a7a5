"""Brings a conversation that something has left in a state of its own back to where it listens.

Rasa counts the actions of a turn back to the last action_listen, so a turn that was cut short by its limit would mute
the conversation for good; a paused one hears nothing; a left-over follow-up action or form answers in place of a rule.
"""

from __future__ import annotations

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, ConversationResumed, Event
from rasa.shared.core.trackers import DialogueStateTracker


def heal(tracker: DialogueStateTracker, domain: Domain) -> bool:
    """Mends a conversation before its next message.

    Args:
        tracker: As the store has it; changed in place.
        domain: Of the loaded model.

    Returns:
        True if something was the matter, so that it must be saved.
    """
    cure: list[Event] = []
    if tracker.is_paused():
        cure.append(ConversationResumed())
    if tracker.active_loop is not None:
        cure.append(ActiveLoop(None))
    stale = tracker.followup_action not in (None, ACTION_LISTEN_NAME)
    if stale:
        tracker.clear_followup_action()
    if tracker.latest_action_name not in (None, ACTION_LISTEN_NAME):
        cure.append(ActionExecuted(ACTION_LISTEN_NAME))
    tracker.update_with_events(cure, domain)
    return bool(cure) or stale
