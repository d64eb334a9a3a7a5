"""`make soak`: half an hour of load on several processes at half of what they bear. Goal: no error, no growth.

SOAK_MINUTES=30 SOAK_MEASURE=20 .venv/bin/python -m scripts.soak
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts.cluster import REST, Cluster, ask, cluster

MESSAGES = Path("tests") / "messages"
CLIENTS = 12  # at once while the limit is measured
TURNS = 6  # of a chat
SHARE = 0.5  # of the limit
MOST_GROWTH = 0.05
LONGEST = 40  # messages that every process reads before: the encoder's workspace grows to the longest, once
WARM_UP = 60  # seconds until memory is read for the first time
REPORT_EVERY = 30  # seconds
SHOWN = 15  # lines of each log if something failed
RESULT = Path("results") / "soak.json"


def _messages() -> list[str]:
    """What people might say: the held-out words, danger included."""
    texts = []
    for path in sorted(MESSAGES.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows = content.get("messages", []) if isinstance(content, dict) else content
        texts += [row["text"] if isinstance(row, dict) else row for row in rows]
    return [text for text in texts if isinstance(text, str)]


@dataclass
class Load:
    """Clients that write, and what became of it.

    Attributes:
        port: Where the proxy listens.
        texts: What they choose from.
        rate: Turns a second of all together; None: as fast as they can.
        seconds: Of each answer.
        errors: What went wrong, by kind.
    """

    port: int
    texts: list[str]
    rate: float | None = None
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Lets them begin."""
        self._threads = [threading.Thread(target=self._client, args=(number,)) for number in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Lets them finish their turns."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _client(self, number: int) -> None:
        choose = random.Random(number)  # noqa: S311  # the same load every time
        pause = CLIENTS / self.rate if self.rate else 0.0
        due = time.monotonic() + pause * number / CLIENTS
        turn, sender = 0, uuid.uuid4().hex
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            due = max(due + pause, time.monotonic() - pause)  # who is late does not come in a burst
            self._turn(sender, choose.choice(self.texts))
            turn += 1
            if turn % TURNS == 0:
                sender = uuid.uuid4().hex

    def _turn(self, sender: str, text: str) -> None:
        began = time.monotonic()
        try:
            status, body = ask(self.port, REST, {"sender": sender, "message": text}, person=sender)
            if status != 200:
                self.errors.append(f"status {status}")
            elif not any(str(message.get("text") or "").strip() for message in json.loads(body)):
                self.errors.append("empty answer")
        except (OSError, ValueError) as error:
            self.errors.append(type(error).__name__)
        self.seconds.append(time.monotonic() - began)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def _warm(running: Cluster, texts: list[str]) -> None:
    """Lets every process read the longest messages, so that what grows afterwards is a leak."""
    for text in sorted(texts, key=len, reverse=True)[:LONGEST]:
        for server in running.servers:
            sender = uuid.uuid4().hex
            ask(server.port, REST, {"sender": sender, "message": text}, person=sender)


def _measure(port: int, texts: list[str], seconds: float) -> float:
    """Turns a second when everybody writes as fast as they can."""
    load = Load(port, texts)
    load.start()
    time.sleep(seconds)
    done, began = len(load.seconds), time.monotonic()
    time.sleep(seconds)
    rate = (len(load.seconds) - done) / (time.monotonic() - began)
    load.stop()
    return rate


def _soak(running: Cluster, load: Load, minutes: float) -> dict[str, Any]:
    """Half an hour; prints how it goes."""
    began, first, rows, growth = time.monotonic(), None, [], 0.0
    load.start()
    while (gone := time.monotonic() - began) < minutes * 60:
        time.sleep(min(REPORT_EVERY, minutes * 60 - gone + 0.1))
        ended = [one.process.poll() for one in running.servers if one.process and one.process.poll() is not None]
        if ended:
            load.errors += [f"a process ended with {code}" for code in ended]
            break
        memory = [server.memory for server in running.servers]
        if first is None and time.monotonic() - began >= min(WARM_UP, minutes * 30):
            first = memory
        growth = max((now / then - 1 for now, then in zip(memory, first or memory, strict=True)), default=0.0)
        rows.append({"seconds": round(time.monotonic() - began), "memory_mb": [m // 2**20 for m in memory]})
        sizes = " ".join(f"{m / 2**20:.0f}" for m in memory)
        done = f"{(time.monotonic() - began) / 60:5.1f} of {minutes:g} min, {len(load.seconds)} turns"
        print(f"{done}, {len(load.errors)} errors, memory {sizes} MB ({growth:+.1%})", flush=True)
    load.stop()
    return {"minutes": minutes, "memory_growth": round(growth, 4), "memory": rows}


def _outcome(running: Cluster, load: Load, before: dict[str, float]) -> dict[str, Any]:
    """What became of the turns; what the guards had done before, while the limit was looked for, does not count."""
    ended = "ended" in "".join(load.errors)
    stepped_in = {} if ended else {kind: n - before.get(kind, 0.0) for kind, n in _interventions(running).items()}
    return {
        "turns": len(load.seconds),
        "errors": len(load.errors),
        "kinds_of_errors": sorted(set(load.errors)),
        "p50_ms": round(1000 * _percentile(load.seconds, 0.5), 1),
        "p95_ms": round(1000 * _percentile(load.seconds, 0.95), 1),
        "p99_ms": round(1000 * _percentile(load.seconds, 0.99), 1),
        "longest_ms": round(1000 * max(load.seconds, default=0.0), 1),
        "guard_stepped_in": stepped_in,
    }


def _interventions(running: Cluster) -> dict[str, float]:
    """What the guards had to do, all processes together."""
    found: dict[str, float] = {}
    for server in running.servers:
        for line in ask(int(server.environment["METRICS_PORT"]), "/metrics")[1].decode().splitlines():
            if line.startswith("signpost_guard_interventions_total"):
                kind = line.split('"')[1]
                found[kind] = found.get(kind, 0.0) + float(line.rsplit(" ", 1)[1])
    return found


def _show_logs(running: Cluster) -> None:
    """The last that every process said: they write no words of anybody's."""
    for server in running.servers:
        for line in server.log.read_text(encoding="utf-8", errors="replace").splitlines()[-SHOWN:]:
            print(f"{server.log.name}: {line}")


def main() -> int:
    """Measures the limit, then loads it by half.

    Returns:
        0 if nothing failed and memory stayed; 1 otherwise.
    """
    minutes, measure = float(os.environ.get("SOAK_MINUTES") or 30), float(os.environ.get("SOAK_MEASURE") or 20)
    texts = _messages()
    print("Starting three processes, Redis and HAProxy ...", flush=True)
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as running:
        _warm(running, texts)
        limit = _measure(running.proxy.port, texts, measure)
        print(f"The limit is {limit:.0f} turns a second; now {SHARE * limit:.0f} for {minutes:g} minutes.", flush=True)
        load, before = Load(running.proxy.port, texts, SHARE * limit), _interventions(running)
        result = {"limit_per_second": round(limit, 1), **_soak(running, load, minutes)}
        result |= _outcome(running, load, before)
        if load.errors:
            _show_logs(running)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    good = result["errors"] == 0 and result["memory_growth"] < MOST_GROWTH
    print(json.dumps({name: value for name, value in result.items() if name != "memory"}))
    print(f"{'Passed' if good else 'FAILED'}; all figures are in {RESULT}.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
