"""Rasa's own story test, on the same files: proof that they are Rasa stories and that stock Rasa agrees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.files import read_yaml
from bot.rasa.model import FILE
from bot.rasa.start import ENVIRONMENT
from tests.stories.player import FOLDER, read

LIMIT = 600  # seconds; it takes about 40 on an idle machine


def test_rasa_test_core_e2e_finds_no_failing_story(tmp_path: Path) -> None:
    """`rasa test core --e2e` reads the words of every story and predicts every step; its exit code says nothing."""
    if not FILE.is_file():
        pytest.fail(f"{FILE} is missing: run `make train`.", pytrace=False)
    command = [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--stories", str(FOLDER), "--model", str(FILE)]
    done = subprocess.run(
        [*command, "--out", str(tmp_path)],
        env={**os.environ, **ENVIRONMENT, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )

    report = tmp_path / "story_report.json"
    assert report.is_file(), f"Rasa wrote no report:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    failing = _failing(tmp_path / "failed_test_stories.yml")
    if failing:
        pytest.fail("\n".join([f"stock Rasa fails {len(failing)} stories:", *failing]), pytrace=False)
    scores = json.loads(report.read_text(encoding="utf-8"))
    assert scores["accuracy"] == 1.0
    assert scores["conversation_accuracy"]["total"] == sum(len(read(path)) for path in FOLDER.glob("test_*.yml"))


def _failing(path: Path) -> list[str]:
    """The names of the stories in Rasa's file of failures, which holds only a remark if there are none."""
    content = read_yaml(path) if path.is_file() else None
    return [story["story"] for story in (content or {}).get("stories", [])]
