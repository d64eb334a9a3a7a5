"""A guard that is counted: what it answered, how long it took, and when it had to step in."""

from __future__ import annotations

import contextlib
import logging
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from bot.emergency import EmergencyRules
from bot.guard import Engine, Guard, Turn
from bot.operations import logs
from bot.operations.metrics import METRICS, Metrics
from bot.rasa.engine import EngineNotReadyError
from bot.verdict import NOT_UNDERSTOOD
from bot.wording import Reply, Wording

LAST_RESORT = "utter_line_last_resort"


@dataclass
class _Record:
    """What is noted while a message is answered. The turn stays here no longer than its answer takes."""

    turn: Turn | None = None
    interventions: list[str] = field(default_factory=list)
    error: str | None = None


_record: ContextVar[_Record | None] = ContextVar("record", default=None)


class _CountedEngine:
    """Stands between the guard and Rasa, and notes how a turn ended."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn; whatever Rasa raises goes on to the guard."""
        record = _record.get() or _Record()
        record.turn = turn
        try:
            await self._engine.ask(turn, limit)
        except BaseException as error:
            record.interventions.append(_kind(error))
            record.error = type(error).__name__
            raise
        if not any(str(message.get("text") or "").strip() for message in turn.messages):
            record.interventions.append("silence")

    async def forget(self, sender: str) -> None:
        """Forgets a conversation."""
        await self._engine.forget(sender)


def _kind(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return "not_ready" if isinstance(error, EngineNotReadyError) else "exception"


def _levels(replies: list[Reply]) -> set[str]:
    customs = [reply.get("custom") or {} for reply in replies]
    return {str(custom.get("level")) for custom in customs if custom.get("type") == "emergency"}


class CountedGuard(Guard):
    """The guard itself, with a look at what comes out of it. Counting that fails changes no answer."""

    def __init__(self, rules: EmergencyRules, wording: Wording, engine: Engine, metrics: Metrics = METRICS) -> None:
        """As the guard.

        Args:
            rules: As for the guard.
            wording: The same.
            engine: The same.
            metrics: Where to count.
        """
        super().__init__(rules, wording, _CountedEngine(engine))
        self._metrics, self._last_resort_text = metrics, wording.text(LAST_RESORT)

    async def answer(self, message: Any, sender: str, opening: bool = False) -> list[Reply]:
        """Answers as the guard does, and counts it."""
        record, began = _Record(), time.perf_counter()
        token = _record.set(record)
        try:
            replies = await super().answer(message, sender, opening)
        finally:
            _record.reset(token)
        with contextlib.suppress(Exception):
            self._count(record, replies, time.perf_counter() - began)
        return replies

    def _count(self, record: _Record, replies: list[Reply], seconds: float) -> None:
        levels, said = _levels(replies), record.turn.messages if record.turn else []
        if levels and [reply.get("text") for reply in said[:1]] != [replies[0].get("text")]:
            record.interventions.append("999_first")
        self._metrics.seconds.observe(seconds)
        self._metrics.answers.labels(self._answer_kind(record, replies, levels)).inc()
        for kind in record.interventions:
            self._metrics.interventions.labels(kind).inc()
            level = logging.INFO if kind == "999_first" else logging.WARNING
            logs.event(level, "guard_intervened", kind=kind, **({"error": record.error} if record.error else {}))

    def _answer_kind(self, record: _Record, replies: list[Reply], levels: set[str]) -> str:
        if levels:
            return "emergency_now" if "now" in levels else "emergency_possible"
        if any(reply.get("text") == self._last_resort_text for reply in replies):
            return "last_resort"
        if any((reply.get("custom") or {}).get("type") == "signposts" for reply in replies):
            return "signposts"
        return "not_understood" if record.turn and record.turn.intent == NOT_UNDERSTOOD else "dialogue"
