"""Run in a network of its own, with nothing but a loopback: starts the server, talks to it, prints what came back.

`python -m tests.privacy.alone FOLDER`. A network namespace begins without a way to anywhere; only the loopback is
switched on here, so whatever the server wanted from elsewhere it would have to do without.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import sys
from pathlib import Path

from tests.served.conftest import start

SET_FLAGS = 0x8914  # ioctl SIOCSIFFLAGS
UP = 0x1
ASKED = (
    "hello",
    "i want to die",
    "I gave my card details to a scammer",
    "my ex has put a tracker on my car",
    "delete my data",
)


def main() -> None:
    """Prints the interfaces, the answers and the log as JSON."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        fcntl.ioctl(wire, SET_FLAGS, struct.pack("16sh", b"lo", UP))
    server = start(Path(sys.argv[1]))
    answers = [server.say(text) for text in ASKED]
    log = server.log.read_text(encoding="utf-8")
    server.process.terminate()
    server.process.wait(20)
    json.dump({"interfaces": [name for _, name in socket.if_nameindex()], "answers": answers, "log": log}, sys.stdout)


if __name__ == "__main__":
    main()
