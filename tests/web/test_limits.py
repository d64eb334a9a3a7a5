"""bot/web/limits.py: some at once, more as time goes by, nobody at the cost of another."""

from __future__ import annotations

import pytest

from bot.web import limits
from bot.web.limits import Limit
from tests.web.test_sessions import Clock


def test_allows_so_many_at_once_and_no_more() -> None:
    limit = Limit(at_once=3, per_minute=60, clock=Clock())

    assert [limit.allows("a") for _ in range(5)] == [True, True, True, False, False]


def test_fills_again_with_time_and_never_above_its_size() -> None:
    clock = Clock()
    limit = Limit(at_once=2, per_minute=60, clock=clock)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    clock.now += 1
    assert [limit.allows("a") for _ in range(2)] == [True, False]
    clock.now += 3600

    assert [limit.allows("a") for _ in range(3)] == [True, True, False]


def test_one_does_not_pay_for_another() -> None:
    limit = Limit(at_once=1, per_minute=1, clock=Clock())
    limit.allows("a")

    assert limit.allows("b")


def test_a_name_that_is_no_unicode_is_a_name() -> None:
    assert Limit(at_once=1, per_minute=1).allows("\ud800")


def test_no_name_is_kept_as_it_is() -> None:
    limit = Limit(at_once=1, per_minute=1)
    limit.allows("192.0.2.7")

    assert "192.0.2.7" not in repr(vars(limit))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 10)
    limit = Limit(at_once=1, per_minute=1, clock=Clock())
    for name in range(100):
        limit.allows(str(name))

    assert not limit.allows("99")
    assert limit.allows("1")  # forgotten, so full again


def test_a_bucket_that_is_full_again_is_forgotten() -> None:
    """Who has been silent for that long leaves no mark; who comes back finds the bucket full, as before."""
    clock = Clock()
    limit = Limit(at_once=2, per_minute=60, clock=clock)
    limit.allows("a")
    clock.now += 1.9
    limit.allows("b")
    assert len(limit._rows) == 2
    clock.now += 0.2
    limit.allows("b")

    assert len(limit._rows) == 1
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
