"""What the channel remembers of a chat: numbers and marks, never words; in memory, bounded, for a short time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.channels.telegram.settings import Settings

LIFETIME = 30 * 60.0  # seconds of silence after which a conversation is over, as in Rasa's store
MOST = 5000  # chats; the longest idle go first
DELETABLE = 48 * 60 * 60.0  # seconds for which Telegram lets a bot delete messages
MOST_MESSAGES = 500  # numbers kept of a chat
MOST_UPDATES = 10_000  # numbers of updates that were answered


def sender_id(settings: Settings, chat: int) -> str:
    """The conversation's id: a keyed hash, from which nobody without the token can find the chat.

    Args:
        settings: Hold the token that the key is made from.
        chat: Telegram's number of the chat.

    Returns:
        64 hexadecimal digits.
    """
    return hmac.new(settings.key("sender"), str(chat).encode(), hashlib.sha256).hexdigest()


class Recent:
    """A set that forgets its oldest members."""

    def __init__(self, most: int = MOST_UPDATES) -> None:
        """Starts empty.

        Args:
            most: How many it holds.
        """
        self._most = most
        self._known: OrderedDict[Hashable, None] = OrderedDict()

    def add(self, member: Hashable) -> bool:
        """Adds a member; True if it is new."""
        if member in self._known:
            return False
        self._known[member] = None
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return True

    def discard(self, member: Hashable) -> None:
        """Forgets a member."""
        self._known.pop(member, None)


class Chat:
    """One chat.

    Attributes:
        messages: Numbers of both sides' messages, and when they were sent.
        lost: How many numbers had to go because they were too many.
        greeted: True once the notice has been given in this conversation.
        noticed: Concerns at which the notice was repeated.
        seen: Marks of what has been answered: pressed buttons, albums, and keyed hashes of edited messages.
    """

    def __init__(self) -> None:
        """Starts with nothing."""
        self.messages: OrderedDict[int, float] = OrderedDict()
        self.lost = 0
        self.last = 0.0
        self.fresh()

    def fresh(self) -> None:
        """Begins a new conversation; the numbers of the messages stay, for /forget."""
        self.greeted = False
        self.noticed: set[str] = set()
        self.seen = Recent(200)

    def remember(self, message: int | None, sent: float) -> None:
        """Keeps a message's number."""
        if message is None:
            return
        self.messages[message] = sent
        while len(self.messages) > MOST_MESSAGES:
            self.messages.popitem(last=False)
            self.lost += 1

    def expire(self, now: float) -> None:
        """Drops what Telegram would not delete any more."""
        for message in [number for number, sent in self.messages.items() if sent < now - DELETABLE]:
            del self.messages[message]


class Chats:
    """All chats by their keyed hash."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Starts empty.

        Args:
            clock: Seconds since 1970, as Telegram dates messages.
        """
        self._clock = clock
        self._chats: OrderedDict[str, Chat] = OrderedDict()
        self._key = secrets.token_bytes(32)

    def of(self, sender: str) -> Chat:
        """The chat of a conversation; a new one after half an hour of silence, as in Rasa's store."""
        now = self._clock()
        chat = self._chats.setdefault(sender, Chat())
        self._chats.move_to_end(sender)
        if chat.last < now - LIFETIME:
            chat.fresh()
        chat.last = now
        chat.expire(now)
        self._sweep(now)
        return chat

    def drop(self, sender: str) -> Chat | None:
        """Forgets a chat and returns what was known of it."""
        return self._chats.pop(sender, None)

    def mark(self, text: str) -> bytes:
        """Stands for a text without telling it: by this, an edit that changed nothing is known."""
        return hashlib.blake2b(text.encode(errors="replace"), digest_size=16, key=self._key).digest()

    def _sweep(self, now: float) -> None:
        while self._chats:
            sender, oldest = next(iter(self._chats.items()))
            if len(self._chats) <= MOST and oldest.last >= now - DELETABLE:
                return
            del self._chats[sender]
