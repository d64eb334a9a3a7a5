"""Logs for machines: one JSON object a line on stderr, made of known words and numbers, never of what anybody typed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import sys
from typing import Any, TextIO

OURS = logging.getLogger("signpost")
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_FACTS = "facts"


def _place(error: BaseException) -> str | None:
    """File and line where it broke: a place in the code, not a value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else None


class JsonLines(logging.Formatter):
    """Writes our own events with their facts; of other people's records only who, how bad, and the kind of error.

    A library's message, and an exception's, may hold what a person typed: neither is ever written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        time = dt.datetime.fromtimestamp(record.created, dt.timezone.utc).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": time, "level": record.levelname.lower()}
        if record.name == OURS.name:
            line |= {"event": record.msg, **getattr(record, _FACTS, {})}
        else:
            line |= {"event": "library", "logger": record.name}
            error = record.exc_info[1] if record.exc_info else None
            if error is not None:
                line |= {"error": type(error).__name__, "at": _place(error)}
        return json.dumps(line)


def say(sentence: str, out: TextIO | None = None) -> None:
    """Prints a sentence for whoever looks on; nobody there any more, or a full disk, is no reason not to serve.

    Args:
        sentence: Never of what anybody typed.
        out: By default standard output.
    """
    with contextlib.suppress(OSError):
        print(sentence, file=out or sys.stdout, flush=True)  # what the operator reads


def start(level: str | None = None) -> None:
    """Sends every log of the process through JsonLines.

    Args:
        level: debug, info, warning or error; None: info, and only warnings where a person reads along in a terminal.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.raiseExceptions = False  # a line that cannot be written is lost; Python would print what was to be in it
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)  # of libraries
    OURS.setLevel(LEVELS[level or ("warning" if sys.stderr.isatty() else "info")])


def event(level: int, name: str, **facts: str | float | bool | None) -> None:
    """Logs something that happened.

    Args:
        level: As in logging.
        name: What it was, a word of the code.
        facts: Kinds, numbers and reasons that come from the code; never from a message, a person or an address.
    """
    OURS.log(level, name, extra={_FACTS: facts})
