"""A made-up word goes through every channel and every fault, as text, name, button, metadata, header and address.

Then everything that the processes have printed, written or left open is searched for it. There must be nothing.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from scripts.cluster import redis_program
from tests.privacy import played
from tests.privacy.played import SAID, WORD, Evidence, play
from tests.served.conftest import free_port

SKIPPED = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "node_modules"}


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """All of it, once; the server and the polling bot still run while it is looked at."""
    folder = tmp_path_factory.mktemp("canary")
    found = Evidence(folder, free_port(), free_port(), redis_program(folder))
    try:
        asyncio.run(play(found))
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
    tests = {Path(played.__file__).resolve(), Path(played.__file__).with_name("__pycache__").resolve()}
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
