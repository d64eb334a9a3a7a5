"""bot/rasa/redis_{link,store,lock}.py against a real Redis: what is kept there, and who may hold a turn."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis as library
from rasa.shared.core.events import ConversationPaused, FollowupAction

from bot.rasa import redis_lock
from bot.rasa.redis_link import AwayError, RedisLink
from bot.rasa.redis_lock import RedisLockStore
from bot.rasa.redis_names import name_key
from bot.rasa.redis_store import RedisTrackerStore
from bot.rasa.tracker_store import QuietTrackerStore
from scripts.cluster import HOST, Program, redis_program, wait_for
from tests.rasa.test_tracker_store import CANARY, DOMAIN, _add, _tracker

KEY = b"of a test"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A Redis of the tests."""
    started = redis_program(tmp_path_factory.mktemp("redis"))
    started.start()
    wait_for(started.listens, "Redis", 20)
    yield started
    started.end()


@pytest.fixture
def link(program: Program) -> RedisLink:
    """To an empty Redis; patient, because the machine may be busy."""
    library.Redis(HOST, program.port).flushall()
    return RedisLink(f"redis://{HOST}:{program.port}/0", limit=5.0)


@pytest.fixture
def store(link: RedisLink) -> RedisTrackerStore:
    """Of one process."""
    return RedisTrackerStore(link, KEY, DOMAIN)


async def test_another_process_reads_what_memory_would_have_kept(store: RedisTrackerStore, link: RedisLink) -> None:
    """Events, slots, the last intent and what the dialogue was about to do are the same as from the store in memory."""
    tracker = _tracker(turns=3, concern="fraud", shown=["report-fraud"])
    _add(tracker, [ConversationPaused(), FollowupAction("action_listen")])
    memory = QuietTrackerStore(DOMAIN)
    await memory.save(tracker)
    await store.save(tracker)
    there, here = await RedisTrackerStore(link, KEY, DOMAIN).retrieve("somebody"), await memory.retrieve("somebody")

    assert there is not None
    assert here is not None
    assert [event.as_dict() for event in there.events] == [event.as_dict() for event in here.events]
    assert there.current_slot_values() == here.current_slot_values()
    assert there.latest_message is not None
    assert there.latest_message.intent_name == "fraud"
    assert (there.is_paused(), there.followup_action) == (here.is_paused(), here.followup_action)


async def test_redis_holds_no_word_and_no_id(store: RedisTrackerStore, program: Program) -> None:
    """The value is JSON without what was said; the key is a hash; both end after half an hour."""
    await store.save(_tracker(concern="fraud"))
    client = library.Redis(HOST, program.port)
    (name,) = client.keys("*")

    assert CANARY.encode() not in client.get(name)
    assert b"somebody" not in name + client.get(name)
    assert client.get(name).startswith(b'[{"event"')
    assert 0 < client.ttl(name) <= 30 * 60


async def test_another_key_finds_nothing(store: RedisTrackerStore, link: RedisLink) -> None:
    """Conversations of another installation on the same Redis are not read."""
    await store.save(_tracker())

    assert await RedisTrackerStore(link, b"another", DOMAIN).retrieve("somebody") is None


async def test_what_redis_took_is_not_in_memory(store: RedisTrackerStore) -> None:
    """So that a deletion in another process leaves nothing here."""
    await store.save(_tracker())

    assert list(await store.keys()) == []


async def test_a_turn_is_held_by_one_process_at_a_time(link: RedisLink, program: Program) -> None:
    """Two processes and two turns in each: none begins before another has ended."""
    other = RedisLink(f"redis://{HOST}:{program.port}/0", limit=5.0)
    stores, inside, most = [RedisLockStore(link, KEY), RedisLockStore(other, KEY)], 0, 0

    async def turn(locks: RedisLockStore) -> None:
        nonlocal inside, most
        async with locks.lock("somebody"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(turn(locks) for locks in stores * 2))

    assert most == 1


async def test_a_lock_that_nobody_gives_back_is_not_waited_for(
    link: RedisLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process died in a turn: the person's next message goes on without the lock, and leaves it alone."""
    monkeypatch.setattr(redis_lock, "LONGEST_WAIT", 0.1)
    name = name_key(KEY, "turn", "somebody")
    await link.ask(lambda redis: redis.set(name, "of the dead"))
    entered = False
    async with RedisLockStore(link, KEY).lock("somebody"):
        entered = True

    assert entered
    assert await link.ask(lambda redis: redis.get(name)) == b"of the dead"


async def test_a_frozen_redis_is_asked_once_and_then_left_alone(program: Program) -> None:
    """Only the first question costs its limit; once Redis goes on, it is asked again."""
    link = RedisLink(f"redis://{HOST}:{program.port}/0", limit=0.3)
    await link.ask(lambda redis: redis.ping())
    program.send(signal.SIGSTOP)
    try:
        with pytest.raises(AwayError):
            await link.ask(lambda redis: redis.get("a"))
        began = time.monotonic()
        for _ in range(100):
            with pytest.raises(AwayError):
                await link.ask(lambda redis: redis.get("a"))
        cost = time.monotonic() - began
    finally:
        program.send(signal.SIGCONT)
    while link.away:  # noqa: ASYNC110  # the link looks by itself
        await asyncio.sleep(0.05)

    assert cost < 100 * 0.3 / 10
    assert await link.ask(lambda redis: redis.get("a")) is None


async def test_a_refusal_concerns_one_conversation_only(store: RedisTrackerStore, link: RedisLink) -> None:
    """Another kind of value at one key does not make everybody go without Redis."""
    await link.ask(lambda redis: redis.rpush(name_key(KEY, "chat", "somebody"), "junk"))

    assert await store.retrieve("somebody") is None
    assert not link.away


@pytest.mark.parametrize("folder", [Path("bot/rasa")])
def test_nothing_is_pickled(folder: Path) -> None:
    """What stands in Redis can be read, and can run nothing."""
    for path in folder.glob("redis_*.py"):
        assert "pickle" not in path.read_text(encoding="utf-8")
