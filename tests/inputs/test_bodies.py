"""Requests that no browser sends: too much, too slow, broken off, or lying about their length. Others are answered meanwhile."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from bot.channels import http as channel
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering
from tests.houses import House, Switch, open_house

POST = b"POST /webhooks/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
CHANNELS = {"REST": b"rest/webhook", "website": b"web/message"}
HELLO = b'{"message": "I want to die"}'
MEGABYTE = 1024 * 1024
LIES = {
    "negative length": b"Content-Length: -5",
    "length that is no number": b"Content-Length: many",
    "length with a sign": b"Content-Length: +28",
    "length with an underscore": b"Content-Length: 2_8",
    "length beyond counting": b"Content-Length: " + b"9" * 30,
    "two lengths": b"Content-Length: 28\r\nContent-Length: 5",
    "length and chunks": b"Content-Length: 28\r\nTransfer-Encoding: chunked",
    "unknown coding": b"Transfer-Encoding: gzip",
    "two codings": b"Transfer-Encoding: gzip, chunked",
    "blank before the colon": b"Content-Length : 28",
}


@pytest.fixture(scope="module")
def house(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    """A server that gives up on a request after a second of silence."""
    switch = Switch(Answering(CALM, SIGNPOSTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(channel, "PATIENCE", 1)
        with open_house(Guard(rules, wording, switch), switch) as running:
            yield running


def _send(house: House, *parts: bytes, pause: float = 0.0) -> bytes:
    """Writes to the socket; what comes back until the server is silent or hangs up."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=8) as wire:
        try:
            for part in parts:
                wire.sendall(part)
                time.sleep(pause)
        except OSError:
            pass  # the server has stopped listening, as it should
        answer = b""
        try:
            while piece := wire.recv(65536):
                answer += piece
                wire.settimeout(1.0)
        except OSError:
            pass
        return answer


def _others_are_answered(house: House) -> None:
    """Somebody else's cry for help."""
    answer = house.ask("POST", "/webhooks/rest/webhook", HELLO)

    assert answer.status == 200
    assert "999" in answer.json[0]["text"].split("\n")[0]


@pytest.mark.parametrize("name", CHANNELS.values(), ids=CHANNELS)
@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_about_the_length_is_refused_and_stops_nobody(house: House, lie: bytes, name: bytes) -> None:
    """A negative length alone once froze the server for good."""
    answer = _send(house, POST % name + lie + b"\r\n\r\n" + HELLO)

    assert answer.startswith(b"HTTP/1.1 400")
    assert b"999" in answer
    _others_are_answered(house)


@pytest.mark.parametrize("name", CHANNELS.values(), ids=CHANNELS)
@pytest.mark.parametrize("size", [16 * 1024, 16 * 1024 + 1, 64 * 1024, 64 * 1024 + 1, MEGABYTE, 100 * MEGABYTE])
def test_any_size_is_read_or_refused_with_999(house: House, size: int, name: bytes) -> None:
    """Up to 100 MB: an answer, or 413 with 999 before the rest is sent; both name 999."""
    head = POST % name + b"Content-Length: %d\r\n\r\n" % size
    begin = b'{"message": "I want to die '
    body = [begin, *[b"x" * 16384] * ((size - len(begin)) // 16384), b"x" * ((size - len(begin)) % 16384 - 2), b'"}']
    answer = _send(house, head, *body)
    most = 16 * 1024 if name == CHANNELS["website"] else 64 * 1024

    assert answer.startswith(b"HTTP/1.1 413" if size > most else b"HTTP/1.1 200")
    assert b"999" in answer
    _others_are_answered(house)


@pytest.mark.parametrize("name", CHANNELS.values(), ids=CHANNELS)
def test_chunks_are_read(house: House, name: bytes) -> None:
    """A body without a length, in chunks of a few bytes."""
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(HELLO[n : n + 5]), HELLO[n : n + 5]) for n in range(0, len(HELLO), 5))
    answer = _send(house, POST % name + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 200")
    assert b"emergency_suicide" in answer


@pytest.mark.parametrize(
    "chunks",
    [b"10000\r\n" + b"x" * 65536 + b"\r\n", b"6400000\r\n" + b"x" * 65536, b"zz\r\n", b"-5\r\nabc\r\n", b"x" * 100],
    ids=["many", "a large one", "a size that is none", "a negative size", "no size"],
)
def test_chunks_without_end_are_refused(house: House, chunks: bytes) -> None:
    """Chunks are counted like any body; broken ones end the connection."""
    answer = _send(house, POST % CHANNELS["REST"] + b"Transfer-Encoding: chunked\r\n\r\n", *[chunks] * 20)

    assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 413", b"HTTP/1.1 200")
    assert b"999" in answer
    _others_are_answered(house)


def test_a_slow_body_is_waited_for(house: House) -> None:
    """Somebody on a bad line is not cut off while anything still comes."""
    parts = [HELLO[n : n + 4] for n in range(0, len(HELLO), 4)]
    answer = _send(house, POST % CHANNELS["REST"] + b"Content-Length: %d\r\n\r\n" % len(HELLO), *parts, pause=0.2)

    assert b"emergency_suicide" in answer


@pytest.mark.parametrize("part", [b"", b"Content-Length: 28\r\n\r\n", b'Content-Length: 28\r\n\r\n{"mess'])
def test_a_request_that_never_ends_is_let_go(house: House, part: bytes) -> None:
    """Half a head or half a body: after a while an answer that names 999, and the connection ends."""
    answer = _send(house, POST % CHANNELS["REST"] + part)

    assert answer.startswith((b"HTTP/1.1 408", b"HTTP/1.1 503"))
    assert b"999" in answer


def test_hundreds_of_open_requests_keep_nobody_waiting(house: House) -> None:
    """Many that send the beginning of a body and then nothing, all at once."""
    head = POST % CHANNELS["REST"] + b"Content-Length: 2000\r\n\r\n{"
    waiting = [socket.create_connection(("127.0.0.1", house.port), timeout=8) for _ in range(300)]
    try:
        for wire in waiting:
            wire.sendall(head)
        _others_are_answered(house)
    finally:
        for wire in waiting:
            wire.close()


def test_others_are_answered_while_the_largest_messages_are_read(house: House) -> None:
    """Four people send 64 kB of junk at once and again; a fifth is answered every time."""
    junk = json.dumps({"message": ("a1 <b>, \U0001f62d \u202e " * 3000)[:60_000]}, ensure_ascii=False).encode()[:64_000]
    stop = threading.Event()

    def flood() -> None:
        while not stop.is_set():
            house.ask("POST", "/webhooks/rest/webhook", junk)

    threads = [threading.Thread(target=flood) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            _others_are_answered(house)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""])
@pytest.mark.parametrize("name", ["rest/webhook", "web/message"])
def test_any_content_type_is_read_as_json(house: House, kind: str, name: str) -> None:
    """What a request calls its body costs nobody the answer."""
    answer = house.ask("POST", f"/webhooks/{name}", HELLO, **{"Content-Type": kind})

    assert answer.status == 200
    assert b"emergency_suicide" in answer.body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_packed_body_is_never_unpacked(house: House, coding: str) -> None:
    """A few bytes cannot become gigabytes: nothing is unpacked, and the answer helps to write again."""
    answer = house.ask("POST", "/webhooks/rest/webhook", b"\x1f\x8b\x08\x00" * 8, **{"Content-Encoding": coding})

    assert answer.status == 200
    assert b"999" in answer.body


@pytest.mark.parametrize(
    "line", [b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 100_000), b"\x00\x01\x02\r\n\r\n", b"GET /health\r\n\r\n"]
)
def test_a_head_that_is_none_is_refused_with_999(house: House, line: bytes) -> None:
    """An address without end, no HTTP at all, HTTP of 1991."""
    assert b"999" in _send(house, line)
    _others_are_answered(house)


def test_an_address_that_is_no_text_harms_nobody_else(house: House) -> None:
    """Sanic hangs up on it; the server goes on."""
    _send(house, b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n")

    _others_are_answered(house)
