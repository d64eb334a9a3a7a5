"""Says things in a chat: replies as messages, the notice of what Telegram keeps, typing, used buttons."""

from __future__ import annotations

import contextlib

from bot import signoff
from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.memory import Chat
from bot.channels.telegram.render import messages, payloads
from bot.channels.telegram.send import Sender
from bot.channels.telegram.updates import Incoming
from bot.channels.telegram.words import AllWords, Words
from bot.wording import Reply, Wording

TYPING = 0.5  # seconds that an answer waits for the sign of typing at most
NOTICED = ("tech_abuse", "stalking_harassment", "honour_abuse")  # safeguarding rule 26
OPENING, LANGUAGE = "utter_line_opening", "utter_line_language"


class Speaker:
    """Speaks in all chats."""

    def __init__(self, api: Api, buttons: Buttons, words: AllWords, wording: Wording, safer: str | None) -> None:
        """Holds what it needs.

        Args:
            api: To call Telegram.
            buttons: Keeps what buttons stand for.
            words: The channel's own words.
            wording: Those of all channels.
            safer: The website that is safer than Telegram, if there is one.
        """
        self._api, self._words, self._wording, self._safer = api, words, wording, safer
        self._signoff = signoff.read()
        self.sender = Sender(api, buttons)

    def notice(self, words: Words) -> str:
        """What Telegram keeps, in somebody's language; and that this is a demonstration, until all have signed."""
        return f"{words.said_notice(self._safer)}\n{self._signoff.warning(self._wording)}".strip()

    async def say(self, incoming: Incoming, chat: Chat, replies: list[Reply], notice: bool = True) -> None:
        """Sends replies as messages; the first in a conversation also say what Telegram keeps.

        Args:
            incoming: What is answered.
            chat: What is remembered of the chat.
            replies: From the guard, or in its form.
            notice: False where the notice would be out of place.

        Raises:
            BlockedError: If the person has blocked the bot.
            ApiError: If Telegram refuses.
            UnreachableError: If Telegram stays away.
        """
        words = self._words(incoming.language)
        said = _between(replies, self._notice(chat, words, replies) if notice else [])
        answers = incoming.message if incoming.edited else None
        for message in messages(said, words.neutral, self._wording.text(LANGUAGE)):
            await self.sender.send(incoming.chat, chat, message, answers)

    def _notice(self, chat: Chat, words: Words, replies: list[Reply]) -> list[Reply]:
        """Safeguarding rule 26: at the first message, and once where somebody may be watching."""
        concerns = {str(payload.get("concern")) for payload in payloads(replies, "signposts")}
        watched = concerns.intersection(NOTICED) - chat.noticed
        chat.noticed |= watched
        if chat.greeted:
            return [{"text": self.notice(words)}] if watched else []
        chat.greeted = True
        opening = self._wording.text(OPENING)
        told = any(opening in str(reply.get("text") or "") for reply in replies)
        return [{"text": self.notice(words)}, *([] if told else [{"text": opening}])]

    async def type(self, where: int) -> None:
        """Shows that an answer is coming; not worth a second try."""
        with contextlib.suppress(ApiError, UnreachableError):
            await self._api.once("sendChatAction", {"chat_id": where, "action": "typing"}, patience=TYPING)

    async def remove_buttons(self, incoming: Incoming) -> None:
        """Takes used buttons away, so that nobody presses them later for something else; links stay."""
        if incoming.message is None:
            return
        markup = {"inline_keyboard": [list(row) for row in incoming.links]}
        params = {"chat_id": incoming.chat, "message_id": incoming.message, "reply_markup": markup}
        with contextlib.suppress(ApiError, UnreachableError):
            await self._api.call("editMessageReplyMarkup", params)


def _between(replies: list[Reply], notice: list[Reply]) -> list[Reply]:
    """Puts the notice behind the answer, but not between a question and its buttons, and never before the answer."""
    asking = [place for place, reply in enumerate(replies) if reply.get("buttons")]
    between = asking and asking[-1] > 0 and not payloads(replies, "emergency")
    place = asking[-1] if between else len(replies)
    return [*replies[:place], *notice, *replies[place:]]
