"""`make run`: the guard and the socket first, Rasa behind them as soon as it is loaded."""

from __future__ import annotations

import asyncio
import os
import socket
import sys

from sanic import Sanic

from bot.channels.http import HOST, make_app, port
from bot.channels.telegram.attach import attach
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.readiness import why_not
from bot.wording import Wording

WATCH_EVERY = 2.0  # seconds
STUCK_EXIT = 70  # sysexits' "internal software error": whoever supervises the process starts it again


def _load() -> object:
    # Imported in Rasa's own thread: it takes seconds, and the guard answers meanwhile.
    from bot.rasa.load import load_agent

    return load_agent()


async def _watch(engine: RasaEngine) -> None:
    """Says when Rasa has answered or why it does not; ends a process whose Rasa hangs for good."""
    await asyncio.to_thread(engine.loaded.wait)
    why = await why_not(engine)
    if why is not None and engine.failure is None:
        why = await why_not(engine)  # on a busy machine the very first turns may take their time
    if why is not None:
        print(f"Only 999 and 24-hour lines are answered: {why}", file=sys.stderr, flush=True)
    else:
        print("Ready.", flush=True)
    while not engine.stuck:  # noqa: ASYNC110  # time passing is what it waits for
        await asyncio.sleep(WATCH_EVERY)
    print("A turn hangs for good; ending so that the server can be started again.", file=sys.stderr, flush=True)
    os._exit(STUCK_EXIT)


def _listen(number: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, number))
    except OSError as error:
        raise OSError(
            f"Port {number} is taken ({error.strerror}): end what uses it, or run `PORT=5006 make run`."
        ) from error
    return listening


def serve() -> None:
    """Serves until it is told to stop.

    Raises:
        OSError: If the port is taken.
    """
    number = port()
    listening = _listen(number)
    guard_parts = EmergencyRules(), Wording()
    engine = RasaEngine(_load)
    app: Sanic = make_app(Guard(*guard_parts, engine), engine)
    attach(app, *guard_parts, engine)

    @app.after_server_start
    async def started(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        print(f"Open http://{HOST}:{number}/ (999 is answered already; Rasa is loading)", flush=True)
        app.add_task(_watch(engine))

    app.run(sock=listening, access_log=False, workers=1, debug=False)
