"""bot/channels/telegram/limits.py: 30 calls a second, one message a second to a chat, and 999 waits for nobody."""

from __future__ import annotations

from bot.channels.telegram.limits import MOST_CHATS, Limiter
from tests.clocks import Clock


class Waiting(Clock):
    """Time that passes only while somebody waits."""

    now = 100.0

    async def sleep(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds


def _limiter() -> tuple[Limiter, Waiting]:
    clock = Waiting()
    return Limiter(clock=clock, sleep=clock.sleep), clock


async def test_wait_first_message_goes_at_once() -> None:
    """Nobody waits for nothing."""
    limiter, clock = _limiter()
    await limiter.wait(1)

    assert clock.now == 100.0


async def test_wait_one_message_a_second_to_a_chat() -> None:
    """Three messages to one chat take two seconds."""
    limiter, clock = _limiter()
    for _ in range(3):
        await limiter.wait(1)

    assert abs(clock.now - 102.0) < 0.01


async def test_wait_thirty_calls_a_second_in_all() -> None:
    """Sixty-one messages to sixty-one chats take two seconds."""
    limiter, clock = _limiter()
    for chat in range(61):
        await limiter.wait(chat)

    assert abs(clock.now - 102.0) < 0.01


async def test_wait_urgent_goes_at_once_and_counts() -> None:
    """999 does not wait; what follows waits the longer."""
    limiter, clock = _limiter()
    await limiter.wait(1)
    await limiter.wait(1, urgent=True)
    assert clock.now == 100.0

    await limiter.wait(1)
    assert abs(clock.now - 102.0) < 0.01


async def test_wait_calls_that_send_nothing_hold_no_chat_up() -> None:
    """Deleting and answering buttons keep the overall pace only."""
    limiter, clock = _limiter()
    for _ in range(10):
        await limiter.wait()

    assert abs(clock.now - 100.3) < 0.01


async def test_pause_holds_one_chat_and_no_other() -> None:
    """What Telegram says of one chat is no reason to let others wait."""
    limiter, clock = _limiter()
    limiter.pause(1, 5.0)
    await limiter.wait(2)
    assert clock.now == 100.0

    await limiter.wait(1)
    assert clock.now >= 105.0


async def test_wait_remembers_a_bounded_number_of_chats() -> None:
    """However many people write, memory stays what it is."""
    limiter, _ = _limiter()
    for chat in range(MOST_CHATS + 5):
        await limiter.wait(chat)

    assert len(limiter._chats) == MOST_CHATS
