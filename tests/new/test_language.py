"""bot/new/language.py: a new language in a copy of the tree passes the check, and is shown to nobody yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.files import read_yaml
from tests.new.conftest import Run


def test_language_passes_the_check_and_waits_for_approval(tree: Path, run: Run) -> None:
    """Replies, Telegram, widget and the words by which people ask for it; nobody has approved it."""
    done = run("new", "language", "pl", "--name", "Polski", "--asked", "polish", "polski")

    assert done.returncode == 0, done.stderr
    assert "translate" in done.stdout
    checked = run("check")
    assert checked.returncode == 0, checked.stderr
    assert read_yaml(tree / "data/wording/languages.yml")["pl"]["approved_by"] is None
    assert read_yaml(tree / "data/telegram/pl.yml").get("approved_by") is None
    assert json.loads((tree / "bot/widget/strings/pl.json").read_bytes())["approved_by"] is None


def test_language_is_known_to_the_widget(tree: Path) -> None:
    """Its words are imported, and offered under its code."""
    script = (tree / "bot/widget/src/strings.ts").read_text(encoding="utf-8")

    assert 'import pl from "../strings/pl.json";' in script
    assert '{ code: "pl", locale: "pl", words: pl }' in script


@pytest.mark.parametrize(("code", "said"), [("Polish", "is no code"), ("cy", "there already"), ("en", "there already")])
def test_language_that_will_not_do_is_one_sentence(run: Run, code: str, said: str) -> None:
    """No code, or one that is there."""
    done = run("new", "language", code, "--name", "X", "--asked", "x")

    assert done.returncode == 1
    assert said in done.stderr
