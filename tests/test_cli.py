"""bot/cli.py: every command exists, and fails with one sentence."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot import cli
from bot.clock import VARIABLE


def _break(error: Exception) -> None:
    raise error


def test_main_returns_zero_after_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that works says nothing of its own and returns 0."""
    called: list[str] = []
    monkeypatch.setitem(cli.COMMANDS, "train", (lambda: called.append("train"), "train"))

    assert cli.main(["train"]) == 0
    assert called == ["train"]


@pytest.mark.parametrize(
    "error", [ValueError("write it like this"), RuntimeError("run make train"), OSError("port taken")]
)
def test_main_failure_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    """What is wrong goes to the error stream, without a traceback, and the result is 1."""
    monkeypatch.setitem(cli.COMMANDS, "train", (lambda: _break(error), "train"))

    assert cli.main(["train"]) == 1
    assert capsys.readouterr().err == f"{error}\n"


@pytest.mark.parametrize("arguments", [[], ["fly"], ["train", "more"]])
def test_main_unknown_command_shows_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """No command, an unknown one or too many words: usage, and exit code 2."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)

    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_main_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help names each command with what it is for."""
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())

    assert [
        name for name, (_, text) in cli.COMMANDS.items() if name not in said or text.split("(")[0] not in said
    ] == []


def test_main_wrong_clock_is_said_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SIGNPOST_NOW that is no time stops the start; it does not look like a broken model minutes later."""
    monkeypatch.setenv(VARIABLE, "tomorrow")

    assert cli.main(["train"]) == 1
    assert capsys.readouterr().err.startswith("SIGNPOST_NOW=tomorrow: write it like ")


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_command_can_be_imported(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command finds the code that it calls."""
    code = cli.COMMANDS[name][0].__code__
    modules = [module for module in code.co_names if module.startswith("bot.") or module == "bot"]

    for module in modules:
        __import__(module if module != "bot" else "bot.cli")


def test_python_m_bot_works() -> None:
    """`python -m bot --help` is there for whoever has no make, and starts without Rasa."""
    code = "import sys, runpy; sys.argv = ['bot', '--help']\ntry: runpy.run_module('bot', run_name='__main__')\n"
    code += "except SystemExit as end: assert not end.code and 'rasa' not in sys.modules"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)

    assert result.returncode == 0, result.stderr
    assert "usage: python -m bot" in result.stdout
