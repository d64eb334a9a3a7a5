"""bot/new/asking.py: questions put to a person, whose answers outlive a mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.directory.adding import Question
from bot.new.asking import answers, forget
from bot.new.edits import EditError

ASKED = (Question(field="title", ask="What is on its button?"), Question(field="steps", ask="What then?", many=True))


def _person(*lines: str) -> Callable[[str], str]:
    """Says one line after the other, and then leaves."""
    left = list(lines)

    def ask(question: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return ask


def _no_problem(question: Question, answer: Any) -> str | None:
    return None


def test_answers_keep_what_was_said_before_somebody_leaves(tmp_path: Path) -> None:
    """The second time only the rest is asked."""
    kept = tmp_path / "new" / "tickets.yml"
    with pytest.raises(EditError, match="--steps"):
        answers(ASKED, {}, _no_problem, _person("Tickets"), kept)

    said = answers(ASKED, {}, _no_problem, _person("Pay no more.", "Ring.", ""), kept)

    assert said == {"title": "Tickets", "steps": ["Pay no more.", "Ring."]}


def test_answers_that_will_not_do_any_more_are_asked_again(tmp_path: Path) -> None:
    """What was kept is looked at like what is said now."""
    kept = tmp_path / "tickets.yml"
    answers(ASKED[:1], {}, _no_problem, _person("A very long title"), kept)

    def long(question: Question, answer: Any) -> str | None:
        return "Too long." if len(answer) > 10 else None

    assert answers(ASKED[:1], {}, long, _person("Tickets"), kept) == {"title": "Tickets"}


def test_answers_given_on_the_command_line_are_not_kept(tmp_path: Path) -> None:
    """A script has them anyway."""
    kept = tmp_path / "tickets.yml"
    answers(ASKED, {"title": "Tickets", "steps": ["Ring."]}, _no_problem, _person(), kept)

    assert not kept.exists()


def test_answers_that_were_used_are_forgotten(tmp_path: Path) -> None:
    """The next worry of that name begins anew."""
    kept = tmp_path / "tickets.yml"
    answers(ASKED[:1], {}, _no_problem, _person("Tickets"), kept)
    forget(kept)

    with pytest.raises(EditError, match="--title"):
        answers(ASKED[:1], {}, _no_problem, _person(), kept)


def test_answers_of_a_list_say_how_it_ends(tmp_path: Path) -> None:
    """Nobody has to guess that an empty line is the end."""
    heard: list[str] = []
    person = _person("Ring.", "")

    def ask(question: str) -> str:
        heard.append(question)
        return person(question)

    answers(ASKED[1:], {}, _no_problem, ask, tmp_path / "tickets.yml")

    assert "an empty line ends" in heard[0]
