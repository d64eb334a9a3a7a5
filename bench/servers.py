"""The two products as people run them: processes of their own, started, asked, measured and ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import msgspec

from bench import stock
from bench.talk import SILENT, NoAnswerError, Person
from bench.training import ENVIRONMENT

PATIENCE = 600.0  # seconds for a start on a busy machine
FIRST = "I gave my card details to a scammer"
LOGS = Path("results") / "bench"


class StartError(RuntimeError):
    """A server ended, or never answered."""


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server(msgspec.Struct):
    """A bot that answers.

    Attributes:
        port: Of its REST channel.
        seconds: From the start of its processes to its first real answer.
        processes: All of them; a stock bot has one more for its actions.
    """

    port: int
    seconds: float
    processes: list[subprocess.Popen[bytes]]

    def memory(self) -> float:
        """Megabytes that all processes hold now, their children with them."""
        return sum(map(_resident, _with_children([process.pid for process in self.processes]))) / 1024


def _with_children(pids: list[int]) -> list[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    found = list(pids)
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _resident(pid: int) -> float:
    """Kilobytes in memory."""
    try:
        lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0.0)


def _start(arguments: list[str], where: Path, log: str, **environment: str) -> subprocess.Popen[bytes]:
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{log}.log").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=where,
            env={**os.environ, **ENVIRONMENT, **environment},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _answers(port: int) -> bool:
    """True once a real message gets a real answer."""
    SILENT.pop(port, None)
    try:
        Person(port).say(FIRST)
    except (OSError, HTTPException, NoAnswerError):
        return False
    return not SILENT.pop(port, 0)


def _ready(port: int) -> bool:
    """True once our own probe says so: the guard answers long before, without Rasa."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=30) as answer:
            return bool(json.load(answer).get("ready"))
    except OSError:
        return False


def _wait(ready: Callable[[], bool], processes: list[subprocess.Popen[bytes]], name: str) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        if any(process.poll() is not None for process in processes):
            raise StartError(f"{name} ended at its start; {LOGS}/{name}*.log says why.")
        if time.monotonic() > end:
            raise StartError(f"{name} did not answer within {PATIENCE:.0f} seconds; see {LOGS}/{name}*.log.")
        time.sleep(0.05)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def ours(root: Path = Path()) -> Iterator[Server]:
    """`make run` without the training.

    Args:
        root: A folder like the repository's, with a trained model.
    """
    port, begin = free_port(), time.monotonic()
    processes = [_start(["bot", "serve", "--no-train"], root, "ours", PORT=str(port))]
    try:
        _wait(lambda: _ready(port) and _answers(port), processes, "ours")
        yield Server(port, time.monotonic() - begin, processes)
    finally:
        _end(processes)


@contextmanager
def stock_rasa(project: Path, root: Path = Path()) -> Iterator[Server]:
    """`rasa run` and `rasa run actions`, with the bot's real actions behind.

    Args:
        project: What stock.write returned, with a trained model.
        root: Where the actions are.
    """
    port, actions = free_port(), free_port()
    stock.point(project, f"http://127.0.0.1:{actions}")
    begin = time.monotonic()
    serve = ["rasa", "run", "--enable-api", "--port", str(port), "--interface", "127.0.0.1"]
    processes = [
        _start(["rasa", "run", "actions", "--port", str(actions)], root, "stock-actions"),
        _start([*serve, "--model", f"models/{stock.MODEL}"], project, "stock"),
    ]
    try:
        _wait(lambda: _answers(port), processes, "stock")
        yield Server(port, time.monotonic() - begin, processes)
    finally:
        _end(processes)
