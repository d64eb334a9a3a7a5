"""Rasa in a thread and an event loop of its own.

A time limit on the same loop would be none: while Rasa computes, or an action blocks, nothing else on its loop runs.
From another thread the guard can always answer.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

from bot.guard import Turn

MOST_PENDING = 64  # turns waiting; more would wait longer than anybody does
AT_ONCE = 8  # turns that Rasa works on; more would all be late together, and none in time
STUCK_AFTER, LOOK_EVERY = 30.0, 2.0  # seconds; a turn that long will never end
INNERMOST = 6  # calls that tell where it hangs


class EngineNotReadyError(RuntimeError):
    """Rasa is not loaded, or too many turns wait already."""


class RasaEngine:
    """Plays turns in the thread of its own."""

    def __init__(self, load: Callable[[], Any]) -> None:
        """Starts the thread; Rasa is loaded in it.

        Args:
            load: Returns a loaded agent; what it raises is kept in `failure`.
        """
        self.agent: Any = None
        self.failure: BaseException | None = None
        self.loaded = threading.Event()  # set once the agent is there, or has failed
        self._pending: set[int] = set()
        self._started: dict[int, float] = {}  # of those that Rasa works on
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(load,), name="rasa", daemon=True)
        self._thread.start()

    def _run(self, load: Callable[[], Any]) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self.agent = load()
        except BaseException as error:  # noqa: BLE001  # SystemExit, too: the guard serves on; /ready says so
            self.failure = error
        self.loaded.set()
        self._loop.run_forever()

    async def until_stuck(self) -> None:
        """Returns once a turn hangs for good, or the thread does, or has ended: the process should be started again.

        Counts only time in which this loop ran, too: a process that was paused, or starved by others, does not hang.
        """
        awake, heard, seen, pulse = 0.0, 0.0, dict[tuple[int, float], float](), threading.Event()
        while awake - min(heard, *seen.values(), awake) <= STUCK_AFTER:
            began = time.monotonic()
            self._loop.call_soon_threadsafe(pulse.set)
            await asyncio.sleep(LOOK_EVERY)
            awake += min(time.monotonic() - began, 2 * LOOK_EVERY)
            heard = awake if pulse.is_set() else heard
            pulse.clear()
            seen = {turn: seen.get(turn, awake) for turn in list(self._started.items())}

    @property
    def place(self) -> str:
        """Where in the code the thread is now, innermost last: files and lines, nothing that anybody typed."""
        frame = sys._current_frames().get(self._thread.ident or 0)
        steps = traceback.extract_stack(frame)[-INNERMOST:] if frame is not None else []
        return " > ".join(f"{step.filename.rsplit('/', 1)[-1]}:{step.lineno}" for step in steps)

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn.

        Args:
            turn: Gets the messages as they are said, and the verdict as soon as the message is parsed.
            limit: Seconds after which the caller goes on without.

        Raises:
            EngineNotReadyError: If Rasa is not loaded, or too busy.
            TimeoutError: When the limit is over.
        """
        if self.agent is None:
            raise EngineNotReadyError("Rasa could not be loaded." if self.failure else "Rasa is still loading.")
        if len(self._pending) >= MOST_PENDING:
            raise EngineNotReadyError("Too many messages are waiting.")
        self._pending.add(id(turn))
        await self._in_thread(self._in_turn(turn, time.monotonic() + limit), limit)

    async def forget(self, sender: str) -> None:
        """Forgets a conversation."""
        if self.agent is not None:
            await self._in_thread(self.agent.tracker_store.delete(sender), 1.0)

    async def _in_thread(self, work: Coroutine[Any, Any, None], limit: float) -> None:
        async def tracked() -> None:
            try:
                await work
            except (SystemExit, KeyboardInterrupt) as error:  # they would end the thread's loop, and all turns with it
                raise RuntimeError("a turn tried to end the process") from error

        # Shielded: a turn that is given up goes on in its thread, and counts until it ends, or never does.
        future = asyncio.run_coroutine_threadsafe(tracked(), self._loop)
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), limit)
        except asyncio.TimeoutError as error:
            raise TimeoutError(f"Rasa took longer than {limit:.1f} seconds.") from error

    async def _in_turn(self, turn: Turn, deadline: float) -> None:
        """Waits until Rasa has room; a turn whose caller has gone by then is not begun."""
        key = id(turn)
        try:
            async with self._turns:
                if time.monotonic() <= deadline:  # an answer nobody reads must not change the conversation
                    self._started[key] = time.monotonic()
                    await self._play(turn)
        finally:
            self._started.pop(key, None)
            self._pending.discard(key)

    async def _play(self, turn: Turn) -> None:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        from bot.rasa.heal import heal

        store = self.agent.tracker_store
        tracker = await store.retrieve(turn.sender)
        turn.new = tracker is None
        if tracker is not None and heal(tracker, self.agent.domain):
            await store.save(tracker)
        parse = await self.agent.processor.parse_message(UserMessage(turn.text))
        intent = (parse.get("intent") or {}).get("name")
        turn.intent = intent if isinstance(intent, str) else None
        emergency = parse.get("emergency")
        turn.emergency = emergency if isinstance(emergency, dict) else {}
        output = CollectingOutputChannel()
        output.messages = turn.messages
        await self.agent.handle_message(
            UserMessage(turn.text, output, turn.sender, parse_data=parse, input_channel="rest")
        )
