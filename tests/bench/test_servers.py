"""bench/servers.py: processes are measured with their children, and ended with them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench.servers import Server, StartError, _end, _wait

HOLDS = "x = bytearray(60_000_000); print('holds', flush=True); input()"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}])"


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[bytes]]:
    """A process whose child holds 60 MB."""
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"holds\n"
    yield process
    _end([process])


def test_memory_counts_children(parent: subprocess.Popen[bytes]) -> None:
    """What the child holds is the server's."""
    assert Server(0, 0.0, [parent]).memory() > 60


def test_end_ends_the_process_and_its_children(parent: subprocess.Popen[bytes]) -> None:
    """Nothing goes on in the background."""
    _end([parent])

    assert parent.poll() is not None


def test_wait_says_so_when_a_server_ends_at_once() -> None:
    """Nobody waits ten minutes for a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    with pytest.raises(StartError, match="ended at its start"):
        _wait(lambda: False, [process], "ours")
