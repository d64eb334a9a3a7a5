"""What is left out of the image is not missed: the program runs from the files that are in it, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from scripts.cluster import REST, Program, ask, free_port, wait_for

IGNORE = Path("deploy") / "Dockerfile.dockerignore"
DOCKERFILE = Path("deploy") / "Dockerfile"
PAGES = ("/", "/widget/page", "/widget/tracks", "/widget/privacy", "/widget/chat.js", "/widget/site.css", "/health")


def _left_out(path: str, patterns: list[str]) -> bool:
    """As Docker reads the file: a pattern is for a path and all below it, the last that fits decides."""
    parts = path.split("/")
    heads = ["/".join(parts[: place + 1]) for place in range(len(parts))]
    out = False
    for pattern in patterns:
        bare = pattern.removeprefix("!").removeprefix("**/")
        deep = [head.rsplit("/", 1)[-1] for head in heads] if "**/" in pattern else []
        if any(fnmatch(one, bare) and one.count("/") == bare.count("/") for one in (*heads, *deep)):
            out = not pattern.startswith("!")
    return out


@pytest.fixture(scope="module")
def patterns() -> list[str]:
    lines = IGNORE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, patterns: list[str]) -> Iterator[int]:
    """The image's own command in a folder with the image's files; there is no model, so the guard alone answers."""
    here, image = Path.cwd(), tmp_path_factory.mktemp("image")
    for folder, names, files in os.walk("."):
        names[:] = [
            name for name in names if not _left_out(os.path.relpath(f"{folder}/{name}"), patterns) or name == "docs"
        ]
        for name in files:
            path = Path(os.path.relpath(f"{folder}/{name}"))
            if not _left_out(str(path), patterns):
                (image / path.parent).mkdir(parents=True, exist_ok=True)
                (image / path).symlink_to(here / path)
    command = next(line for line in DOCKERFILE.read_text(encoding="utf-8").splitlines() if line.startswith("CMD "))
    words = [word.strip(' "') for word in command.removeprefix("CMD ").strip("[]").split(",")]
    number = free_port()
    inside = {"PORT": str(number), "PYTHONPATH": str(image)}
    with (image / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *words[1:]], cwd=image, env={**os.environ, **inside}, stdout=log, stderr=log
        )
    server = Program([], number, image / "log", process=process)
    try:
        wait_for(server.listens, "A listening process", 60)
        yield number
    finally:
        server.end()


def test_left_out_is_what_was_built_and_what_is_not_served(patterns: list[str]) -> None:
    for path in (".git/config", "models/signpost.tar.gz", "docs/deployment.md", "bot/__pycache__/x.pyc", "site.pem"):
        assert _left_out(path, patterns), path
    for path in ("bot/guard.py", "docs/privacy/notice.md", "data/nlu/fraud.yml", "requirements.lock"):
        assert not _left_out(path, patterns), path


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_image(port: int, page: str) -> None:
    assert ask(port, page)[0] == 200


def test_the_directory_is_in_the_image(port: int) -> None:
    assert ask(port, "/directory/services?per_page=1", seconds=30)[0] == 200


def test_the_image_answers_999_without_a_model(port: int) -> None:
    """It does not begin to train, which would fail on a read-only disk and leave nobody there."""
    status, body = ask(port, REST, {"sender": "somebody", "message": "i want to die"})

    assert status == 200
    assert b"999" in body
