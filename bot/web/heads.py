"""Refuses requests whose head does not say in one way how long the body is, before anything reads the body.

Sanic 21.12, which Rasa pins, takes any number for a length: a negative one turns its reading of the body into an
endless loop that never lets go of the server's only thread, and two different ones let a proxy and the server see
different requests in the same bytes.
"""

from __future__ import annotations

import re
from typing import Any

from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage

_LENGTH = re.compile(rb"\d{1,15}")
_CHUNKED = b"chunked"


def is_plain(head: bytes) -> bool:
    """Reads the lines that say how long the body is.

    Args:
        head: The head of a request, as it came in.

    Returns:
        True if there is no length, or one that is a plain number, or the body comes in chunks and nothing else is said.
    """
    lengths, codings = [], []
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        key = name.strip().lower()
        if key == b"content-length":
            lengths.append(value.strip())
        elif key == b"transfer-encoding":
            codings.append(value.strip().lower())
        if key != name.lower():  # a blank before the colon: proxies differ in what they make of it
            return False
    if codings:
        return codings == [_CHUNKED] and not lengths
    return len(lengths) <= 1 and all(_LENGTH.fullmatch(length) for length in lengths)


def watch_heads(app: Sanic | Blueprint) -> None:
    """Refuses such requests with 400.

    Args:
        app: The server, or routes that one will have.
    """

    async def check(head: bytes, **context: Any) -> None:
        if not is_plain(head):
            raise InvalidUsage("The head of the request does not say how long its body is.")

    app.add_signal(check, "http.lifecycle.read_head")
