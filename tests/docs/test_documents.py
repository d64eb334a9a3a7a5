"""Every document: the links, paths, commands and variables that it names are there, and it can be found."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.directory.commands.main import COMMANDS as DIRECTORY_COMMANDS
from bot.directory.directory import Directory

INDEX = Path("docs") / "README.md"
PAGES = [
    *(Path(name) for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md")),
    *(Path(name) for name in ("NOTICE", "bot/widget/README.md", ".github/pull_request_template.md")),
    *(Path(name) for name in (".pre-commit-config.yaml", *sorted(map(str, Path(".github").rglob("*.yml"))))),
    *sorted(path for path in Path("docs").rglob("*") if path.suffix in (".md", ".yml")),
]
FOLDERS = {path.name for path in Path().iterdir() if path.is_dir()} - {".venv", ".cache", "models", "results"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}\S[^\n]*$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"[\w.-]+\.(?:yml|yaml|md|toml|lock|json|jsonl|py|html|css|ts|sh)\b")
NUMBER = re.compile(r"\b(?:0\d{2,4}[ \d]{5,8}\d|116 \d{3})\b")  # of a telephone
VARIABLE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b")
NOT_HERE = {"mine.jsonl", "coverage.html", "signpost.json", "bench.json"}  # the reader's own; built


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _said_as_code(page: Path) -> str:
    """All of a file that is code itself, and of a document what stands in backquotes or indented."""
    text = _text(page)
    return text if page.suffix in (".yml", ".yaml") or page.name == "NOTICE" else "\n".join(CODE.findall(text))


def _spread(name: str) -> list[str]:
    """A path with {a,b} in it as several; <intent> and … stand for anything."""
    parts = re.split(r"\{([^}]*)\}", re.sub(r"<[^>]*>|…", "*", name))
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]


def _is_there(name: str) -> bool:
    return all(any(Path().glob(one.rstrip("/"))) for one in _spread(name))


def _paths(page: Path) -> set[str]:
    """What looks like a path of this repository; a file's test or line is cut off."""
    words = re.split(r"[\s`,;()\[\]'\"|]+(?![^{]*\})", _said_as_code(page))
    names = {word.split("::")[0].rstrip(".:") for word in words}
    return {name for name in names if "/" in name and name.split("/")[0] in FOLDERS and not re.search(r"[$@]", name)}


@cache
def _file_names() -> frozenset[str]:
    return frozenset(p.name for folder in FOLDERS - {".git"} for p in Path(folder).rglob("*")) | {
        p.name for p in Path().iterdir()
    }


@cache
def _code() -> str:
    """All code and settings, to look for variables in."""
    files = [
        p for folder in ("bot", "actions", "scripts") for p in Path(folder).rglob("*") if p.suffix in (".py", ".sh")
    ]
    return "\n".join(map(_text, [*files, Path("Makefile"), *Path().glob("deploy/*")]))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_document_names_only_what_exists(page: Path) -> None:
    """Links to files, paths and file names."""
    links = {link.partition("#")[0] for link in LINK.findall(_text(page)) if not re.match(r"[a-z]+:|#|/", link)}
    files = {name for name in FILE.findall(_said_as_code(page)) if "/" not in name and not name.startswith(".")}

    assert [link for link in sorted(links) if not (page.parent / link).exists()] == []
    assert [name for name in sorted(_paths(page)) if not _is_there(name)] == []
    assert [name for name in sorted(files - NOT_HERE) if name not in _file_names()] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_document_names_only_commands_that_exist(page: Path) -> None:
    """Whoever copies a command can run it."""
    code = _said_as_code(page)
    targets = set(re.findall(r"^([a-z-]+):", _text(Path("Makefile")), re.MULTILINE))
    commands = set(re.findall(r"python -m bot ([a-z-]+)", code))
    below = set(re.findall(r"bot directory ([a-z-]+)", code))

    assert set(re.findall(r"\bmake ([a-z-]+)", code)) - targets == set()
    assert commands - set(COMMANDS) == set()
    assert below - set(DIRECTORY_COMMANDS) == set()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_document_names_only_variables_that_are_read(page: Path) -> None:
    """A switch that does nothing is worse than none."""
    assert {name for name in VARIABLE.findall(_said_as_code(page)) if name not in _code()} == set()


def test_documents_can_all_be_found() -> None:
    """From docs/README.md, by links; a folder that is linked shows what is in it."""
    found, waiting = set[Path](), [INDEX]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        for link in LINK.findall(_text(page)) if page.suffix == ".md" else ():
            linked = Path(*(page.parent / link.partition("#")[0]).parts)
            there = linked.resolve().relative_to(Path.cwd()) if linked.exists() else None
            if there is not None:
                waiting += sorted(there.glob("*.md")) if there.is_dir() else [there]

    assert [str(page) for page in sorted(Path("docs").rglob("*.md")) if page not in found] == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("data/nlu/<intent>.yml", True),
        ("data/phrases/{audience,age}.yml", True),
        ("data/phrases/{audience,nobody}.yml", False),
        ("bot/nowhere.py", False),
        ("tests/stories/test_moment_01_…", True),
    ],
)
def test_paths_are_looked_up(name: str, there: bool) -> None:
    """The look-up of these tests is not blind."""
    assert _is_there(name) is there


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_document_names_only_numbers_of_the_directory(page: Path, directory: Directory) -> None:
    """People ring what they read, wherever they read it."""
    held = {re.sub(r"\D", "", contact.value) for entry in directory.entries.values() for contact in entry.contacts}
    named = {re.sub(r"\D", "", number) for number in NUMBER.findall(_text(page))}

    assert named - held == set()
