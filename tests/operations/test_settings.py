"""bot/operations/settings.py: what is set wrongly is said in a sentence, without what is secret."""

from __future__ import annotations

import pytest

from bot.operations.settings import read

URL = "redis://:hunter2@redis:6379/0"


def test_nothing_set_is_one_process_on_the_loopback() -> None:
    """No variable is needed."""
    given = read({})

    assert (given.host, given.metrics_port, given.redis_url, given.log_level) == ("127.0.0.1", None, None, None)
    assert given.key("sessions") is None


def test_counters_stay_on_the_loopback_unless_told_otherwise() -> None:
    """A port alone opens nothing to others."""
    assert read({"METRICS_PORT": "9105"}).metrics_host == "127.0.0.1"
    assert read({"METRICS_PORT": "9105", "METRICS_HOST": "10.0.0.7"}).metrics_host == "10.0.0.7"


def test_processes_with_the_same_secret_share_keys() -> None:
    """And each purpose has its own; without a secret the address of Redis, which all know, takes its place."""
    one, other = read({"SESSION_SECRET": "a" * 16}), read({"SESSION_SECRET": "a" * 16, "REDIS_URL": URL})

    assert one.key("sessions") == other.key("sessions") != read({"REDIS_URL": URL}).key("sessions")
    assert one.key("sessions") != one.key("conversations")
    assert read({"REDIS_URL": URL}).key("sessions") is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LISTEN_HOST", "everywhere"),
        ("METRICS_HOST", "localhost:9"),
        ("METRICS_PORT", "0"),
        ("METRICS_PORT", "99999"),
        ("METRICS_PORT", "nine"),
        ("LOG_LEVEL", "loud"),
        ("SESSION_SECRET", "short"),
        ("REDIS_URL", "hunter2"),
        ("REDIS_URL", "http://hunter2@redis"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://redis:hunter2"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(name: str, value: str) -> None:
    """It says what to write, and repeats no password."""
    with pytest.raises(ValueError, match=name) as error:
        read({name: value})

    assert "hunter2" not in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_printed_of_the_settings_holds_no_secret() -> None:
    """A traceback may show them."""
    assert "hunter2" not in repr(read({"REDIS_URL": URL}))
