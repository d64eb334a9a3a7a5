"""bot/directory/hsds/feed.py and adopt.py: a feed becomes files to review, or one sentence and nothing."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.directory.commands import feed as command
from bot.directory.directory import Directory
from bot.directory.hsds import adopt, export, feed
from bot.directory.load import DirectoryError, load
from tests.directory.making import NOW

TODAY = dt.date(2026, 11, 20)
SERVICE: dict[str, Any] = {
    "id": str(uuid.uuid4()),
    "name": "Bristol Listening Line",
    "status": "active",
    "description": "Listens.",
    "url": "https://listen.example.org",
    "email": "help@listen.example.org",
    "organization": {"id": str(uuid.uuid4()), "name": "Listeners", "description": "A charity."},
    "service_areas": [{"id": str(uuid.uuid4()), "name": "England"}],
    "contacts": [{"id": str(uuid.uuid4()), "phones": [{"id": str(uuid.uuid4()), "number": "0117 496 0123"}]}],
    "schedules": [
        {"id": str(uuid.uuid4()), "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A feed with one service."""
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"contents": [SERVICE]}), encoding="utf-8")
    return path


def _load(folder: Path, text: str) -> Directory:
    (folder / "directory").mkdir()
    (folder / "routes").mkdir()
    (folder / "directory" / "areas.yml").write_text(
        Path("data/directory/areas.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "directory" / "org.yml").write_text(text, encoding="utf-8")
    (folder / "routes" / "_nations.yml").write_text("{}\n", encoding="utf-8")
    return load(folder / "directory", folder / "routes")


def _adopt(directory: Directory, **change: Any) -> dict[str, str]:
    return adopt.files([SERVICE | change], directory, "feed.json", TODAY)


def test_read_gives_the_services_of_a_file(file: Path) -> None:
    """A page, a list or a single service."""
    assert feed.read(str(file)) == [SERVICE]

    for content in ([SERVICE], {"services": [SERVICE]}, SERVICE):
        file.write_text(json.dumps(content), encoding="utf-8")
        assert feed.read(str(file)) == [SERVICE]


def test_read_gives_our_own_export_back(directory: Directory, file: Path) -> None:
    """What we publish we can read."""
    services = export.services(directory, NOW)
    file.write_text(json.dumps({"contents": services}), encoding="utf-8")

    assert feed.read(str(file)) == services


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("<html></html>", "not JSON"),
        ("3", "no feed"),
        ('{"hello": "there"}', "no feed"),
        ('{"contents": [1, 2]}', "no feed"),
        ('{"contents": []}', "no services"),
        ('[{"name": "x"}]', "not HSDS-UK 3.0"),
        (json.dumps([SERVICE | {"status": "open"}]), "service 1: status"),
    ],
)
def test_read_of_no_feed_is_one_sentence(file: Path, text: str, said: str) -> None:
    """What is wrong, in a line that names the file."""
    file.write_text(text, encoding="utf-8")

    with pytest.raises(feed.FeedError) as caught:
        feed.read(str(file))
    assert said in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_read_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """A wrong path."""
    with pytest.raises(feed.FeedError, match="cannot be read"):
        feed.read(str(tmp_path / "nothing.json"))


@pytest.fixture
def api() -> Iterator[str]:
    """An API with two pages of lists and a full record for each service."""
    import asyncio
    import threading

    services = [SERVICE | {"id": str(uuid.uuid4()), "name": f"Line {number}"} for number in range(3)]

    async def listed(request: web.Request) -> web.Response:
        number = int(request.query.get("page", "1"))
        contents = [export.brief(one) for one in services[(number - 1) * 2 : number * 2]]
        return web.json_response({"contents": contents, "last_page": number == 2})

    async def one(request: web.Request) -> web.Response:
        return web.json_response(next(found for found in services if found["id"] == request.match_info["name"]))

    app = web.Application()
    app.router.add_get("/services", listed)
    app.router.add_get("/services/{name}", one)
    app.router.add_get("/broken", lambda request: web.Response(status=500))  # type: ignore[arg-type,return-value]
    loop, server = asyncio.new_event_loop(), TestServer(app)
    loop.run_until_complete(server.start_server())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield str(server.make_url("")).rstrip("/")
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def test_read_follows_the_pages_of_an_api(api: str) -> None:
    """All pages, and the full record of each service."""
    found = feed.read(f"{api}/services")

    assert [service["name"] for service in found] == ["Line 0", "Line 1", "Line 2"]
    assert all(service["contacts"] for service in found)


@pytest.mark.parametrize("path", ["/broken", "/nothing"])
def test_read_of_a_broken_api_is_one_sentence(api: str, path: str) -> None:
    """An error of the server is no feed."""
    with pytest.raises(feed.FeedError, match="cannot be read"):
        feed.read(f"{api}{path}")


def test_files_are_right_as_they_stand(directory: Directory, tmp_path: Path) -> None:
    """The YAML loads, with everything that the feed said and nothing that it did not."""
    (text,) = _adopt(directory).values()
    entry = _load(tmp_path, text).entries["bristol-listening-line"]

    assert (entry.name, entry.areas, entry.status, entry.confidence) == (
        "Bristol Listening Line",
        ("england",),
        "unverified",
        "low",
    )
    assert [(contact.type, contact.value, contact.hours) for contact in entry.contacts] == [
        ("phone", "0117 496 0123", "Mon,Tue 09:00-17:00"),
        ("email", "help@listen.example.org", None),
        ("web", "https://listen.example.org", None),
    ]
    assert (entry.concerns, entry.audiences, entry.what_happens) == ((), (), None)


def test_files_unknown_place_is_left_to_a_person(directory: Directory, tmp_path: Path) -> None:
    """A place that is none of ours is named in a comment, and the file is refused until somebody decides."""
    (text,) = _adopt(directory, service_areas=[{"id": str(uuid.uuid4()), "name": "Atlantis"}]).values()

    assert "# bristol-listening-line: areas: none of ours is called 'Atlantis'" in text
    with pytest.raises(DirectoryError, match="say at least one"):
        _load(tmp_path, text)


def test_files_bad_number_is_left_out_and_named(directory: Directory) -> None:
    """A number that cannot exist reaches nobody."""
    contacts = [{"id": str(uuid.uuid4()), "phones": [{"id": str(uuid.uuid4()), "number": "12"}]}]
    (text,) = _adopt(directory, contacts=contacts).values()

    assert "'12' is no telephone number" in text
    assert "type: phone" not in text


def test_files_ids_are_free(directory: Directory) -> None:
    """A service called like one of ours, and two of one name, get ids of their own."""
    services = [SERVICE | {"name": "Childline"}, SERVICE | {"name": "Childline"}]
    (text,) = adopt.files(services, directory, "feed.json", TODAY).values()

    assert "- id: childline-2\n" in text
    assert "- id: childline-3\n" in text


def test_files_closed_stays_closed(directory: Directory) -> None:
    """A defunct service of a feed is not shown."""
    (text,) = _adopt(directory, status="defunct").values()

    assert "status: closed" in text


def test_command_writes_all_or_nothing(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files to review; a second run does not overwrite what somebody may have begun to mend."""
    command.run(str(file), tmp_path / "out")
    assert "1 services in 1 files" in capsys.readouterr().out
    (written,) = (tmp_path / "out").iterdir()
    written.write_text("mended", encoding="utf-8")

    with pytest.raises(command.FileThereError, match="is there already"):
        command.run(str(file), tmp_path / "out")
    assert written.read_text(encoding="utf-8") == "mended"


def test_command_bad_feed_writes_nothing(tmp_path: Path) -> None:
    """No feed, no folder."""
    bad = tmp_path / "feed.json"
    bad.write_text("[]", encoding="utf-8")

    with pytest.raises(feed.FeedError):
        command.run(str(bad), tmp_path / "out")
    assert not (tmp_path / "out").exists()
