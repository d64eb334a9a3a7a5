"""Rasa as this channel sees it: it notes who asked to be forgotten, so that the chat's messages go as well."""

from __future__ import annotations

from bot.guard import Engine, Turn


class NotingEngine:
    """Stands between the guard and Rasa."""

    def __init__(self, engine: Engine) -> None:
        """Holds the engine."""
        self._engine = engine
        self._forgotten: set[str] = set()

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn."""
        await self._engine.ask(turn, limit)

    async def forget(self, sender: str) -> None:
        """Forgets a conversation, and notes it."""
        self._forgotten.add(sender)
        await self._engine.forget(sender)

    def was_forgotten(self, sender: str) -> bool:
        """True once after a conversation has been forgotten."""
        known = sender in self._forgotten
        self._forgotten.discard(sender)
        return known
