"""Keeps what people send out of the web server's own log: its messages and its exceptions may quote a request."""

from __future__ import annotations

import logging

LOGGERS = ("sanic.root", "sanic.error", "sanic.access")


class NoWords(logging.Filter):
    """Leaves of a record its level, the kind of error, and where in the code it broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Takes the words out; the record itself stays."""
        error = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = "the web server could not serve a request", ()
        record.exc_text = None
        if error is None:
            record.exc_info = None
            return True
        # An exception of the same name without a text, and without those that it came of, which have texts too.
        bare = type(type(error).__name__, (Exception,), {})().with_traceback(error.__traceback__)
        record.exc_info = (type(bare), bare, error.__traceback__)
        return True


def quiet() -> None:
    """Puts the filter before everything that Sanic logs; once is enough, twice is the same."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, NoWords) for one in logger.filters):
            logger.addFilter(NoWords())
