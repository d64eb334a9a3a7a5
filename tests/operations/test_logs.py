"""bot/operations/logs.py: JSON lines that cannot hold what somebody typed."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from bot.operations import logs

CANARY = "zyxwvut"


Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What is written to stderr; the logs are as they were afterwards."""
    root = logging.getLogger()
    before, level, ours = root.handlers[:], root.level, logs.OURS.level
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:] = before
    root.setLevel(level)
    logs.OURS.setLevel(ours)


def test_an_event_is_one_line_of_json(lines: Lines) -> None:
    """With its time, how bad it is, its name and its facts."""
    logs.start("info")
    logs.event(logging.WARNING, "guard_intervened", kind="timeout")
    (line,) = lines()

    assert (line["level"], line["event"], line["kind"]) == ("warning", "guard_intervened", "timeout")
    assert str(line["time"]).endswith("+00:00")


@pytest.mark.parametrize(("level", "seen"), [("debug", 3), ("info", 2), ("warning", 1), ("error", 0)])
def test_the_level_is_the_operators(lines: Lines, level: str, seen: int) -> None:
    """What is less than it is left out."""
    logs.start(level)
    for how in (logging.DEBUG, logging.INFO, logging.WARNING):
        logs.event(how, "something")

    assert len(lines()) == seen


def test_messages_of_libraries_are_not_written(lines: Lines) -> None:
    """Who spoke and the kind of error are; what they said, and what the exception says, may be somebody's words."""
    logs.start("debug")
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("sanic.error").exception("in a request: %s", CANARY)
    (line,) = lines()

    assert CANARY not in json.dumps(line)
    assert (line["logger"], line["error"]) == ("sanic.error", "ValueError")
    assert str(line["at"]).startswith("test_logs.py:")
