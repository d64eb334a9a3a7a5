"""bot/channels/telegram/memory.py: numbers and marks only, bounded, and for a short time."""

from __future__ import annotations

from bot.channels.telegram import memory
from bot.channels.telegram.memory import DELETABLE, LIFETIME, MOST_MESSAGES, Chats, Recent, sender_id
from bot.channels.telegram.settings import Settings
from bot.rasa import tracker_store
from tests.clocks import Clock


def test_sender_id_is_the_same_for_a_chat_and_tells_nothing() -> None:
    """One conversation a chat; without the token nobody finds the chat in it."""
    settings = Settings(token="1:a")

    assert sender_id(settings, 1001) == sender_id(settings, 1001)
    assert sender_id(settings, 1001) != sender_id(settings, 1002)
    assert sender_id(settings, 1001) != sender_id(Settings(token="1:b"), 1001)
    assert "1001" not in sender_id(settings, 1001)
    assert len(sender_id(settings, 1001)) == 64


def test_recent_knows_what_it_has_seen_and_stays_small() -> None:
    """A second time is not new, until the set has had to forget it."""
    recent = Recent(most=3)

    assert [recent.add(number) for number in (1, 1, 2, 3, 4)] == [True, False, True, True, True]
    assert recent.add(1)
    assert len(recent._known) == 3


def test_chats_begin_anew_after_half_an_hour_and_keep_the_numbers() -> None:
    """The notice comes again; /forget still knows what to delete."""
    clock = Clock()
    chats = Chats(clock)
    chat = chats.of("somebody")
    chat.greeted = True
    chat.remember(5, clock.now)
    clock.now += LIFETIME + 1

    assert not chats.of("somebody").greeted
    assert list(chats.of("somebody").messages) == [5]


def test_chats_drop_numbers_after_48_hours() -> None:
    """What Telegram would not delete any more is not kept."""
    clock = Clock()
    chats = Chats(clock)
    chats.of("somebody").remember(5, clock.now)
    clock.now += DELETABLE + 1

    assert list(chats.of("somebody").messages) == []


def test_chats_are_bounded(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The longest idle go first."""
    monkeypatch.setattr(memory, "MOST", 3)
    chats = Chats(Clock())
    for name in "abcde":
        chats.of(name)

    assert list(chats._chats) == ["c", "d", "e"]


def test_chats_of_long_ago_go() -> None:
    """Two days of silence and nothing of a chat is left."""
    clock = Clock()
    chats = Chats(clock)
    chats.of("somebody")
    clock.now += DELETABLE + 1
    chats.of("somebody else")

    assert list(chats._chats) == ["somebody else"]


def test_remember_is_bounded_and_counts_what_is_lost() -> None:
    """Who writes a thousand messages is told that some stay."""
    chat = Chats().of("somebody")
    for number in range(MOST_MESSAGES + 7):
        chat.remember(number, 2e9)

    assert len(chat.messages) == MOST_MESSAGES
    assert chat.lost == 7


def test_mark_tells_texts_apart_and_nothing_else() -> None:
    """Not even the same text in another process has the same mark."""
    chats = Chats()

    assert chats.mark("a") == chats.mark("a") != chats.mark("b")
    assert chats.mark("a") != Chats().mark("a")
    assert b"secret" not in chats.mark("secret")


def test_lifetime_is_that_of_the_conversations() -> None:
    """Both stores forget together."""
    assert (LIFETIME, memory.MOST) == (tracker_store.LIFETIME, tracker_store.MOST)
