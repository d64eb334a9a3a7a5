"""The product on a free port, for scripts that look at it with a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 120  # seconds for Rasa to load


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/ready", timeout=5):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise TimeoutError("The server was not ready in two minutes: run `make run` to see why.")


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """Starts `python -m bot serve` and ends it with the block.

    Args:
        environment: More variables for it, such as SIGNPOST_NOW.

    Yields:
        Its address, once Rasa is ready.

    Raises:
        TimeoutError: If it was not ready in two minutes.
    """
    port = _free_port()
    variables = {**os.environ, **environment, "PORT": str(port)}
    server = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=variables, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
