"""bot/clock.py: the clock of the tests, and the real one."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import clock


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-02-09T09:00:00+00:00", 9),
        ("2026-02-09T09:00:00Z", 9),
        ("2026-07-09T09:00:00Z", 10),
        ("2026-02-09T11:00+02:00", 9),
    ],
)
def test_now_follows_the_variable(monkeypatch: pytest.MonkeyPatch, written: str, hour: int) -> None:
    """SIGNPOST_NOW sets the clock, told in UK time."""
    monkeypatch.setenv(clock.VARIABLE, written)

    assert clock.now().tzinfo is clock.LONDON
    assert clock.now().hour == hour


@pytest.mark.parametrize("written", ["", None])
def test_now_without_the_variable_is_the_present(monkeypatch: pytest.MonkeyPatch, written: str | None) -> None:
    """Unset or empty, the variable changes nothing."""
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    if written is not None:
        monkeypatch.setenv(clock.VARIABLE, written)

    assert abs(clock.now() - dt.datetime.now(dt.timezone.utc)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("written", ["tomorrow", "2026-13-01T00:00:00Z", "2026-02-09T09:00:00", "2026-02-09"])
def test_now_refuses_what_is_no_moment(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """A time that cannot be read, or has no offset, is refused with an example of how to write it."""
    monkeypatch.setenv(clock.VARIABLE, written)

    with pytest.raises(clock.ClockError, match="2026-02-09T09:00:00"):
        clock.now()
