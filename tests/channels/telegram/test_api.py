"""bot/channels/telegram/api.py: what is tried again, what is not, and that the token shows nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import api as module
from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.limits import Limiter
from bot.telegram_demo.server import Fault, LocalTelegram

TEXT = {"chat_id": 1, "text": "hello"}


@pytest.fixture
def slept() -> list[float]:
    """How long the client would have waited."""
    return []


@pytest.fixture
async def api(telegram: LocalTelegram, slept: list[float]) -> AsyncIterator[Api]:
    """A client that only notes how long it would wait between two tries."""

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with Api(telegram.base, telegram.token, Limiter(1e6, 0.0, sleep=sleep), sleep) as client:
        yield client


def _sent(telegram: LocalTelegram) -> int:
    return len(telegram.chats.open(1).messages)


async def test_call_returns_the_result(api: Api, telegram: LocalTelegram) -> None:
    """What Telegram answers."""
    assert (await api.call("sendMessage", TEXT, chat=1))["text"] == "hello"


async def test_call_429_waits_as_long_as_telegram_says_and_sends_once(
    api: Api, telegram: LocalTelegram, slept: list[float]
) -> None:
    """Nothing is lost, nothing comes twice."""
    telegram.faults = [Fault("sendMessage", 429, 7, description="Too Many Requests: retry after 7")] * 2
    await api.call("sendMessage", TEXT, chat=1)

    assert _sent(telegram) == 1
    assert [seconds for seconds in slept if seconds == 7] == [7, 7]


async def test_call_429_gives_up_on_hours(api: Api, telegram: LocalTelegram) -> None:
    """An answer tomorrow is none."""
    telegram.faults = [Fault("sendMessage", 429, 86_400)]

    with pytest.raises(ApiError) as caught:
        await api.call("sendMessage", TEXT, chat=1)

    assert caught.value.retry_after == 86_400


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_call_5xx_is_tried_again(api: Api, telegram: LocalTelegram, status: int) -> None:
    """Telegram's servers stumble; the message comes once all the same."""
    telegram.faults = [Fault("sendMessage", status)] * 6
    await api.call("sendMessage", TEXT, chat=1)

    assert _sent(telegram) == 1


async def test_call_broken_connection_is_tried_again(api: Api, telegram: LocalTelegram) -> None:
    """The answer got lost before anything was done."""
    telegram.faults = [Fault("sendMessage", 0)]
    await api.call("sendMessage", TEXT, chat=1)

    assert _sent(telegram) == 1


async def test_call_slow_answer_is_waited_for(api: Api, telegram: LocalTelegram) -> None:
    """An answer that takes its time is no reason to send twice."""
    telegram.faults = [Fault("sendMessage", 200, seconds=1.0)]
    await api.call("sendMessage", TEXT, chat=1)

    assert len(telegram.called("sendMessage")) == 1


async def test_call_time_out_is_tried_again(api: Api, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence for too long; urgent ones lose patience sooner."""
    monkeypatch.setattr(module, "URGENT_PATIENCE", 0.2)
    telegram.faults = [Fault("sendMessage", 200, seconds=3600.0)]
    await asyncio.wait_for(api.call("sendMessage", TEXT, chat=1, urgent=True), 10)

    assert len(telegram.called("sendMessage")) == 2
    assert _sent(telegram) == 1


async def test_call_lost_answers_end_after_a_few_tries(api: Api, telegram: LocalTelegram) -> None:
    """Where Telegram may have sent it each time, it is not tried for ever."""
    telegram.faults = [Fault("sendMessage", 0, done=True) for _ in range(20)]

    with pytest.raises(UnreachableError):
        await api.call("sendMessage", TEXT, chat=1)

    assert len(telegram.called("sendMessage")) == module.TRIES


@pytest.mark.parametrize("status", [400, 403, 409])
async def test_call_refusal_is_not_tried_again(api: Api, telegram: LocalTelegram, status: int) -> None:
    """What Telegram refuses for good is said at once, in its words."""
    telegram.faults = [Fault("sendMessage", status, description="No: and that is that")]

    with pytest.raises(ApiError, match="No: and that is that") as caught:
        await api.call("sendMessage", TEXT, chat=1)

    assert caught.value.code == status
    assert len(telegram.called("sendMessage")) == 1


async def test_call_wrong_token_is_told_apart(telegram: LocalTelegram) -> None:
    """The operator needs to know."""
    async with Api(telegram.base, "2:wrong", Limiter()) as client:
        with pytest.raises(ApiError) as caught:
            await client.call("getMe")

    assert caught.value.wrong_token


async def test_errors_do_not_hold_the_token(telegram: LocalTelegram) -> None:
    """Neither a refusal nor a network without Telegram tells it, also not in what it came of."""
    errors: list[BaseException | None] = []
    for base in (telegram.base, "http://127.0.0.1:1", "http://nobody.invalid"):
        async with Api(base, "2:very-secret", Limiter()) as client:
            with pytest.raises((ApiError, UnreachableError)) as caught:
                await client.once("getMe")
            errors += [caught.value, caught.value.__cause__]

    assert "very-secret" not in repr(errors) + "".join(map(str, errors))


@pytest.mark.parametrize("base", ["http://127.0.0.1:1", "http://nobody.invalid"])
async def test_once_without_telegram_says_so(base: str) -> None:
    """No connection is certainly not done."""
    async with Api(base, "1:x", Limiter()) as client:
        with pytest.raises(UnreachableError) as caught:
            await client.once("getMe")

    assert not caught.value.done
