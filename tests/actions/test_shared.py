"""actions/: every action is one that the domain knows, and every response that it names is there."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Action

from bot.wording import Wording

FILES = sorted(Path("actions").glob("action_*.py"))


def _classes() -> list[type[Action]]:
    modules = [importlib.import_module(f"actions.{path.stem}") for path in FILES]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Action) and kind.__module__ == module.__name__
    ]


def test_actions_are_those_of_the_domain() -> None:
    """Each action of domain.yml has its code, and no code lies idle."""
    domain = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))

    assert sorted(kind().name() for kind in _classes()) == sorted(domain["actions"])


def test_actions_are_one_to_a_file() -> None:
    """File, class and name agree."""
    assert sorted(kind().name() for kind in _classes()) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_name_only_responses_that_are_there(path: Path, wording: Wording) -> None:
    """A misspelt response would be said as silence."""
    strings = [
        node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    ]
    named = [text for text in strings if isinstance(text, str) and text.startswith("utter_") and not text.endswith("_")]

    assert [name for name in named if name not in wording.names()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_have_a_test_of_their_own(path: Path) -> None:
    """A new action comes with its test."""
    assert (Path("tests") / "actions" / f"test_{path.name}").is_file()
