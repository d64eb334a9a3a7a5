"""bot/web/pages.py over HTTP: what is served, to whom, and that the tag in the guide is the right one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.web.pages import FOLDER, integrity, version
from tests.houses import House
from tests.web.conftest import SITE


def test_root_is_the_demo_and_names_999(house: House) -> None:
    answer = house.ask("GET", "/")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"999" in answer.body
    assert b"$" not in answer.body  # no gap of the template is left


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/widget/page",
        "/widget/page?lang=cy",
        "/widget/tracks",
        "/widget/tracks?lang=cy",
        "/widget/privacy",
        "/widget/page?lang=../../x",
    ],
)
def test_everything_that_a_page_names_is_there(house: House, path: str) -> None:
    page = house.ask("GET", path).body.decode()
    named = set(re.findall(r'(?:src|href)="(/[^"]*)"', page))

    assert named
    assert [name for name in sorted(named) if house.ask("GET", name).status != 200] == []


def test_page_is_english_where_the_language_is_a_draft(house: House) -> None:
    assert b'<html lang="en">' in house.ask("GET", "/widget/page?lang=cy").body


def test_page_is_in_the_language_asked_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_DRAFTS", "1")
    assert b'<html lang="cy">' in house.ask("GET", "/widget/page?lang=cy").body
    assert b'<html lang="en">' in house.ask("GET", "/widget/page?lang=xx").body


def test_page_names_the_hosts_contact_as_text(house: House) -> None:
    page = house.ask("GET", "/widget/page").body.decode()

    assert 'data-contact-name="The &quot;lead&quot;"' in page
    assert 'data-contact-href="mailto:dsl@example.org"' in page


def test_only_the_full_page_may_be_framed_and_only_by_listed_sites(house: House) -> None:
    framed = {
        path: house.ask("GET", path).headers["content-security-policy"].partition("frame-ancestors ")[2]
        for path in ("/", "/widget/page", "/widget/tracks")
    }

    assert framed == {
        "/": "'none'",
        "/widget/page": f"'self' https://other.example.org {SITE}",
        "/widget/tracks": "'none'",
    }


def test_script_may_be_loaded_by_any_site_with_integrity(house: House) -> None:
    newest, numbered = house.ask("GET", "/widget/chat.js"), house.ask("GET", f"/widget/{version()}/chat.js")

    assert newest.body == numbered.body == (FOLDER / "dist" / version() / "chat.js").read_bytes()
    assert newest.headers["access-control-allow-origin"] == "*"
    assert "immutable" in numbered.headers["cache-control"]
    assert numbered.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("number", ["0.0.0", "..", "%2e%2e", "1.0.0%2f..%2f1.0.0"])
def test_versions_that_are_not_there_are_not_found(house: House, number: str) -> None:
    assert house.ask("GET", f"/widget/{number}/chat.js").status == 404


def test_the_guide_has_the_tag_of_this_build() -> None:
    guide = Path("docs/widget.md").read_text(encoding="utf-8")

    assert integrity((FOLDER / "dist" / version() / "chat.js").read_bytes()) in guide, "run `make widget`"
    assert f"/widget/{version()}/chat.js" in guide
