"""`make chat`: the same bot, guard and all, in a terminal."""

from __future__ import annotations

import asyncio
import secrets
import sys
import textwrap
from collections.abc import Awaitable, Callable

from bot import signoff
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.wording import Reply, Wording

WIDTH = 88
LOADING = 15.0  # seconds that the calm wait for Rasa at the start; it takes about five
LEAVE = {"/quit", "/exit", "/q"}


def show(reply: Reply) -> str:
    """A reply as text for a terminal; cards need no drawing, because the text says all that they do."""
    lines = [
        textwrap.fill(line, WIDTH, subsequent_indent="  " if line.startswith("- ") else "", break_long_words=False)
        for line in str(reply.get("text") or "").splitlines()
    ]
    titles = [f"[{button['title']}]" for button in reply.get("buttons") or ()]
    if titles:
        lines.append(textwrap.fill("  ".join(titles), WIDTH, break_on_hyphens=False))
    return "\n".join(lines)


async def talk(
    engine: RasaEngine, read: Callable[[], Awaitable[str]], write: Callable[[str], None], patience: float = LOADING
) -> None:
    """Talks until the person leaves.

    Args:
        engine: Rasa, which may be loading still, or never come.
        read: Gives the next line that was typed.
        write: Shows a text.
        patience: Seconds that the calm wait for Rasa to load, once; nobody in danger waits.
    """
    wording = Wording()
    opening = {"text": signoff.read().opening(wording)}
    write(f"{show(opening)}\n\nType what is wrong, or a button's words. To leave: /quit\n")
    guard = Guard(EmergencyRules(), wording, engine)
    sender = secrets.token_hex(16)
    while True:
        try:
            text = await read()
        except EOFError:
            return
        if text.strip().lower() in LEAVE:
            return
        if not await guard.hears(text) and await _is_late(engine, patience):
            patience = 0.0  # it was waited for; whoever is there gets an answer without it
        for reply in await guard.answer(text, sender):
            if reply.get("text"):
                write(f"\n{show(reply)}")
        write("")


async def _is_late(engine: RasaEngine, patience: float) -> bool:
    """Waits for Rasa to load; True if it has not by then."""
    return not (engine.loaded.is_set() or await asyncio.to_thread(engine.loaded.wait, patience))


async def _in_terminal() -> None:
    engine = RasaEngine(load_agent)
    told = False

    async def read() -> str:
        nonlocal told
        if engine.failure is not None and not told:
            told = True
            print(f"({engine.failure})", file=sys.stderr)
        return await asyncio.get_running_loop().run_in_executor(None, input, "> ")

    await talk(engine, read, print)


def chat() -> None:
    """Talks until the person leaves."""
    try:
        asyncio.run(_in_terminal())
    except KeyboardInterrupt:
        print()
