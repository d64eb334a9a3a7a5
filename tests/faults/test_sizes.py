"""Far too much text: it is read to its end, in time in proportion to its length, and nobody else waits (T24)."""

from __future__ import annotations

import asyncio

import pytest

from bot import listening
from bot.emergency import EmergencyRules
from bot.guard import LONGEST, Guard
from bot.wording import Wording
from tests.engines import CALM, Answering, Silent, emergencies
from tests.faults.steady import is_999_first

TABLETS = "I've taken all my tablets"
PATIENCE = 60.0  # seconds: how fast it is read is measured elsewhere, here everything is to be read
JUNK = {
    "words": "lorem ipsum. ",
    "one word": "a",
    "letters": "a ",
    "digits": "1 2 3 4 ",
    "line ends": "\n",
    "line ends and blanks": " \n",
    "tabs": "\t",
    "full stops": ".",
    "hyphens": "a-",
    "ages": ", 9,",
    "brackets": "(9",
    "held-down letters": "aaabbbcccddd ",
    "signs for letters": "k1ll d1e ",
    "pictures": "\N{LOUDLY CRYING FACE}a",
    "signs that are phrases": "\ufdfa",
    "marks on a letter": "e\u0301\u0301\u0301",
    "another alphabet": "привет ",
}


def _fill(junk: str, length: int) -> str:
    return (junk * (length // len(junk) + 1))[:length]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "LIMIT", PATIENCE)


@pytest.mark.parametrize("place", [0, LONGEST // 2, LONGEST - 100], ids=["start", "middle", "end"])
@pytest.mark.parametrize("junk", JUNK)
async def test_cry_in_64_kb_of_junk_is_heard(rules: EmergencyRules, wording: Wording, junk: str, place: int) -> None:
    """Anywhere in the longest message, whatever stands around it, and as an emergency rather than as "not read"."""
    around = _fill(JUNK[junk], LONGEST - 100)
    message = f"{around[:place]}. {TABLETS}. {around[place:]}"
    replies = await Guard(rules, wording, Silent()).answer(message, "somebody")

    assert is_999_first(replies)
    assert emergencies(replies)[0] == {"type": "emergency", "intent": "emergency_suicide", "level": "now"}


async def test_others_are_answered_while_junk_is_read(rules: EmergencyRules, wording: Wording) -> None:
    """Six people send 64 kB of the slowest junk; whoever writes meanwhile does not wait for them."""
    guard = Guard(rules, wording, Answering(CALM))
    senders = [asyncio.create_task(guard.answer(_fill(JUNK["pictures"], LONGEST), f"{n}")) for n in range(6)]
    await asyncio.sleep(0)

    assert is_999_first(await asyncio.wait_for(guard.answer(TABLETS, "somebody"), PATIENCE))
    assert not all(sender.done() for sender in senders)
    for sender in senders:
        assert await sender


async def test_junk_that_is_not_read_in_time_gets_a_999_line(
    rules: EmergencyRules, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The promise is kept by the limit, not by the speed of a machine."""
    monkeypatch.setattr(listening, "LIMIT", 0.001)
    replies = await Guard(rules, wording, Answering(CALM)).answer(_fill(JUNK["pictures"], LONGEST), "somebody")

    assert is_999_first(replies)
    assert replies[-1] == CALM
