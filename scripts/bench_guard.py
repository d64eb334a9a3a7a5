"""How fast the guard alone is: `python -m scripts.bench_guard` prints JSON; other benchmarks may call measure().

Seconds of the processor, not of the wall, because other programs share the machine; a ratio where it should be linear.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bot.emergency import EmergencyRules
from bot.evaluation.data import held_out
from bot.guard import LONGEST, Guard, Turn
from bot.rasa.engine import EngineNotReadyError
from bot.wording import Wording
from scripts.served import _free_port

REPEATS = 3
STARTS = 5
SMALL = LONGEST // 4
JUNK = {
    "words": "lorem ipsum. ",
    "line ends": "a" + "\n" * 63,
    "signs for letters": "k1ll d1e ",
    "held-down letters": "aaabbbccc ",
    "pictures": "\N{LOUDLY CRYING FACE}a",
    "signs that are phrases": "\ufdfa",
}


class NoRasa:
    """An engine that is not there: what remains is the guard."""

    async def ask(self, turn: Turn, limit: float) -> None:
        """Refuses."""
        raise EngineNotReadyError

    async def forget(self, sender: str) -> None:
        """Nothing."""


def _percentile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def _took(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def emergencies() -> dict[str, float]:
    """Milliseconds for the guard's whole answer to each held-out emergency that a rule hears."""
    rules = EmergencyRules()
    guard, loop = Guard(rules, Wording(), NoRasa()), asyncio.new_event_loop()
    texts = [message.text for message in held_out() if message.is_emergency and rules.assess(message.text)]

    def answer(text: str) -> None:
        loop.run_until_complete(guard.answer(text, "bench"))

    seconds = [statistics.median(_took(lambda text=text: answer(text)) for _ in range(REPEATS)) for text in texts]
    loop.close()
    return {
        "messages": len(seconds),
        "p50_ms": round(1000 * _percentile(seconds, 0.50), 2),
        "p99_ms": round(1000 * _percentile(seconds, 0.99), 2),
        "worst_ms": round(1000 * max(seconds), 2),
    }


def long_messages() -> dict[str, dict[str, float]]:
    """Milliseconds for the rules to read the longest message, and how much longer than a quarter of it (linear: 4)."""
    rules, found = EmergencyRules(), {}
    for name, junk in JUNK.items():
        small, large = ((junk * (LONGEST // len(junk) + 1))[:length] for length in (SMALL, LONGEST))
        short = min(_took(lambda text=small: rules.assess(f"{text}b")) for _ in range(REPEATS))
        long = min(_took(lambda text=large: rules.assess(f"{text}b")) for _ in range(REPEATS))
        found[name] = {"ms": round(1000 * long, 1), "times_a_quarter": round(long / short, 1)}
    return found


def _first_999() -> tuple[float, float]:
    """Seconds of the wall and of the processor from the start of a process to its first answer with 999."""
    port, body = _free_port(), json.dumps({"message": "I want to die"}).encode()
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--no-train"],
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while True:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                client.request("POST", "/webhooks/rest/webhook", body)
                assert b"999" in client.getresponse().read()
                break
            except OSError:
                time.sleep(0.005)
        wall = time.monotonic() - began
        fields = open(f"/proc/{process.pid}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()  # noqa: PTH123, SIM115
        return wall, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    finally:
        process.terminate()
        process.wait(timeout=30)


def first_999() -> dict[str, float]:
    """The fastest of some starts: what is slower is other programs' doing; processor time includes Rasa's thread."""
    starts = [_first_999() for _ in range(STARTS)]
    return {"wall_s": round(min(wall for wall, _ in starts), 2), "processor_s": round(min(cpu for _, cpu in starts), 2)}


def measure() -> dict[str, Any]:
    """All figures."""
    return {"emergencies": emergencies(), "long_messages": long_messages(), "first_999": first_999()}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
