"""Stand-ins for Rasa: each fails, or answers, in one way."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from bot.guard import Guard, Turn
from bot.wording import Reply

CALM = {"text": "These people can help:\n- Somebody: 01234"}
SIGNPOSTS = {"custom": {"type": "signposts", "concern": "fraud", "services": [], "sessions": [], "resources": []}}


class Silent:
    """Says nothing; remembers what it was asked and whom it forgot."""

    failure: Exception | None = None

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.limits: list[float] = []
        self.forgotten: list[str] = []

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn that adds nothing."""
        self.turns.append(turn)
        self.limits.append(limit)

    async def forget(self, sender: str) -> None:
        """Remembers who was forgotten."""
        self.forgotten.append(sender)


class Raising(Silent):
    """Breaks at every turn, and when it should forget."""

    async def ask(self, turn: Turn, limit: float) -> None:
        """Breaks."""
        raise RuntimeError("the model is broken")

    async def forget(self, sender: str) -> None:
        """Breaks too."""
        raise RuntimeError("the store is broken")


class Hanging(Silent):
    """Never comes to an end; keeps its promise to raise when the limit is over, as RasaEngine does."""

    async def ask(self, turn: Turn, limit: float) -> None:
        """Waits as long as it is let."""
        self.limits.append(limit)
        try:
            await asyncio.wait_for(asyncio.sleep(60), limit)
        except asyncio.TimeoutError as error:
            raise TimeoutError from error


class Answering(Silent):
    """Answers always the same."""

    def __init__(
        self,
        *replies: Reply,
        intent: str | None = None,
        emergency: dict[str, Any] | None = None,
        new: bool = False,
    ) -> None:
        super().__init__()
        self._replies, self._intent, self._emergency, self._new = replies, intent, emergency or {}, new

    async def ask(self, turn: Turn, limit: float) -> None:
        """Fills the turn."""
        await super().ask(turn, limit)
        turn.intent, turn.emergency, turn.new = self._intent, dict(self._emergency), self._new
        turn.messages += copy.deepcopy(list(self._replies))


class Dying(Answering):
    """Says its first words and breaks."""

    async def ask(self, turn: Turn, limit: float) -> None:
        """Fills the turn, then breaks."""
        await super().ask(turn, limit)
        raise RuntimeError("died half-way")


def text_of(replies: list[Reply]) -> str:
    """All that a person reads, in order."""
    return "\n".join(str(reply["text"]) for reply in replies if reply.get("text"))


def emergencies(replies: list[Reply]) -> list[dict[str, Any]]:
    """The emergency payloads among replies."""
    customs = [reply.get("custom") or {} for reply in replies]
    return [custom for custom in customs if custom.get("type") == "emergency"]


async def ask(guard: Guard, message: Any) -> list[Reply]:
    """One message of somebody."""
    return await guard.answer(message, "somebody")
