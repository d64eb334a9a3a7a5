"""bot/channels/telegram/queues.py: in order for each chat, chats side by side, danger first."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.queues import ChatQueues


async def test_put_keeps_the_order_of_a_chat() -> None:
    """The second waits for the first, however quick it would be."""
    done: list[int] = []

    async def work(piece: int) -> None:
        await asyncio.sleep(0.02 if piece == 1 else 0)
        done.append(piece)

    queues = ChatQueues(work)
    for piece in (1, 2, 3):
        queues.put("chat", piece)
    await queues.finish(5)

    assert done == [1, 2, 3]


async def test_put_lets_no_chat_wait_for_another() -> None:
    """One that hangs holds nobody else up."""
    done: list[str] = []

    async def work(piece: str) -> None:
        await asyncio.sleep(3600 if piece == "hangs" else 0)
        done.append(piece)

    queues = ChatQueues(work)
    queues.put("one", "hangs")
    queues.put("two", "goes")
    await asyncio.sleep(0.02)

    assert done == ["goes"]
    await queues.finish(0.01)


async def test_advance_goes_before_what_waits() -> None:
    """Only what is being done already comes before danger."""
    done: list[str] = []
    gate = asyncio.Event()

    async def work(piece: str) -> None:
        await gate.wait()
        done.append(piece)

    queues = ChatQueues(work)
    for piece in ("a", "b", "c", "danger"):
        queues.put("chat", piece)
    await asyncio.sleep(0)
    queues.advance("chat", "danger")
    gate.set()
    await queues.finish(5)

    assert done == ["a", "danger", "b", "c"]


async def test_advance_leaves_what_is_done_or_gone() -> None:
    """Danger that was read late, when its turn had come already, is answered once."""
    done: list[str] = []

    async def work(piece: str) -> None:
        await asyncio.sleep(0)
        done.append(piece)

    queues = ChatQueues(work)
    for piece in ("danger", "b"):
        queues.put("chat", piece)
    queues.advance("chat", "danger")
    await queues.finish(5)
    queues.advance("chat", "danger")

    assert done == ["danger", "b"]


async def test_queues_leave_nothing_behind() -> None:
    """A chat that is answered takes no memory."""

    async def work(piece: int) -> None:
        await asyncio.sleep(0)

    queues = ChatQueues(work)
    queues.put("chat", 1)
    assert (len(queues), queues.waiting("chat")) == (1, 1)
    await queues.finish(5)

    assert (len(queues), queues._tasks) == (0, {})


async def test_finish_gives_up_what_hangs() -> None:
    """The process ends, whatever hangs in it."""

    async def work(piece: int) -> None:
        await asyncio.sleep(3600)

    queues = ChatQueues(work)
    queues.put("chat", 1)
    await asyncio.wait_for(queues.finish(0.01), 2)

    assert len(queues) == 0
