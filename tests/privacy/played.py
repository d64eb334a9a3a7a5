"""A made-up word through every channel and every fault, for test_canary.py: as text, name, button, metadata and address."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.telegram_demo.server import LocalTelegram
from scripts.cluster import Program, program, wait_for
from tests.privacy.watched import FAULTS
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


async def play(evidence: Evidence) -> None:
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
