"""A made-up word goes through every channel and every fault, as text, name, button, metadata, header and address.

Then everything that the processes have printed, written or left open is searched for it. There must be nothing.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from bot.telegram_demo.server import LocalTelegram
from scripts.cluster import Program, program, redis_program, wait_for
from tests.privacy.watched import FAULTS
from tests.served.conftest import free_port
from tests.telegram import SAM, said, until

WORD = "zyxqwvucanary"
PATIENCE = 120.0
SAID = (
    f"{WORD} my ex has put a tracker on my car",
    f"i want to die {WORD}",
    f'/greet{{"area": "{WORD}"}}',
    f"my name is {WORD} and i live in {WORD}",
    f"{WORD}",
    f"ring {WORD}",
    f"{WORD} delete everything",
    *(f"my ex reads my messages {WORD} {fault}" for fault in FAULTS),
)
SKIPPED = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "node_modules"}


@dataclass
class Evidence:
    """What was left behind.

    Attributes:
        folder: Logs, home and temporary folders of all processes.
        port: Where the server listens.
        processes: Those that still run.
        began: When it began, as file times count.
        answers: How many answers named 999 or a route.
        metrics_port: Where its counters are.
        redis: Keeps its conversations; the polling bot and the terminal keep theirs in memory.
    """

    folder: Path
    port: int
    metrics_port: int
    redis: Program
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    began: float = field(default_factory=time.time)
    watchers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    answers: int = 0


def _start(evidence: Evidence, name: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    home = evidence.folder / f"{name}-home"
    temporary = evidence.folder / f"{name}-tmp"
    home.mkdir()
    temporary.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TELEGRAM_", "PORT"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.privacy.watched", str(evidence.folder / f"{name}.ways"), *arguments],
        stdin=subprocess.PIPE,
        stdout=(evidence.folder / f"{name}.out").open("wb"),
        stderr=(evidence.folder / f"{name}.err").open("wb"),
        env={**kept, "HOME": str(home), "TMPDIR": str(temporary), "XDG_CONFIG_HOME": str(home), **environment},
    )
    evidence.processes.append(process)
    return process


def _ask(evidence: Evidence, method: str, path: str, body: bytes | None, **headers: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", evidence.port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return b""  # refused before it was read; what was logged of it is what counts
    finally:
        connection.close()
    evidence.answers += b"999" in answer or b"signposts" in answer
    return answer


def _raw(evidence: Evidence, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", evidence.port), timeout=3) as wire:
        wire.sendall(data)
        try:
            while wire.recv(65536):
                wire.settimeout(0.5)
        except OSError:
            pass


def _over_http(evidence: Evidence) -> None:
    """REST and the widget's channel: as text, sender, metadata, session, header, origin, query and address."""
    for text in SAID:
        body = {"message": text, "sender": f"{WORD}-{text[:9]}", "metadata": {"name": WORD}, "input_channel": WORD}
        _ask(evidence, "POST", f"/webhooks/rest/webhook?stream=true&token={WORD}", json.dumps(body).encode())
        session = json.loads(_ask(evidence, "POST", "/webhooks/web/session", b"{}"))["session"]
        body = {"message": text, "session": session}
        named = {
            "User-Agent": WORD,
            "Referer": f"https://{WORD}.example",
            "Cookie": f"a={WORD}",
            "X-Forwarded-For": WORD,
        }
        _ask(evidence, "POST", f"/webhooks/web/message?q={WORD}", json.dumps(body).encode(), **named)
        _ask(evidence, "POST", "/webhooks/web/forget", json.dumps(body).encode())
    word = WORD.encode()
    for path in ("/webhooks/rest/webhook", "/webhooks/web/message"):
        for junk in (
            b'{"message": "' + word,
            word,
            b'["' + word + b'"]',
            b"\xff" + word,
            word * 10_000,
            word * 100_000,
        ):
            _ask(evidence, "POST", path, junk)
        _ask(evidence, "POST", path, b'{"message": {"' + word + b'": 1}}', Origin=f"https://{WORD}.example")
        head = b"POST " + path.encode() + b" HTTP/1.1\r\nHost: " + word + b"\r\n"
        _raw(evidence, head + b"Transfer-Encoding: chunked\r\n\r\n" + word + b"\r\n" + word)
        _raw(evidence, head + b"Content-Length: " + word + b"\r\n\r\n" + word)
        _raw(evidence, head + b"Content-Length: 9999\r\n\r\n" + word)
        _raw(evidence, head + word)
        _raw(evidence, word + b" " + path.encode() + b" " + word + b"\r\n\r\n")
    for method in ("GET", "PUT", "DELETE", "OPTIONS", "HEAD"):
        _ask(evidence, method, f"/{WORD}?{WORD}={WORD}", None)
        _ask(evidence, method, f"/directory/services?search={WORD}&page={WORD}", None)
        _ask(evidence, method, f"/widget/{WORD}/chat.js", None)
    _raw(evidence, b"GET /\xff" + word + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    _ask(evidence, "POST", "/webhooks/telegram/webhook", word, **{"X-Telegram-Bot-Api-Secret-Token": WORD})


async def _over_telegram(telegram: LocalTelegram) -> None:
    """Text, a correction, a caption, a button, a name; each is answered before the next is sent."""
    telegram.chats.open(SAM).language = WORD[:9]
    for text in SAID:
        before = sum(call.method == "sendMessage" for call in telegram.calls)
        telegram.chats.say(SAM, text)
        await until(
            lambda before=before: sum(c.method == "sendMessage" for c in telegram.calls) > before,  # type: ignore[misc]
            PATIENCE,
        )
    shown = [message for message in telegram.chats.open(SAM).messages.values() if not message.mine]
    if shown:
        telegram.chats.edit(SAM, shown[-1], f"{WORD} corrected")
    telegram.chats.say(SAM, f"{WORD} under a picture", extra={"photo": [{"file_id": WORD}], "caption": WORD})
    mine = [message for message in said(telegram) if message.rows]
    if mine:
        telegram.chats.press_data(telegram.chats.open(SAM), mine[-1], WORD)
    await asyncio.sleep(3)


def _without_redis(evidence: Evidence) -> None:
    """The same person before, while and after Redis holds still: what it missed is kept, owed and logged meanwhile."""
    evidence.redis.send(signal.SIGSTOP)
    try:
        for text in SAID[:2]:
            body = {"message": text, "sender": f"{WORD}-without"}
            _ask(evidence, "POST", "/webhooks/rest/webhook", json.dumps(body).encode())
    finally:
        evidence.redis.send(signal.SIGCONT)
    log = evidence.folder / "serve.err"
    wait_for(lambda: b'"store_back"' in log.read_bytes(), "Redis", 20)
    for text in (SAID[0], "delete my data", SAID[0]):
        _ask(evidence, "POST", "/webhooks/rest/webhook", json.dumps({**body, "message": text}).encode())


def _listen_in(evidence: Evidence) -> None:
    """Writes down every question that reaches Redis, with what it carries."""
    evidence.redis.start()
    wait_for(evidence.redis.listens, "Redis", 20)
    command = [program("redis-cli"), "-p", str(evidence.redis.port), "monitor"]
    heard = evidence.folder / "redis.heard"
    evidence.watchers.append(subprocess.Popen(command, stdout=heard.open("wb")))
    wait_for(lambda: b"OK" in heard.read_bytes(), "A listener at Redis", 20)


def _typed(evidence: Evidence) -> None:
    """The terminal. What it prints is answers; the person's own words stand there only because a terminal echoes them."""
    chat = _start(evidence, "chat", "chat")
    chat.communicate("\n".join([*SAID, "/quit", ""]).encode(), timeout=PATIENCE)
    evidence.processes.remove(chat)


async def _play(evidence: Evidence) -> None:
    _listen_in(evidence)
    webhook, polling = LocalTelegram(paced=False), LocalTelegram(paced=False)
    for telegram in (webhook, polling):
        await telegram.start()
    token = {"TELEGRAM_TOKEN": webhook.token}
    here = f"http://127.0.0.1:{evidence.port}"
    _start(
        evidence,
        "serve",
        "serve",
        PORT=str(evidence.port),
        TELEGRAM_API_BASE=webhook.base,
        TELEGRAM_WEBHOOK=here,
        METRICS_PORT=str(evidence.metrics_port),
        REDIS_URL=f"redis://127.0.0.1:{evidence.redis.port}/0",
        SESSION_SECRET="of-this-test-and-of-nobody-else",
        LOG_LEVEL="debug",
        **token,
    )
    _start(evidence, "poll", "telegram", TELEGRAM_API_BASE=polling.base, **token)
    await until(lambda: b"Ready." in (evidence.folder / "serve.out").read_bytes(), PATIENCE)
    printed = [evidence.folder / "poll.err", evidence.folder / "poll.out"]
    await until(lambda: any(b"Ready." in path.read_bytes() for path in printed), PATIENCE)
    await asyncio.gather(_over_telegram(webhook), _over_telegram(polling), asyncio.to_thread(_over_http, evidence))
    await asyncio.to_thread(_without_redis, evidence)
    await asyncio.to_thread(_typed, evidence)
    for telegram in (webhook, polling):
        await telegram.stop()


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """All of it, once; the server and the polling bot still run while it is looked at."""
    folder = tmp_path_factory.mktemp("canary")
    found = Evidence(folder, free_port(), free_port(), redis_program(folder))
    try:
        asyncio.run(_play(found))
        yield found
    finally:
        for process in (*found.processes, *found.watchers, found.redis.process):
            if process is not None:
                process.kill()
                process.wait(20)


def _holds(path: Path) -> bool:
    """True if the word is in a file, as it is or as other encodings write it."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    forms = (WORD.encode(), WORD.encode("utf-16-le"), WORD.encode().hex().encode(), WORD[::-1].encode())
    return any(form in content.lower() for form in forms)


def _files(root: Path, since: float) -> list[Path]:
    found = []
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in SKIPPED]
        for name in files:
            path = Path(folder) / name
            try:
                if path.stat().st_mtime >= since - 1 and path.is_file():
                    found.append(path)
            except OSError:
                continue
    return found


def test_the_word_went_through(evidence: Evidence) -> None:
    """Otherwise there was nothing to find: messages were answered, and every process is still there."""
    assert evidence.answers >= 2 * len(SAID)
    assert [process.poll() for process in evidence.processes] == [None, None]
    assert "999" in (evidence.folder / "chat.out").read_text(encoding="utf-8")


def test_nothing_is_printed_or_left_in_the_temporary_folders(evidence: Evidence) -> None:
    """Standard output and error, home and temporary folders of the server, the polling bot and the terminal.

    Among them the JSON logs at their most talkative, Redis' log, and every question that Redis was ever asked.
    """
    assert [path for path in _files(evidence.folder, 0) if _holds(path)] == []
    assert not _holds(evidence.folder / "serve.err")


def test_nothing_is_in_redis(evidence: Evidence) -> None:
    """No key, no value, nothing in its log of slow questions; what was asked of it holds neither word nor id."""
    client = redis.Redis("127.0.0.1", evidence.redis.port)
    kept = [(key, client.dump(key), client.get(key)) for key in client.keys("*")]
    heard = (evidence.folder / "redis.heard").read_bytes().lower()

    assert any(key.startswith(b"signpost:chat:") for key, _, _ in kept), "otherwise there was nothing to find"
    assert heard.count(b'"set" "signpost:chat:') > len(SAID)
    assert WORD.encode() not in repr([*kept, client.slowlog_get(1000), client.client_list()]).lower().encode()
    assert WORD.encode() not in heard
    assert b"tracker on my car" not in heard


def test_nothing_is_in_the_counters(evidence: Evidence) -> None:
    """Prometheus reads how many of what kind; neither words nor ids are in it."""
    with urllib.request.urlopen(f"http://127.0.0.1:{evidence.metrics_port}/metrics") as answer:
        counters = answer.read().decode().lower()

    assert 'signpost_answers_total{kind="emergency_now"}' in counters
    assert "signpost_shared_store_lost_total 1.0" in counters
    assert WORD not in counters


def test_nothing_is_left_in_the_working_tree(evidence: Evidence) -> None:
    """Whatever was written here since, caches and models included, aside from the tests' own caches."""
    tests = {Path(__file__).resolve(), Path(__file__).with_name("__pycache__").resolve()}
    written = [
        path for path in _files(Path.cwd(), evidence.began) if not tests & {path.resolve(), path.parent.resolve()}
    ]

    assert [path for path in written if _holds(path)] == []


def test_nothing_is_left_in_files_that_are_open_or_deleted(evidence: Evidence) -> None:
    """What the processes hold open, deleted or not, and their names and environment as others can see them."""
    found = []
    for process in evidence.processes:
        folder = Path(f"/proc/{process.pid}")
        for path in [*(folder / "fd").iterdir(), folder / "cmdline", folder / "environ"]:
            if path.is_file() and _holds(path):
                found.append(str(path))

    assert found == []


def test_nothing_goes_anywhere_but_to_telegram(evidence: Evidence) -> None:
    """Every connection that any library made, and every program that was started."""
    lines = [line for path in evidence.folder.glob("*.ways") for line in path.read_text(encoding="utf-8").splitlines()]
    outside = [line for line in lines if line.startswith("socket.") and "127.0.0.1" not in line and "None" not in line]

    assert any("127.0.0.1" in line for line in lines)
    assert outside == []
    started = [line for line in lines if "Popen" in line or line.startswith("os.exec")]
    assert [line for line in started if "['uname', '-p']" not in line] == []  # Python's platform module asks that


def test_a_crash_leaves_no_core_file(evidence: Evidence) -> None:
    """Last of this file. Core files are switched off, and a process that is aborted leaves none."""
    process = evidence.processes[-1]
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="utf-8")
    assert re.search(r"Max core file size\s+0\s+0\s", limits)
    process.send_signal(signal.SIGABRT)
    process.wait(20)

    assert [path for path in _files(Path.cwd(), evidence.began) if path.name.startswith("core")] == []
    assert [path for path in _files(evidence.folder, 0) if _holds(path)] == []
