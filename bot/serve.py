"""`make run`: the guard and the socket first, Rasa behind them as soon as it is loaded."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import socket
import sys
import threading

from sanic import Sanic

from bot.channels.http import make_app, port
from bot.channels.telegram.attach import attach
from bot.emergency import EmergencyRules
from bot.operations import logs, settings
from bot.operations.counting import CountedGuard
from bot.operations.metrics import METRICS, count_refusals
from bot.rasa.engine import RasaEngine
from bot.readiness import why_not
from bot.wording import Wording

LOOK_EVERY = 0.1  # seconds
STOPPING = 5  # seconds for answers that have begun; none takes longer than the guard's two
STUCK_EXIT = 70  # sysexits' "internal software error": whoever supervises the process starts it again
_OPEN = threading.Event()  # set when people can be answered


def _load() -> object:
    _OPEN.wait()  # two threads that import take turns, and the first answer would wait for both
    # Imported in Rasa's own thread: it takes seconds, and the guard answers meanwhile.
    from bot.rasa.load import load_agent

    return load_agent()


async def _watch(engine: RasaEngine) -> None:
    """Says when Rasa has answered or why it does not; ends a process whose Rasa hangs for good."""
    while not engine.loaded.is_set():  # noqa: ASYNC110  # a thread that waits would keep a stopping process alive
        await asyncio.sleep(LOOK_EVERY)
    why = await why_not(engine)
    if why is not None and engine.failure is None:
        why = await why_not(engine)  # on a busy machine the very first turns may take their time
    if why is not None:
        logs.say(f"Only 999 and 24-hour lines are answered: {why}")
        logs.event(logging.ERROR, "not_ready", why=why)
    else:
        logs.say("Ready.")
        logs.event(logging.INFO, "ready")
    await engine.until_stuck()
    why = "a turn hangs for good; ending so that the server can be started again"
    logs.event(logging.ERROR, "stuck", why=why, at=engine.place)
    os._exit(STUCK_EXIT)


def _listen(host: str, number: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, number))
    except OSError as error:
        raise OSError(
            f"Port {number} is taken ({error.strerror}): end what uses it, or run `PORT=5006 make run`."
        ) from error
    return listening


def _operate(app: Sanic, engine: RasaEngine, given: settings.Settings) -> None:
    """What whoever runs it sees of it: counters, and the log of its start and end."""
    count_refusals(app)
    METRICS.watch_model(lambda: engine.loaded.is_set() and engine.failure is None)
    METRICS.serve(given.metrics_host, given.metrics_port)

    @app.before_server_stop
    async def stopping(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        logs.event(logging.INFO, "stopping")

    @app.after_server_stop
    async def stopped(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        logs.event(logging.INFO, "stopped")


def _end() -> None:
    """Ends at once: Rasa's thread may be inside native code, from under which a slower end would take the memory."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a full disk, or a reader that has gone
            stream.flush()
    os._exit(0)


def serve() -> None:
    """Serves until it is told to stop (SIGTERM or Ctrl-C), then finishes the answers that have begun.

    Raises:
        OSError: If a port is taken.
        ValueError: If something is set wrongly.
    """
    number, given = port(), settings.read()
    logs.start(given.log_level)
    listening = _listen(given.host, number)
    guard_parts = EmergencyRules(), Wording()
    engine = RasaEngine(_load)
    app: Sanic = make_app(CountedGuard(*guard_parts, engine), engine)
    attach(app, *guard_parts, engine)
    _operate(app, engine, given)

    @app.after_server_start
    async def started(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        logs.say(f"Open http://{given.host}:{number}/ (999 is answered already; Rasa is loading)")
        logs.event(logging.INFO, "start", port=number, shared_store=given.redis_url is not None)
        gc.freeze()  # all of it stays
        gc.enable()
        _OPEN.set()
        app.add_task(_watch(engine))

    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOPPING
    app.run(sock=listening, access_log=False, workers=1, debug=False)
    _end()
