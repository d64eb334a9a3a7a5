"""Takes answers from the command line, and asks for those that are missing; what somebody typed is not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.directory.adding import Question
from bot.files import read_yaml
from bot.new.edits import EditError

Ask = Callable[[str], str]
Problem = Callable[[Question, Any], str | None]
FROM_FILE = "@"
KEPT = Path(".cache") / "new"


def answers(
    asked: Iterable[Question], given: Mapping[str, Any], problem: Problem, ask: Ask, kept: Path
) -> dict[str, Any]:
    """Collects an answer to every question.

    Args:
        asked: The questions in their order.
        given: Field -> answer, None where there is none; a list may be `@FILE`, with one a line.
        problem: Says what is wrong with an answer; None if it will do.
        ask: Puts a question to a person.
        kept: Where what a person answers is kept, so that a second run need not ask again; see `forget`.

    Returns:
        Field -> text, or list of texts.

    Raises:
        EditError: If a given answer will not do, nobody is there to be asked, or somebody stops.
    """
    said: dict[str, Any] = {}
    before: dict[str, Any] = read_yaml(kept) if kept.is_file() else {}
    if before:
        print(f"What you answered before is taken from {kept}: change it there, or delete it to begin anew.")
    for question in asked:
        answer = _given(question, given.get(question.field))
        if answer is None:
            answer = before.get(question.field)
            if not answer or problem(question, answer):
                answer = _asked(question, problem, ask)
            before[question.field] = answer
            _keep(before, kept)
        elif wrong := problem(question, answer):
            raise EditError(f"--{question.field.replace('_', '-')}: {wrong} Nothing was written.")
        said[question.field] = answer
    return said


def forget(kept: Path) -> None:
    """Deletes what was kept, once it has been used."""
    kept.unlink(missing_ok=True)


def _keep(before: dict[str, Any], kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(yaml.safe_dump(before, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _given(question: Question, answer: Any) -> Any:
    if answer is None or not question.many:
        return answer
    lines: list[str] = []
    for one in answer:
        lines += _file(one.removeprefix(FROM_FILE)) if one.startswith(FROM_FILE) else [one]
    return [line.strip() for line in lines if line.strip()]


def _file(name: str) -> list[str]:
    try:
        return Path(name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(f"{name}: cannot be read as text ({error}); give a file with one sentence a line.") from error


def _asked(question: Question, problem: Problem, ask: Ask) -> Any:
    while True:
        try:
            answer: Any = list(_many(question, ask)) if question.many else ask(f"{question.ask} ").strip()
        except (EOFError, KeyboardInterrupt) as error:
            flag = f"--{question.field.replace('_', '-')}"
            raise EditError(f"No answer. Nothing was made; run it again, with {flag} for this one.") from error
        wrong = problem(question, answer) if answer else "This one is needed."
        if wrong is None:
            return answer
        print(wrong)


def _many(question: Question, ask: Ask) -> Iterable[str]:
    line = ask(f"{question.ask} One a line; an empty line ends them.\n- ").strip()
    while line:
        yield line
        line = ask("- ").strip()
