"""Conversations that something has left in a state of their own: they heal with the next message (T6, T16, T17, T20, T21)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.guard import EMERGENCY_LIMIT, Guard
from bot.rasa.engine import RasaEngine
from bot.rasa.locks import LIFETIME as LOCKED_FOR
from bot.rasa.tracker_store import LIFETIME
from bot.wording import read_yaml
from tests.engines import emergencies, text_of
from tests.faults.steady import EMERGENCIES, WORRY, is_999_first, is_steady, is_well, timed

TRACKER = "my ex has put a tracker on my car"


async def _begin(guard: Guard, text: str = TRACKER) -> str:
    """A conversation that is under way."""
    sender = uuid4().hex
    await guard.answer(text, sender)
    return sender


async def _spoil(engine: RasaEngine, sender: str, spoil: Callable[[Any], None]) -> None:
    """Leaves something in the stored conversation, in Rasa's own thread as a turn would."""

    async def work() -> None:
        store = engine.agent.tracker_store
        tracker = await store.retrieve(sender)
        spoil(tracker)
        await store.save(tracker)

    await engine._in_thread(work(), 20.0)


def _cut_short(tracker: Any) -> None:
    from rasa.shared.core.events import ActionExecuted

    tracker.update_with_events([ActionExecuted("action_signpost") for _ in range(12)], None)


def _pause(tracker: Any) -> None:
    from rasa.shared.core.events import ConversationPaused

    tracker.update(ConversationPaused())


def _follow_up(tracker: Any) -> None:
    tracker.trigger_followup_action("action_start_again")


def _begin_form(tracker: Any) -> None:
    from rasa.shared.core.events import ActiveLoop

    tracker.update(ActiveLoop("a_form_of_another_day"))


SPOILT = {
    "cut short by the limit of actions": _cut_short,
    "paused": _pause,
    "with a follow-up action": _follow_up,
    "in a form": _begin_form,
}


@pytest.mark.parametrize("state", SPOILT)
async def test_spoilt_conversation_is_well_with_the_next_message(guard: Guard, engine: RasaEngine, state: str) -> None:
    """Whatever state it was left in, the next message gets its route."""
    sender = await _begin(guard)
    await _spoil(engine, sender, SPOILT[state])

    await is_well(guard, sender)


@pytest.mark.parametrize("state", SPOILT)
async def test_spoilt_conversation_hides_no_emergency(guard: Guard, engine: RasaEngine, state: str) -> None:
    """An emergency comes first in it, at every message."""
    sender = await _begin(guard)
    await _spoil(engine, sender, SPOILT[state])

    await is_steady(guard, sender)


async def test_turn_with_too_many_actions_leaves_no_mute_conversation(
    guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa's limit of actions trips in every turn: each message has its answer, and the next ones are well again."""
    sender = await _begin(guard)
    monkeypatch.setattr(engine.agent.processor, "max_number_of_predictions", 1)
    await is_steady(guard, sender)
    monkeypatch.undo()

    await is_well(guard, sender)


async def test_lock_that_nobody_hands_back_is_not_waited_for(guard: Guard, engine: RasaEngine) -> None:
    """A ticket of a turn that was lost: 999 at once, and soon the conversation goes on."""
    sender = await _begin(guard)
    engine.agent.lock_store.issue_ticket(sender, LOCKED_FOR)

    for text in EMERGENCIES.values():
        assert is_999_first(await timed(guard, text, sender, EMERGENCY_LIMIT))
    time.sleep(LOCKED_FOR)  # noqa: ASYNC251  # nothing else is to happen meanwhile
    await is_well(guard, sender)


@pytest.mark.parametrize(
    "asked", [TRACKER, WORRY, "what can you do", "my ex has put a tracker on my car and Nottingham"]
)
async def test_emergency_in_place_of_an_answer_is_999_first(guard: Guard, asked: str) -> None:
    """The bot has asked something; what comes back is a cry for help, in words or as an intent."""
    for text in (*EMERGENCIES.values(), "/emergency_danger i want to die"):
        sender = await _begin(guard, asked)
        assert is_999_first(await guard.answer(text, sender))


def test_domain_has_no_form() -> None:
    """A form would take a cry for help for the answer to its question."""
    assert not read_yaml(Path("domain.yml")).get("forms")


async def test_session_that_is_over_shows_nothing_of_before(
    guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an hour later somebody else may hold the phone: 999 as ever, and no town of the one before."""
    sender = await _begin(guard)
    await guard.answer("Nottingham", sender)
    clock = engine.agent.tracker_store._clock
    monkeypatch.setattr(engine.agent.tracker_store, "_clock", lambda: clock() + LIFETIME + 1)
    replies = await guard.answer(EMERGENCIES["emergency_danger"], sender)

    assert emergencies(replies)[0]["level"] == "now"
    assert "Nottingham" not in text_of([*replies, *await guard.answer(TRACKER, sender)])


def test_no_action_of_ours_begins_a_session(engine: RasaEngine) -> None:
    """One that fails there would cost every new conversation its first answer."""
    names = {*read_yaml(Path("domain.yml"))["actions"], *engine.agent.action_endpoint._executor.actions}

    assert not names & {"action_session_start", "action_listen", "action_restart", "action_default_fallback"}
