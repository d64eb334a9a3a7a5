"""bot/web/quiet.py: the web server's log says that something broke and where, never with whose words."""

from __future__ import annotations

import logging
from io import StringIO

import pytest

from bot.web.quiet import LOGGERS, quiet

WORD = "zyxqwvucanary"


@pytest.mark.parametrize("name", LOGGERS)
def test_words_are_taken_out(name: str) -> None:
    """Out of the message, its arguments, the exception and those that it came of; the kind of error stays."""
    quiet()
    quiet()
    written = StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    try:
        try:
            int(WORD, 16)
        except ValueError as cause:
            try:
                raise KeyError(WORD) from cause
            except KeyError:
                logger.exception("could not read %s", WORD)
    finally:
        logger.removeHandler(handler)

    assert WORD not in written.getvalue().replace("WORD", "")
    assert "KeyError" in written.getvalue()
