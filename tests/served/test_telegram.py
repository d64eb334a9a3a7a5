"""`python -m bot telegram`, `telegram-demo` and `serve` with a token, each in a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.telegram_demo.server import LocalTelegram
from tests.served.conftest import start, words
from tests.telegram import SAM, said, until, words_of

PATIENCE = 120.0  # seconds for Rasa to load on a busy machine
WORRY = "my ex has put a tracker on my car and reads my messages"


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TELEGRAM_")}
    return {**kept, **more}


def _run(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    given = _environment(**environment)
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, env=given, timeout=PATIENCE, check=False
    )


async def _ask_until(telegram: LocalTelegram, text: str, wanted: str) -> None:
    """Writes again until the answer is the full one: on a busy machine Rasa may take longer than the guard waits."""
    for _ in range(10):
        before = len(said(telegram))
        telegram.chats.say(SAM, text)
        await until(lambda before=before: len(said(telegram)) > before, PATIENCE)  # type: ignore[misc]
        if wanted in words_of(said(telegram)):
            return
    raise AssertionError(f"no {wanted!r} in ten answers")


def test_telegram_without_a_token_says_what_to_do() -> None:
    """One sentence, and no traceback."""
    done = _run("telegram")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "TELEGRAM_TOKEN" in done.stderr
    assert "make telegram-demo" in done.stderr


def test_telegram_without_an_assessment_stays_off() -> None:
    """The operator has to say that it is done."""
    done = _run("telegram", TELEGRAM_TOKEN="7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1")

    assert done.returncode == 1
    assert "TELEGRAM_ASSESSMENT_DONE=yes" in done.stderr


def test_telegram_polls_answers_and_ends(tmp_path: Path) -> None:
    """A worry gets its route, danger 999 first; SIGTERM ends it; nothing typed is printed, and no token."""

    async def play() -> tuple[str, str, int]:
        telegram = LocalTelegram()
        await telegram.start()
        log = tmp_path / "telegram.log"
        environment = _environment(TELEGRAM_TOKEN=telegram.token, TELEGRAM_API_BASE=telegram.base)
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: ASYNC220  # it is started at once and waited for elsewhere
                [sys.executable, "-m", "bot", "telegram"], stdout=output, stderr=output, env=environment
            )
        telegram.chats.say(SAM, "there is a man in my house with a knife")
        await until(lambda: bool(said(telegram)), PATIENCE)
        assert not said(telegram)[0].silent
        await until(lambda: b"Ready." in log.read_bytes(), PATIENCE)
        await _ask_until(telegram, WORRY, "National Domestic Abuse Helpline")
        process.send_signal(signal.SIGTERM)
        code = await asyncio.to_thread(process.wait, 30)
        await telegram.stop()
        return words_of(said(telegram)), log.read_text(), code

    said_words, log, code = asyncio.run(play())

    assert "999" in said_words.split("\n")[0]
    assert code == 0
    assert "knife" not in log
    assert "tracker" not in log
    assert "demo-token" not in log
    assert str(SAM) not in log


def test_telegram_demo_needs_no_token() -> None:
    """Typed into the terminal, answered as Telegram would show it."""
    done = _run("telegram-demo", typed=f"/start\n{WORRY}\n1\n1\n/forget\n:quit\n")

    assert done.returncode == 0
    assert "Telegram keeps this chat" in done.stdout
    assert "National Domestic Abuse Helpline" in done.stdout
    assert "[1: Nottingham]" in done.stdout
    assert "Juno" in done.stdout or "junowomensaid" in done.stdout
    assert "I deleted what I could." in done.stdout


def test_serve_with_a_hanging_telegram_serves_the_website(tmp_path: Path) -> None:
    """A Bot API server that takes every call and answers none: the website answers as ever, and ends when told to."""

    async def play() -> tuple[str, int]:
        telegram = LocalTelegram()
        telegram.hold = True
        await telegram.start()
        server = await asyncio.to_thread(
            start, tmp_path, TELEGRAM_TOKEN=telegram.token, TELEGRAM_API_BASE=telegram.base
        )
        held = len(telegram.calls)
        answer = words(await asyncio.to_thread(server.say, WORRY))
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, 30)
        await telegram.stop()
        return answer, held

    answer, held = asyncio.run(play())

    assert held >= 1
    assert "National Domestic Abuse Helpline" in answer
