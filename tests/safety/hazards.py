"""Reads docs/safety/hazards.yml, and watches over a full run that every test named there ran and passed."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import pytest

FILE = Path("docs") / "safety" / "hazards.yml"
STORIES = Path("tests") / "stories"
STORY = "tests/stories/test_stories.py::test_stories_end_well"  # with the story's name as its parameter
Grade = Literal[1, 2, 3, 4, 5]


class Likelihood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How likely it is without the controls and with them."""

    before: Grade
    after: Grade


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has read the log and agrees; empty until somebody has."""

    name: str | None = None
    role: str | None = None
    date: str | None = None


class Hazard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row; the head of the file says what each field means."""

    id: str
    hazard: str
    cause: str
    effect: str
    severity: Grade
    likelihood: Likelihood
    controls: tuple[str, ...]
    tests: tuple[str, ...]
    owner: Literal["makers", "host", "signatories"]
    status: Literal["controlled", "watched", "open"]
    left: str | None = None

    @property
    def risk(self) -> int:
        """What remains with the controls."""
        return self.severity * self.likelihood.after

    def node_ids(self) -> list[str]:
        """The tests as pytest names them, without what is in brackets unless it is a story."""
        return [node_id(name) for name in self.tests]


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    signed: Signature
    hazards: tuple[Hazard, ...]


@cache
def read(path: Path = FILE) -> Log:
    """Reads the log.

    Raises:
        msgspec.ValidationError: If a field is missing, misspelt or out of range; says where.
    """
    return msgspec.yaml.decode(path.read_bytes(), type=Log)


def node_id(name: str) -> str:
    """A test named in the log, as pytest names it."""
    story = name.removeprefix("story ")
    return name if story == name else f"{STORY}[{story.removeprefix('test_')}]"


def is_there(name: str) -> bool:
    """True if the test or story is in the tree."""
    if name.startswith("story "):
        return (STORIES / f"{name.removeprefix('story ')}.yml").is_file()
    path, _, function = name.partition("::")
    return function in _functions(Path(path))


@cache
def _functions(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_full(config: pytest.Config) -> bool:
    """True for a run of everything: no path, no -k, -m, --lf and the like. Other runs prove nothing and are left alone."""
    asked = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "collectonly", "stepwise")
    named = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return named and not any(getattr(config.option, name, None) for name in asked)


class Proof:
    """A pytest plugin: at the end of a full run that went well, a hazard without a passing test makes it fail."""

    def __init__(self, wanted: dict[str, list[str]]) -> None:
        """Starts without any proof.

        Args:
            wanted: For each hazard its tests as pytest names them.
        """
        self._wanted = wanted
        self._passed: set[str] = set()
        self._spoiled: set[str] = set()

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes what became of a test; one that was skipped, or failed as expected, proves nothing."""
        names = {report.nodeid, report.nodeid.partition("[")[0]}
        if report.outcome != "passed":
            self._spoiled |= names
        elif report.when == "call":
            self._passed |= names

    def unproved(self) -> list[str]:
        """A sentence for each test that a hazard names and that has not run, or not passed."""
        proved = self._passed - self._spoiled
        return [
            f"{FILE}: {hazard}: {test} did not run and pass; mend it, or name another test."
            for hazard, tests in self._wanted.items()
            for test in tests
            if test not in proved
        ]

    @pytest.hookimpl
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """A run that is red already stays as it is."""
        if exitstatus == pytest.ExitCode.OK and self.unproved():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says which."""
        for sentence in self.unproved():
            terminalreporter.write_line(sentence, red=True)


def watch(config: pytest.Config) -> None:
    """Registers the plugin if everything is to run; called by tests/conftest.py."""
    if is_full(config):
        config.pluginmanager.register(Proof({hazard.id: hazard.node_ids() for hazard in read().hazards}))
