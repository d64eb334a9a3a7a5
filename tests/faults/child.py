"""The server of `make run` with a fault in it, in a process of its own: `python -m tests.faults.child FAULT ...`."""

from __future__ import annotations

import errno
import os
import resource
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGING = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "shutil.rmtree"}
LOOPBACK = ("127.", "localhost", "::1")


def _read_only() -> None:
    """No file may be written, made or removed, but in the folder for temporary ones."""
    allowed = (tempfile.gettempdir(), "/dev/")

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        by_name = given[-1:] == (-1,)  # what is named within an open folder was allowed with the folder
        opens = event == "open" and isinstance(given[2], int) and given[2] & WRITING
        writes = opens or (event in CHANGING and (by_name or event == "shutil.rmtree"))
        if writes and isinstance(given[0], (str, os.PathLike)) and not os.fspath(given[0]).startswith(allowed):
            raise OSError(errno.EROFS, "Read-only file system", given[0])

    sys.addaudithook(refuse)


def _no_network() -> None:
    """Names are not found, and nothing beyond this machine is reached."""

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo" and not str(given[0] or "127.").startswith(LOOPBACK):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if event == "socket.connect" and isinstance(given[1], tuple) and not str(given[1][0]).startswith(LOOPBACK):
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    sys.addaudithook(refuse)


def _full() -> None:
    """No file may grow beyond a few kilobytes: the model cannot be unpacked."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))


def _hang() -> None:
    """The action that answers never comes back; the patience with it is short."""
    from bot import serve
    from bot.rasa import engine

    engine.STUCK_AFTER, engine.LOOK_EVERY = 2.0, 0.2
    load = serve._load

    def loaded() -> Any:
        agent: Any = load()
        hanging = threading.Event()
        agent.action_endpoint._executor.actions["action_signpost"] = lambda *given: hanging.wait()
        return agent

    serve._load = loaded


FAULTS: dict[str, Callable[[], None]] = {
    "read-only": _read_only,
    "no-network": _no_network,
    "full": _full,
    "hang": _hang,
}


def main() -> int:
    """Serves with the faults that are named."""
    from bot.cli import main as run

    for name in sys.argv[1:]:
        FAULTS[name]()
    return run(["serve", "--no-train"])


if __name__ == "__main__":
    sys.exit(main())
