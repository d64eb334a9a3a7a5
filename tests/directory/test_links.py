"""bot/directory/links.py: against a local server that is well, moved, gone, slow, ill or badly certified."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.directory import links
from bot.directory.directory import Directory
from bot.directory.model import Contact, Event, Join, Organization, Origin
from tests.directory.making import NOW, entry

FAST = {"pause": 0.0, "seconds": 1.0}


async def _fine(request: web.Request) -> web.Response:
    return web.Response(text="hello")


async def _slow(request: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()


def _status(status: int, **headers: str) -> object:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    return answer


@pytest_asyncio.fixture
async def server() -> AsyncIterator[TestServer]:
    """A site with a page for each fate."""
    app = web.Application()
    app.router.add_get("/fine", _fine)
    app.router.add_get("/slow", _slow)
    for path, status, target in (
        ("/moved", 301, "/fine"), ("/moved308", 308, "/fine"), ("/for-now", 302, "/fine"), ("/round", 301, "/round"),
        ("/moved-to-nothing", 301, "/nothing"), ("/slash", 301, "/slash/"),
    ):  # fmt: skip
        app.router.add_get(path, _status(status, Location=target))  # type: ignore[arg-type]
    app.router.add_get("/slash/", _fine)
    for status in (403, 410, 429, 500):
        app.router.add_get(f"/{status}", _status(status))  # type: ignore[arg-type]
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


async def _one(url: str) -> links.Result:
    (result,) = await links.check([url], **FAST)  # type: ignore[arg-type]
    return result


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/fine", "fine", ""),
        ("/moved", "moved", "/fine"),
        ("/moved308", "moved", "/fine"),
        ("/for-now", "fine", ""),
        ("/slash", "fine", ""),
        ("/nothing", "dead", "gone (404)"),
        ("/410", "dead", "gone (410)"),
        ("/moved-to-nothing", "dead", "gone (404)"),
        ("/round", "dead", "without end"),
        ("/slow", "unsure", "no answer in time"),
        ("/403", "unsure", "answers 403"),
        ("/429", "unsure", "answers 429"),
        ("/500", "unsure", "answers 500"),
    ],
)
async def test_check_tells_what_became_of_a_link(server: TestServer, path: str, state: str, detail: str) -> None:
    """Moved for good is told from moved for now, gone from refused, slow from dead."""
    result = await _one(str(server.make_url(path)))

    assert (result.state, detail in result.detail) == (state, True)


async def test_check_nobody_there_is_dead() -> None:
    """A site that does not answer at all."""
    assert (await _one(f"http://127.0.0.1:{unused_port()}/")).state == "dead"


async def test_check_no_address_is_unsure_not_a_crash() -> None:
    """Whatever somebody wrote into a file, the check goes on."""
    assert (await _one("https://")).state == "unsure"


async def test_check_bad_certificate_is_said(tmp_path: Path) -> None:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    app = web.Application()
    app.router.add_get("/", _fine)
    server = TestServer(app, scheme="https")
    await server.start_server(ssl=context)
    try:
        result = await _one(str(server.make_url("/")))
    finally:
        await server.close()

    assert (result.state, "certificate" in result.detail) == ("unsure", True)


async def test_check_keeps_the_order_and_counts(server: TestServer) -> None:
    """A result each, in the order asked, and a step of the bar for each."""
    urls = [str(server.make_url(path)) for path in ("/fine", "/nothing", "/moved")]
    steps: list[int] = []
    results = await links.check(urls, pause=0.0, seconds=1.0, seen=lambda: steps.append(1))

    assert [result.url for result in results] == urls
    assert len(steps) == 3


async def test_check_is_polite_to_one_site(server: TestServer) -> None:
    """One request at a time to a site, with a pause between two."""
    urls = [str(server.make_url(f"/fine?{number}")) for number in range(3)]
    before = time.monotonic()
    await links.check(urls, pause=0.2, seconds=1.0)

    assert time.monotonic() - before >= 0.4


def _house(directory: Directory) -> Directory:
    web_page = Contact(type="web", value="a.org/help")
    session = Event(
        starts=NOW + dt.timedelta(days=1), ends=NOW + dt.timedelta(days=2), provider="P", join=Join(platform="T", how="h", link="https://join.org"),
    )  # fmt: skip
    entries = {
        "a": entry(
            id="a",
            url="https://a.org",
            contacts=(web_page, Contact(type="phone", value="999")),
            evidence=("https://e.org", "seed 1"),
        ),
        "b": entry(id="b", contacts=(Contact(type="web", value="https://a.org/help"),)),
        "c": entry(id="c", url="https://closed.org", status="closed"),
        "d": entry(id="d", kind="session", event=session),
    }
    origin = Origin(file="data/directory/org.yml", organization=Organization(id="org", name="Org"))
    return Directory(entries, {}, {}, directory.areas, dict.fromkeys(entries, origin))


def test_collect_has_every_link_that_people_see(directory: Directory) -> None:
    """Addresses of entries, contacts and sessions to come, each once with all who have it; nothing of closed ones."""
    assert links.collect(_house(directory), NOW) == {
        "https://a.org": ["a"],
        "https://a.org/help": ["a", "b"],
        "https://join.org": ["d"],
    }


def test_collect_evidence_on_request(directory: Directory) -> None:
    """The pages behind the facts, when asked for."""
    assert "https://e.org" in links.collect(_house(directory), NOW, evidence=True)


def test_collect_leaves_out_sessions_that_are_over(directory: Directory) -> None:
    """Nobody need open a link to a meeting of last week."""
    assert "https://join.org" not in links.collect(_house(directory), NOW + dt.timedelta(days=9))


def test_report_names_file_entry_and_what_to_do(directory: Directory) -> None:
    """Dead ones first, fine ones not at all."""
    house = _house(directory)
    results = [
        links.Result(url="https://a.org", state="moved", detail="https://new.org"),
        links.Result(url="https://a.org/help", state="dead", detail="the page is gone (404)"),
        links.Result(url="https://join.org", state="fine"),
    ]

    assert links.report(results, links.collect(house, NOW), house) == [
        "data/directory/org.yml: a: https://a.org/help: dead, the page is gone (404); replace or remove it.",
        "data/directory/org.yml: b: https://a.org/help: dead, the page is gone (404); replace or remove it.",
        "data/directory/org.yml: a: https://a.org: moved, https://new.org; write the new address.",
    ]
