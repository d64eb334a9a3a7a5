"""bot/web/settings.py: what the host sets, and what it is told if that cannot be used."""

from __future__ import annotations

import pytest

from bot.web.settings import Settings, read

NAMES = ("WIDGET_ORIGINS", "WIDGET_PROXIES", "WIDGET_CONTACT_NAME", "WIDGET_CONTACT_HREF")


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_read_nothing_set_lets_in_only_this_server() -> None:
    assert read() == Settings()


def test_read_takes_commas_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_ORIGINS", " https://A.example.org, http://localhost:8000 https://b.example.org")

    assert read().origins == {"https://a.example.org", "http://localhost:8000", "https://b.example.org"}


@pytest.mark.parametrize(
    "origin", ["*", "www.example.org", "https://example.org/page", "https://", "ftp://example.org", "null"]
)
def test_read_refuses_what_is_no_origin(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("WIDGET_ORIGINS", origin)

    with pytest.raises(ValueError, match=r"WIDGET_ORIGINS: .*such as https://www\.example\.org"):
        read()


def test_read_contact_needs_both_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIDGET_CONTACT_NAME", "The lead")

    with pytest.raises(ValueError, match="set both or neither"):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [("WIDGET_PROXIES", "one"), ("WIDGET_PROXIES", "-1"), ("WIDGET_CONTACT_HREF", "javascript:alert(1)")],
)
def test_read_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValueError, match=f"{name}={value.partition('(')[0]}"):
        read()
