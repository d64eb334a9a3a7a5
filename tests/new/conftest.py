"""A copy of the tree, to make new things in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PARTS = ("actions", "bot", "data", "tests/messages", "tests/stories", "tests/unseen", "domain.yml", "config.yml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "dist")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m bot new` and `python -m bot check` read, in a folder of its own."""
    copy = tmp_path_factory.mktemp("tree")
    for name in PARTS:
        source = Path(name)
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=LEFT_OUT)
        elif source.is_file():
            shutil.copyfile(source, copy / name)
    return copy


@pytest.fixture(scope="module")
def run(tree: Path) -> Run:
    """`python -m bot ...` in the copy."""

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(line, cwd=tree, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    return command


def contents(tree: Path) -> dict[Path, bytes]:
    """Every file of the copy, but for what a check draws and Python compiles."""
    files = (path for path in tree.rglob("*") if path.is_file())
    return {
        path.relative_to(tree): path.read_bytes()
        for path in files
        if not {"results", "__pycache__"} & set(path.relative_to(tree).parts)
    }
