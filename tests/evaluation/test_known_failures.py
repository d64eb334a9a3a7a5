"""tests/known_failures.yml against the trained model: breaks when a failure is mended, new, or not examined any more."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
import pytest

from bot.evaluation.known import Findings
from bot.rasa.model import FILE
from bot.rasa.start import ENVIRONMENT

LIMIT = 300  # seconds; it takes about 20 on an idle machine


@pytest.fixture(scope="module")
def found() -> Findings:
    """One run over all held-out messages, in a process of its own: Rasa can be loaded lean only once in each."""
    if not FILE.is_file():
        pytest.fail(f"{FILE} is missing: run `make train`.", pytrace=False)
    done = subprocess.run(
        [sys.executable, "-m", "bot.evaluation.known"],
        env={**os.environ, **ENVIRONMENT, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"The model could not be asked:\n{done.stderr.decode()[-3000:]}", pytrace=False)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Findings)


@pytest.mark.parametrize("kind", Findings.__struct_fields__)
def test_known_failures_are_true(found: Findings, kind: str) -> None:
    """None that passes, none missed that is not listed, none plainly said, none that is gone."""
    sentences = getattr(found, kind)
    if sentences:
        pytest.fail("\n".join(sentences), pytrace=False)
