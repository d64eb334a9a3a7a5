"""The promise that all channels share: 999 first, never silent, nothing kept.

The guard stands between a channel and Rasa. It asks the emergency rules before anything else, gives Rasa a time limit
that holds whatever Rasa does (Rasa runs in a thread of its own), and looks at what leaves: an emergency that is not
answered with 999 gets it put first, and no answer at all becomes the answer of last resort.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from bot import signoff
from bot import text as texts
from bot.emergency import EmergencyRules, Verdict
from bot.hearing import hear
from bot.language import mostly_other_language
from bot.listening import Listener
from bot.outgoing import sound
from bot.verdict import DEFAULT, PREFIX, SUICIDE
from bot.wording import Reply, Wording

EMERGENCY_LIMIT = 0.9  # seconds until Rasa must have answered once a rule has heard danger
LIMIT = 1.9  # seconds otherwise
LONGEST = 64 * 1024  # characters that the rules read; a channel refuses more before it gets here
ROUTES = Path("data") / "routes"
FORGET = "delete_data"
NUMBER = "999"
LEVELS = ("now", "possible")
_POSSIBLE = {SUICIDE: "possible_suicide", "emergency_silent": "possible_silent"}
_LINES = (
    "last_resort",
    "empty",
    "opening",
    "demonstration",
    "possible_danger",
    "possible_suicide",
    "possible_silent",
    "language",
    "crisis",
    "too_long",
)
_EMERGENCIES = ("danger", "suicide", "child", "attack", "silent")
OWN_TEXTS = (*(f"utter_line_{name}" for name in _LINES), *(f"utter_{PREFIX}{name}" for name in _EMERGENCIES))


@dataclass
class Turn:
    """One message on its way through Rasa; filled as it goes, so that a turn that dies leaves what was said.

    Attributes:
        text: What Rasa is to read.
        sender: The conversation's id.
        messages: What Rasa has said so far.
        intent: What the message is about, once it is parsed.
        emergency: The gate's verdict, once it is parsed.
        new: True if the conversation has just begun.
    """

    text: str
    sender: str
    messages: list[Reply] = field(default_factory=list)
    intent: str | None = None
    emergency: dict[str, Any] = field(default_factory=dict)
    new: bool = False


class Engine(Protocol):
    """What the guard needs of Rasa."""

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn; returns when it is done, raises TimeoutError when the limit is over."""

    async def forget(self, sender: str) -> None:
        """Forgets a conversation."""


class Guard:
    """Answers messages; never raises, never returns nothing."""

    def __init__(self, rules: EmergencyRules, wording: Wording, engine: Engine) -> None:
        """Holds what it needs.

        Args:
            rules: Loaded before the server takes its first message.
            wording: The same; the texts that the guard says are checked here, so that a missing one stops the start.
            engine: Rasa, which may not be there yet.
        """
        self._wording, self._engine = wording, engine
        self.listener = Listener(partial(hear, rules))
        self._routed = {path.stem for path in ROUTES.glob("[!_]*.yml")}  # what must be answered with routes
        self._signoff = signoff.read()
        for name in OWN_TEXTS:
            wording.text(name)
        rules.assess("hello")  # what is read at the first message is read now

    async def answer(self, message: Any, sender: str, opening: bool = False) -> list[Reply]:
        """Answers one message.

        Args:
            message: What came in; anything but a text with words gets help to write one.
            sender: The conversation's id.
            opening: True if the channel has not shown the opening text itself; it then follows the first answer.

        Returns:
            Replies in order, at least one; each has text (and buttons) or custom.
        """
        try:
            return await self._answer(message if isinstance(message, str) else "", sender, opening)
        except Exception:  # noqa: BLE001  # a fault of ours; somebody is there and must hear of 999
            return self.last_resort()

    async def _answer(self, message: str, sender: str, opening: bool) -> list[Reply]:
        began = time.monotonic()
        message = message if len(message) <= LONGEST else message[: LONGEST // 2] + message[-LONGEST // 2 :]
        heard = await self.listener.hear(message)
        if heard is None and not texts.has_words(message):
            return [self._wording.reply("utter_line_empty")]
        message = message if heard is None or heard.reading is None else heard.reading
        turn = Turn(texts.clean(message), sender)
        until = began + (EMERGENCY_LIMIT if heard is not None else LIMIT)
        broken = not await self._play(turn, until - time.monotonic())
        replies = self._repair(turn, broken)
        if opening and turn.new:
            replies += self._opening(replies)
        if turn.intent == FORGET:
            await self._forget(sender)
            replies.append({"custom": {"type": "forgotten"}})  # a channel that shows what was said clears it, too
        return self._first_999(replies, turn, heard, message)

    def _opening(self, replies: list[Reply]) -> list[Reply]:
        """The opening text, marked so that a channel that shows it all the time can leave it out."""
        text = self._signoff.opening(self._wording, replies)
        return [{"text": text, "custom": {"type": "opening"}}] if text else []

    async def _play(self, turn: Turn, limit: float) -> bool:
        """Lets Rasa answer. False if it could not, whatever the reason."""
        try:
            await self._engine.ask(turn, limit)
        except (Exception, asyncio.CancelledError):  # noqa: BLE001  # nothing broken behind may cost an answer
            return False
        return any(str(reply.get("text") or "").strip() for reply in sound(turn.messages))

    async def _forget(self, sender: str) -> None:
        try:
            await self._engine.forget(sender)
        except Exception:  # noqa: BLE001  # its half hour will end it
            return

    def _repair(self, turn: Turn, broken: bool) -> list[Reply]:
        """Adds the lines that answer at any hour where Rasa said nothing, or said what to do but not who helps."""
        replies = sound(turn.messages)
        if broken:
            return [*replies, self._wording.reply("utter_line_last_resort")]
        routes = any((reply.get("custom") or {}).get("type") == "signposts" for reply in replies)
        if turn.intent in self._routed and not routes:
            replies.append(self._wording.reply("utter_line_crisis"))
        return replies

    def _first_999(self, replies: list[Reply], turn: Turn, heard: Verdict | None, message: str) -> list[Reply]:
        """Makes sure of what the person reads first."""
        level, intent = self._level(turn, heard)
        other_language = mostly_other_language(message)
        if level == "none":
            return [*self._possible("language", intent), *replies] if other_language else replies
        if not self._said(replies, level):
            variant = heard.variant if heard is not None else None
            line = _POSSIBLE.get(intent, "possible_danger")
            replies = [*(self.emergency(intent, variant) if level == "now" else self._possible(line, intent)), *replies]
        return self._in_any_language(replies) if other_language else replies

    def _in_any_language(self, replies: list[Reply]) -> list[Reply]:
        """Says, after the emergency's own words, that 999 is there in any language, unless the answer says so."""
        line = self._wording.text("utter_line_language")
        if any(line in str(reply.get("text")) for reply in replies):
            return replies
        kinds = [(reply.get("custom") or {}).get("type") for reply in replies]
        place = kinds.index("emergency") + 1
        return [*replies[:place], self._wording.reply("utter_line_language"), *replies[place:]]

    @staticmethod
    def _said(replies: list[Reply], level: str) -> bool:
        """True if the emergency reply stands first; that small talk or the last resort mention 999 is not enough."""
        customs = [reply.get("custom") or {} for reply in replies]
        levels = {custom.get("level") for custom in customs if custom.get("type") == "emergency"}
        return bool(levels & {"now", level}) and NUMBER in str(replies[0].get("text", "")).split("\n")[0]

    def _possible(self, line: str, intent: str) -> list[Reply]:
        custom = {"type": "emergency", "intent": intent, "level": "possible"}
        return [{"text": self._wording.text(f"utter_line_{line}")}, {"custom": custom}]

    @staticmethod
    def _level(turn: Turn, heard: Verdict | None) -> tuple[str, str]:
        """The gate's verdict, which includes the rules', if the message got that far; else what the rules heard."""
        gate = turn.emergency.get("level")
        if gate in LEVELS:
            return gate, str(turn.emergency.get("intent") or DEFAULT)
        return (heard.level, heard.intent) if heard is not None else ("none", DEFAULT)

    async def hears(self, message: str) -> bool:
        """True if the rules hear danger: then nobody waits for Rasa to load."""
        return await self.listener.hear(message) is not None

    def last_resort(self, too_long: bool = False) -> list[Reply]:
        """What to say when a message could not even be read."""
        return [self._wording.reply("utter_line_too_long" if too_long else "utter_line_last_resort")]

    def emergency(self, intent: str, variant: str | None) -> list[Reply]:
        """The 999 reply, from the same words that Rasa would use.

        Args:
            intent: An emergency intent.
            variant: Which wording fits, if one does.

        Returns:
            The text, and the emergency payload of contract 4.3.
        """
        known = f"utter_{intent}" in OWN_TEXTS  # a model of another day may name an emergency without a text
        name = f"utter_{intent if known else DEFAULT}"
        reply = self._wording.reply(name, {"emergency_variant": variant})
        return [{"text": reply["text"]}, {"custom": dict(reply["custom"])}]
