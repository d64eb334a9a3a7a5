"""Our own code: nothing that turns data into code, and no secret in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOTS = ("bot", "actions", "scripts")
FILES = sorted(path for root in ROOTS for path in Path(root).rglob("*.py"))
MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "tempfile.mktemp", "yaml.unsafe_load"}
UNPACKING = {"extractall", "unpack_archive"}
OF_ITSELF = re.compile(
    r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:ghp|gho|xox[bap]|AKIA)[_A-Za-z0-9-]{16,}"
)
EXAMPLE = "7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"  # made up, for tests of what a token looks like


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield _name(node.func), node


def _faults(source: str) -> list[str]:
    """What is unsafe in a module; words that say what and where."""
    tree = ast.parse(source)
    found = [f"imports {name}" for name in _imports(tree) if name in MODULES]
    for name, call in _calls(tree):
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if name in CALLS or name.rpartition(".")[2] in UNPACKING:
            found.append(f"line {call.lineno}: calls {name}")
        if name == "yaml.load" and not _is_safe(given.get("Loader"), source):
            found.append(f"line {call.lineno}: yaml.load without a safe loader")
        for option in ("shell", "allow_pickle"):
            if isinstance(given.get(option), ast.Constant) and given[option].value is True:
                found.append(f"line {call.lineno}: {option}=True")
    return found


def _is_safe(loader: ast.expr | None, source: str) -> bool:
    """True for a safe loader by its name, or for a variable that can only hold safe ones."""
    if loader is None:
        return False
    if _name(loader).rpartition(".")[2] in ("SafeLoader", "CSafeLoader"):
        return True
    named = set(re.findall(r"\b\w*Loader\b", source))
    return named <= {"SafeLoader", "CSafeLoader", "Loader"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_module_turns_data_into_code(path: Path) -> None:
    """No pickle or its kin, no eval, no shell, no YAML that makes objects, no unpacking of archives."""
    assert _faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "eval('1')",
        "import yaml\nyaml.load(x, Loader=yaml.UnsafeLoader)",
        "import yaml\nyaml.load(x)",
        "archive.extractall(folder)",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import numpy\nnumpy.load(f, allow_pickle=True)",
        "import os\nos.system('ls')",
    ],
)
def test_the_look_finds_what_it_looks_for(source: str) -> None:
    """Each of these would be found."""
    assert _faults(source) != []


def test_no_secret_is_in_the_repository() -> None:
    """Tokens and keys come from the environment and stand in no file that git keeps."""
    listing = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True)  # noqa: S607
    kept = listing.stdout.decode().split("\0")
    found = []
    for name in filter(None, kept):
        path = Path(name)
        if path.is_file() and path.stat().st_size < 2_000_000:
            text = path.read_bytes().decode(errors="ignore").replace(EXAMPLE, "")
            found += [f"{name}: {match[:12]}..." for match in OF_ITSELF.findall(text)]

    assert found == []
