"""Answers what comes from a chat, through the guard that all channels share."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from bot import clock
from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.engine import NotingEngine
from bot.channels.telegram.forget import Forgetter
from bot.channels.telegram.memory import Chat, Chats, Recent, sender_id
from bot.channels.telegram.render import Outgoing, payloads
from bot.channels.telegram.send import BlockedError
from bot.channels.telegram.settings import Settings
from bot.channels.telegram.speak import Speaker
from bot.channels.telegram.updates import Incoming
from bot.channels.telegram.words import AllWords, Words
from bot.directory.directory import Directory
from bot.emergency import EmergencyRules
from bot.guard import Engine
from bot.operations.counting import CountedGuard
from bot.verdict import DEFAULT
from bot.wording import Reply, Wording

LOADING = 15.0  # seconds that the calm wait for Rasa at the start
QUICK = 0.3  # seconds after which an answer is still being made, and dots may show
MOST_WAITING = 20  # messages of one chat; who sends more is asked to write the main thing again
GREETING = "utter_greet"


class Conversations:
    """All private chats of the bot."""

    def __init__(
        self,
        settings: Settings,
        api: Api,
        rules: EmergencyRules,
        wording: Wording,
        engine: Engine,
        directory: Directory,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        """Puts the parts together.

        Args:
            settings: The operator's.
            api: To call Telegram.
            rules: As for the guard.
            wording: The same.
            engine: Rasa, which may not be there yet.
            directory: For the routes that the channel's own words name.
            ready: Tells whether Rasa is loaded, or has failed to.
        """
        self._settings, self._api, self._wording, self._ready = settings, api, wording, ready
        self._directory, self._words = directory, AllWords(directory)
        self._noting = NotingEngine(engine)
        self._guard = CountedGuard(rules, wording, self._noting)
        self._buttons, self.chats, self._left = Buttons(), Chats(), Recent()
        self._speaker = Speaker(api, self._buttons, self._words, wording, settings.safer)
        self._forgetter = Forgetter(api, self.chats, engine)

    async def answer(self, incoming: Incoming, waiting: Callable[[], int] = lambda: 0) -> None:
        """Answers one update; never raises, so that one chat cannot end the work for others.

        Args:
            incoming: What came in.
            waiting: Tells how many more of the same chat wait behind it.
        """
        sender = sender_id(self._settings, incoming.chat)
        try:
            if incoming.kind == "blocked":
                await self._forgetter.state(sender)
            elif incoming.kind == "group":
                await self._leave(incoming)
            else:
                await self._answer(incoming, sender, waiting)
        except BlockedError:
            await self._forgetter.state(sender)
        except (ApiError, UnreachableError):
            return  # Telegram does not take it, in whatever form and however often
        except Exception:  # noqa: BLE001  # a person is there and must hear of 999, whatever is broken here
            with contextlib.suppress(BlockedError, ApiError, UnreachableError):
                await self._speaker.say(incoming, Chat(), self._guard.last_resort())

    async def hears(self, incoming: Incoming) -> bool:
        """True if the rules hear danger in what came in; a long text is read beside the loop and holds nobody up."""
        text = self._text(incoming)
        return text is not None and await self._guard.hears(text)

    def language(self, incoming: Incoming) -> Words:
        """The channel's own words for somebody."""
        return self._words(incoming.language)

    @property
    def words(self) -> AllWords:
        """The channel's own words in all languages that may be shown."""
        return self._words

    async def _answer(self, incoming: Incoming, sender: str, waiting: Callable[[], int]) -> None:
        chat = self.chats.of(sender)
        if incoming.kind != "button":
            chat.remember(incoming.message, incoming.sent)
        if not self._is_new(incoming, chat):
            return
        text, hears = self._text(incoming), await self.hears(incoming)
        if waiting() >= MOST_WAITING and not hears and incoming.command is None:
            if chat.seen.add(("too_many", incoming.sent // 60)):
                await self._speaker.say(incoming, chat, [{"text": self.language(incoming).too_many}])
        elif incoming.command is not None:
            await self._command(incoming, sender, chat)
        elif incoming.kind == "button" and text is None:
            await self._speaker.say(incoming, chat, [{"text": self.language(incoming).old_button}])
        elif incoming.kind in ("text", "button") or text is not None:
            await self._talk(incoming, sender, chat, text, lambda: hears or waiting() > 0)
        else:
            await self._speaker.say(incoming, chat, self._about(incoming))

    def _is_new(self, incoming: Incoming, chat: Chat) -> bool:
        """False for what is answered already: a second press, a further picture of an album, an edit of nothing."""
        if incoming.kind == "button":
            return chat.seen.add(("button", incoming.message, incoming.data))
        first = incoming.album is None or chat.seen.add(("album", incoming.album))
        if incoming.text is None:
            return first and not incoming.edited
        mark = ("text", incoming.message, self.chats.mark(incoming.text))
        return chat.seen.add(mark) or not incoming.edited

    def _text(self, incoming: Incoming) -> str | None:
        if incoming.kind == "button":
            return self._buttons.words(incoming.data) or incoming.title
        return incoming.text

    def _about(self, incoming: Incoming) -> list[Reply]:
        return self.language(incoming).about(incoming.kind, self._directory, clock.now())

    async def _talk(
        self, incoming: Incoming, sender: str, chat: Chat, text: str | None, hurry: Callable[[], bool]
    ) -> None:
        """Lets the guard answer, and does what else the answer asks for."""
        replies = await self._replies(incoming, sender, text, hurry)
        if self._noting.was_forgotten(sender):
            await self._forget(incoming, sender, first=_emergency(replies))
            return
        if incoming.kind not in ("text", "button") and not incoming.edited:
            replies = [*replies, *self._about(incoming)]
        await self._speaker.say(incoming, chat, replies)
        if incoming.kind == "button":
            await self._speaker.remove_buttons(incoming)

    async def _replies(
        self, incoming: Incoming, sender: str, text: str | None, hurry: Callable[[], bool]
    ) -> list[Reply]:
        """The guard's answer. Nobody sees dots before 999 (safeguarding rule 12), or waits for Rasa when in danger."""
        answer = asyncio.ensure_future(self._ask(text, sender, hurry))
        if not hurry():
            await asyncio.wait({answer}, timeout=QUICK)
            if not (answer.done() and _is_urgent(answer.result())):
                await self._speaker.type(incoming.chat)
        return await answer

    async def _ask(self, text: str | None, sender: str, hurry: Callable[[], bool]) -> list[Reply]:
        waited = 0.0
        while not (hurry() or self._ready() or waited >= LOADING):
            await asyncio.sleep(0.1)
            waited += 0.1
        return await self._guard.answer(text, sender)

    async def _command(self, incoming: Incoming, sender: str, chat: Chat) -> None:
        words = self.language(incoming)
        notice = self._speaker.notice(words)
        if incoming.command == "start":
            chat.greeted = True
            await self._speaker.say(incoming, chat, [{"text": notice}, self._wording.reply(GREETING)])
        elif incoming.command == "999":
            await self._speaker.say(incoming, chat, self._guard.emergency(DEFAULT, None))
        elif incoming.command == "privacy":
            chat.greeted = True
            await self._speaker.say(incoming, chat, [{"text": words.privacy.format(notice=notice)}])
        elif incoming.command == "help":
            await self._speaker.say(incoming, chat, [{"text": words.help}])
        else:
            await self._forget(incoming, sender, leave=incoming.command == "exit")

    async def _forget(
        self, incoming: Incoming, sender: str, first: list[Reply] | None = None, leave: bool = False
    ) -> None:
        """Forgets a chat and deletes its messages; says what stays, unless the person is on the way out."""
        words = self.language(incoming)
        known = self.chats.of(sender)
        await self._forgetter.state(sender)
        chat = self.chats.of(sender)
        if first:  # 999 before anything else, and it stays on the screen
            await self._speaker.say(incoming, chat, first, notice=False)
        left = known.lost + await self._forgetter.messages(incoming.chat, list(known.messages))
        if leave:
            door = ((words.leave_button, words.leave_address),)
            await self._speaker.sender.send(incoming.chat, chat, Outgoing(text=words.left, links=door))
            return
        some = [words.forgotten_not_all.format(count=left)] if left else []
        text = "\n".join([words.forgotten, *some, words.forgotten_limits])
        await self._speaker.say(incoming, chat, [{"text": text}], notice=False)

    async def _leave(self, incoming: Incoming) -> None:
        """Groups get one sentence: what one member asks, all would read."""
        if not self._left.add(incoming.chat):
            return
        text = self.language(incoming).group
        with contextlib.suppress(ApiError, UnreachableError):
            await self._api.call("sendMessage", {"chat_id": incoming.chat, "text": text, "disable_notification": True})
        with contextlib.suppress(ApiError, UnreachableError):
            await self._api.call("leaveChat", {"chat_id": incoming.chat})
        self._left.discard(incoming.chat)  # whoever adds it again gets the sentence again


def _is_urgent(replies: list[Reply]) -> bool:
    return any(payload.get("level") == "now" for payload in payloads(replies, "emergency"))


def _emergency(replies: list[Reply]) -> list[Reply]:
    """What an answer says of 999, if it begins with it."""
    found = payloads(replies, "emergency")
    return [{"text": replies[0].get("text")}, {"custom": found[0]}] if found else []
