"""`make chat`: the same bot, guard and all, in a terminal."""

from __future__ import annotations

import asyncio
import secrets
import sys
import textwrap

from bot import signoff
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.wording import Reply, Wording

WIDTH = 88
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


async def _talk() -> None:
    wording = Wording()
    print(show({"text": signoff.read().opening(wording)}))
    print("\nType what is wrong, or a button's words. To leave: /quit\n")
    engine = RasaEngine(load_agent)
    guard = Guard(EmergencyRules(), wording, engine)
    sender = secrets.token_hex(16)
    loop = asyncio.get_running_loop()
    while True:
        try:
            text = await loop.run_in_executor(None, input, "> ")
        except EOFError:
            return
        if text.strip().lower() in LEAVE:
            return
        if not guard.hears(text):  # nobody in danger waits for Rasa to load
            await asyncio.to_thread(engine.loaded.wait)
        if engine.failure is not None:
            print(f"({engine.failure})", file=sys.stderr)
        for reply in await guard.answer(text, sender):
            if reply.get("text"):
                print(f"\n{show(reply)}")
        print()


def chat() -> None:
    """Talks until the person leaves."""
    try:
        asyncio.run(_talk())
    except KeyboardInterrupt:
        print()
