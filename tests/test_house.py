"""The house rules that a machine can ask about: how long files and functions are, and which way imports flow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CODE, TESTS = ("actions", "bench", "bot", "scripts"), ("tests",)
# Lines. A test file tells many small stories, and so may be longer.
FILE, TEST_FILE, FUNCTION, TOPIC = 250, 320, 30, 80
TOPICS = ("data/responses", "data/rules", "data/stories", "data/routes")
# Longer than they should be, each for a reason; a file that no longer is must leave the list.
KNOWN = {
    "data/responses/cy.yml": "a form of the replies is one file, for the one person who answers for it",
    "data/responses/easy.yml": "the same",
    "data/responses/emergency.yml": "five texts with their variants, read and signed together",
}


def _python(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in Path(folder).rglob("*.py"))


def _length(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function and how many lines it has below its docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def _too_long() -> set[str]:
    limits = [(_python(*CODE), FILE), (_python(*TESTS), TEST_FILE)]
    limits += [(sorted(Path(folder).glob("*.yml")), TOPIC) for folder in TOPICS]
    return {str(path) for paths, most in limits for path in paths if _length(path) > most}


def test_files_are_short() -> None:
    """Who opens a file sees what it is about: one topic, one reason to change."""
    assert sorted(_too_long() - set(KNOWN)) == []


def test_known_long_files_are_still_long() -> None:
    """The list of exceptions only ever gets shorter."""
    assert sorted(set(KNOWN) - _too_long()) == []


def test_functions_are_short() -> None:
    """A function of the product fits on a screen."""
    long = [
        f"{path}: {name}: {lines} lines; take a step out of it"
        for path in _python(*CODE)
        for name, lines in _functions(path)
        if lines > FUNCTION
    ]
    assert long == []


def test_imports_flow_one_way() -> None:
    """Channels, guard, Rasa, actions, directory: the contracts of pyproject.toml hold."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo", "--no-cache"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_sources_have_no_marks_of_a_merge() -> None:
    """Nobody reads what two branches wrote on top of each other."""
    texts = [
        path for folder in (*CODE, *TESTS, "data", "docs", ".") for path in Path(folder).glob("*") if path.is_file()
    ]
    texts += [path for folder in ("data", "docs") for path in Path(folder).rglob("*.*ml") if path.is_file()]
    marks = tuple(letter * 7 + " " for letter in "<>")
    marked = [
        str(path)
        for path in texts
        if path.suffix in (".md", ".yml", ".py", ".toml", "")
        and any(line.startswith(marks) for line in path.read_text(encoding="utf-8").splitlines())
    ]

    assert marked == []
