"""bot/evaluation/run.py: the whole way but the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import cli
from bot.clock import VARIABLE
from bot.evaluation import baseline, run
from bot.evaluation.data import Message
from bot.evaluation.outcome import Outcome
from tests.evaluation.making import made

PARTS = "domain.yml", "data/phrases/concerns.yml"


def _perfect(messages: Sequence[Message]) -> list[Outcome]:
    return [made(str(message.label), text=message.text, slice=message.slice) for message in messages]


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two held-out messages and no model."""
    for name in PARTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(Path(name).read_bytes())
    (tmp_path / "tests/messages").mkdir(parents=True)
    (tmp_path / "tests/known_failures.yml").write_text("failures: []\n", encoding="utf-8")
    (tmp_path / "tests/messages/fraud.yml").write_text(
        "intent: fraud\nmessages:\n  - text: lost my savings\n  - text: he is here\n    label: emergency_danger\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "2026-11-20T12:00:00+00:00")
    monkeypatch.setattr(run, "outcomes", _perfect)
    return tmp_path


def test_evaluate_writes_the_page_and_nothing_else(somewhere: Path) -> None:
    """The accepted run is only written when somebody asks for it."""
    text = run.evaluate()

    assert "There is no accepted run yet" in text
    assert "2 messages of tests/messages, 2026-11-20" in (somewhere / run.HTML).read_text(encoding="utf-8")
    assert not (somewhere / baseline.FILE).exists()


def test_evaluate_accept_is_compared_with_later(somewhere: Path) -> None:
    """Accepted once, the next run says what has changed, and that the messages have."""
    assert "Accepted: docs/evaluation/accepted.json" in run.evaluate(accept=True)
    assert "Compared with the accepted run of 2026-11-20." in run.evaluate()

    (somewhere / "tests/messages/greet.yml").write_text("intent: greet\nmessages:\n  - text: hello\n", encoding="utf-8")
    assert "had 2 messages, this one 3" in run.evaluate()


def test_evaluate_own_file_is_not_compared(somewhere: Path) -> None:
    """Other words, other figures."""
    (somewhere / "some.jsonl").write_text('{"text": "my words", "label": "fraud"}', encoding="utf-8")
    run.evaluate(accept=True)

    text = run.evaluate("some.jsonl")

    assert "some.jsonl: not compared" in text
    assert "1 messages of some.jsonl" in (somewhere / run.HTML).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--file", "missing.jsonl"], "missing.jsonl: "),
        (["--file", "bad.jsonl"], "bad.jsonl: line 1: "),
        (["--file", "bad.jsonl", "--accept"], "--accept keeps a run on tests/messages/"),
    ],
)
def test_evaluate_bad_input_is_one_sentence(
    somewhere: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Before the model is loaded."""
    (somewhere / "bad.jsonl").write_text("{", encoding="utf-8")

    assert cli.main(["evaluate", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith(said)
    assert error.count("\n") == 1


def test_evaluate_command_prints_the_report(somewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m bot evaluate`."""
    assert cli.main(["evaluate"]) == 0
    assert capsys.readouterr().out.startswith("Missed emergencies: 0\n")
