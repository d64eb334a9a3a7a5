"""bot/rasa/engine.py: a limit that holds whatever Rasa does, tried with agents that are no Rasa."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bot.guard import Turn
from bot.rasa import engine as engines
from bot.rasa.engine import EngineNotReadyError, RasaEngine


class Store:
    """Knows nobody; remembers whom it forgot."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    async def retrieve(self, sender: str) -> None:
        """Nobody."""

    async def delete(self, sender: str) -> None:
        """Remembers."""
        self.forgotten.append(sender)


class Agent:
    """Parses and answers as it is told to."""

    def __init__(self, parse: Callable[[], None] = lambda: None) -> None:
        self.tracker_store, self.processor, self._parse = Store(), self, parse

    async def parse_message(self, message: Any) -> dict[str, Any]:
        """Understands fraud."""
        self._parse()
        return {"intent": {"name": "fraud"}, "emergency": {"level": "none"}}

    async def handle_message(self, message: Any) -> None:
        """Answers."""
        await message.output_channel.send_text_message(message.sender_id, "hello")


def _loaded(agent: Any) -> RasaEngine:
    engine = RasaEngine(lambda: agent)
    assert engine.loaded.wait(20)
    return engine


async def test_ask_fills_the_turn() -> None:
    """What Rasa says and hears is on the turn, and that the conversation is new."""
    turn = Turn("hello", "somebody")
    await _loaded(Agent()).ask(turn, 20.0)

    assert [message["text"] for message in turn.messages] == ["hello"]
    assert (turn.intent, turn.emergency, turn.new) == ("fraud", {"level": "none"}, True)


async def test_ask_blocked_rasa_is_not_waited_for() -> None:
    """Rasa that computes for ever, without letting go of its loop, does not hold the caller."""
    free = threading.Event()
    engine = _loaded(Agent(lambda: free.wait(30) and None))
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await engine.ask(Turn("hello", "somebody"), 0.5)
    free.set()

    assert time.monotonic() - began < 5


async def test_ask_before_rasa_is_there_is_refused() -> None:
    """While it loads, nobody waits."""
    free = threading.Event()
    engine = RasaEngine(lambda: free.wait(30))

    with pytest.raises(EngineNotReadyError):
        await engine.ask(Turn("hello", "somebody"), 1.0)
    free.set()


async def test_failure_is_kept() -> None:
    """Why Rasa could not be loaded is there to be told."""

    def fail() -> None:
        raise RuntimeError("run `make train`")

    engine = RasaEngine(fail)

    assert engine.loaded.wait(20)
    assert str(engine.failure) == "run `make train`"


async def test_forget_deletes_the_conversation() -> None:
    """The store is asked to forget."""
    engine = _loaded(Agent())
    await engine.forget("somebody")

    assert engine.agent.tracker_store.forgotten == ["somebody"]


async def test_stuck_notices_a_turn_that_hangs_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that never ends is noticed after its caller has gone, so that the process can be started again."""
    monkeypatch.setattr(engines, "STUCK_AFTER", 0.5)
    monkeypatch.setattr(engines, "LOOK_EVERY", 0.05)
    begun, free = threading.Event(), threading.Event()
    engine = _loaded(Agent(lambda: begun.set() or (free.wait(30) and None)))
    with pytest.raises(TimeoutError):
        await engine.ask(Turn("hello", "somebody"), 0.2)
    await asyncio.to_thread(begun.wait, 20)
    await asyncio.wait_for(engine.until_stuck(), 20)  # raises if it is not noticed
    place = engine.place
    free.set()

    assert "threading.py:" in place, "whoever reads the log can see where it hangs"


async def test_stuck_notices_a_thread_that_is_blocked_between_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever blocks it, such as a store that is to forget somebody: no turn begins any more, so none hangs."""
    monkeypatch.setattr(engines, "STUCK_AFTER", 0.5)
    monkeypatch.setattr(engines, "LOOK_EVERY", 0.05)
    free = threading.Event()
    engine = _loaded(Agent())
    engine._loop.call_soon_threadsafe(free.wait, 30)
    await asyncio.wait_for(engine.until_stuck(), 20)  # raises if it is not noticed
    free.set()


async def test_stuck_notices_a_thread_that_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's code asked the process to end, in a task of its own: only the thread did."""
    monkeypatch.setattr(engines, "STUCK_AFTER", 0.5)
    monkeypatch.setattr(engines, "LOOK_EVERY", 0.05)
    engine = _loaded(Agent())
    engine._loop.call_soon_threadsafe(sys.exit)
    engine._thread.join(20)

    assert not engine._thread.is_alive()
    await asyncio.wait_for(engine.until_stuck(), 20)


async def test_stuck_is_no_engine_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """One turn after the other, each of them short."""
    monkeypatch.setattr(engines, "STUCK_AFTER", 1.0)
    monkeypatch.setattr(engines, "LOOK_EVERY", 0.02)
    engine = _loaded(Agent(lambda: time.sleep(0.05)))
    await engine.ask(Turn("hello", "first"), 20.0)  # which imports Rasa
    watching = asyncio.create_task(engine.until_stuck())
    for number in range(30):
        await engine.ask(Turn("hello", str(number)), 20.0)

    assert not watching.done()
    watching.cancel()


async def test_stuck_is_no_process_that_was_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container that was paused, a laptop that slept, a machine out of memory: nothing ran, so nothing hangs."""
    monkeypatch.setattr(engines, "LOOK_EVERY", 0.02)
    asleep, free = [0.0], threading.Event()
    monkeypatch.setattr(engines, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + asleep[0]))
    engine = _loaded(Agent(lambda: free.wait(30) and None))
    asking = asyncio.create_task(engine.ask(Turn("hello", "somebody"), 20.0))
    watching = asyncio.create_task(engine.until_stuck())
    for _ in range(3):
        await asyncio.sleep(0.1)
        asleep[0] += 2 * engines.STUCK_AFTER
    await asyncio.sleep(0.1)

    assert not watching.done()
    free.set()
    await asking
    watching.cancel()


class Waiting(Agent):
    """Answers nobody before it is told to."""

    def __init__(self, go: threading.Event) -> None:
        super().__init__()
        self.begun, self._go = 0, go

    async def handle_message(self, message: Any) -> None:
        """Waits without holding up the loop, as a slow store would."""
        self.begun += 1
        await asyncio.to_thread(self._go.wait)
        await super().handle_message(message)


async def test_ask_of_too_many_at_once_begins_a_few_and_drops_the_late() -> None:
    """All of them together would all be late; one whose caller has gone is not begun, and the engine is not stuck."""
    go = threading.Event()
    agent = Waiting(go)
    engine = _loaded(agent)
    turns = [engine.ask(Turn("hello", str(number)), 0.5) for number in range(3 * engines.AT_ONCE)]
    outcomes = await asyncio.gather(*turns, return_exceptions=True)
    begun = agent.begun
    go.set()
    await engine.ask(Turn("hello", "next"), 20.0)

    assert begun == engines.AT_ONCE
    assert all(isinstance(outcome, TimeoutError) for outcome in outcomes)
    assert agent.begun == engines.AT_ONCE + 1
    for _ in range(100):  # the last of those that had begun may end a moment after the next one
        if not engine._started:
            break
        await asyncio.sleep(0.05)
    assert engine._started == {}
