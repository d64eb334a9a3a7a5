"""bot/web/heads.py: one length, in plain digits, or chunks; nothing else."""

from __future__ import annotations

import pytest

from bot.web.heads import is_plain

LINE = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x"


@pytest.mark.parametrize(
    "more", [b"", b"\r\nContent-Length: 0", b"\r\ncontent-length:28", b"\r\nTransfer-Encoding: Chunked"]
)
def test_plain_heads_are_let_in(more: bytes) -> None:
    assert is_plain(LINE + more)


@pytest.mark.parametrize(
    "more",
    [
        b"\r\nContent-Length: -1",
        b"\r\nContent-Length: ",
        b"\r\nContent-Length: 0x10",
        b"\r\nContent-Length: 5, 5",
        b"\r\nContent-Length: 5\r\nContent-Length: 5",
        b"\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
        b"\r\nTransfer-Encoding: identity",
        b"\r\nContent-Length : 5",
    ],
)
def test_other_heads_are_refused(more: bytes) -> None:
    assert not is_plain(LINE + more)
