"""`python -m bot ...` with two things added: faults that quote what was typed, and a record of every way out.

Run as `python -m tests.privacy.watched RECORD ARGUMENTS...`. A message that holds one of the words of FAULTS breaks that
part, with the message in the exception: what a library might do at its worst.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

FAULTS = ("breakparse", "breakaction", "breaksave", "breakhang", "breakturn")
WATCHED = (
    "socket.connect",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.Popen",
    "os.exec",
)


def _watch(record: Path) -> None:
    """Notes where anything is sent to, by whatever library: Python itself tells."""
    out = record.open("a", encoding="utf-8", buffering=1)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in WATCHED:
            out.write(f"{event} {arguments[1:] if event.startswith('socket.c') else arguments!r}\n")

    sys.addaudithook(heard)


def _broken(agent: Any) -> Any:
    """The same agent, whose parts fail when they are told to."""
    parse, handle = agent.processor.parse_message, agent.handle_message
    save, act = agent.tracker_store.save, agent.processor.action_endpoint.request

    async def parse_message(message: Any) -> Any:
        if "breakhang" in message.text:
            time.sleep(2.5)  # noqa: ASYNC251  # the worst that a component can do
        if "breakparse" in message.text:
            raise ValueError(f"cannot parse {message.text}")
        return await parse(message)

    async def handle_message(message: Any) -> Any:
        if "breakturn" in message.text:
            raise KeyError(message.text)
        return await handle(message)

    async def request(*arguments: Any, **more: Any) -> Any:
        text = str(more["json"]["tracker"]["latest_message"].get("text"))
        if "breakaction" in text:
            raise RuntimeError(f"action failed at {text}")
        return await act(*arguments, **more)

    async def save_tracker(tracker: Any) -> None:
        if "breaksave" in str(tracker.latest_message.text):
            raise OSError(f"cannot write {tracker.latest_message.text}")
        await save(tracker)

    agent.processor.parse_message, agent.handle_message = parse_message, handle_message
    agent.tracker_store.save, agent.processor.action_endpoint.request = save_tracker, request
    return agent


def main() -> int:
    """Runs a command of the product."""
    _watch(Path(sys.argv[1]))
    from bot.rasa import load

    usual = load.load_agent
    load.load_agent = lambda: _broken(usual())  # type: ignore[assignment]
    from bot.cli import main as run

    return run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
