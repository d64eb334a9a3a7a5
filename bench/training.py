"""Training from clean: ours and stock Rasa's, each in a process of its own, by the clock and by the processor."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench import stock
from bench.results import Measure
from bot.rasa import model

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}
RECORD = "training.json"


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """What a training took.

    Attributes:
        seconds: By the clock.
        processor: Seconds of all cores together; on a busy machine the fairer of the two.
        busy: Processes that wanted a core while it began (load average of the last minute).
    """

    seconds: float
    processor: float
    busy: float


class TrainingFailedError(RuntimeError):
    """A training ended without a model."""


def _train(options: list[str], where: Path, log: Path) -> Training:
    """Runs `rasa train` with an empty cache."""
    with tempfile.TemporaryDirectory() as cache, log.open("wb") as output:
        environment = {**os.environ, **ENVIRONMENT, "RASA_CACHE_DIRECTORY": cache}
        before, start, busy = os.times(), time.monotonic(), os.getloadavg()[0]
        command = [sys.executable, "-m", "rasa", "train", "--skip-validation", *options]
        done = subprocess.run(command, cwd=where, env=environment, stdout=output, stderr=output, check=False)
        after = os.times()
    if done.returncode:
        raise TrainingFailedError(f"`{' '.join(command[1:])}` failed; {log} says why.")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Training(seconds=time.monotonic() - start, processor=used, busy=busy)


def train_stock(root: Path = Path(), quick: bool = False) -> Training:
    """Trains B, unless there is a model of these words already; then what that training took.

    Args:
        root: A folder like the repository's.
        quick: One epoch instead of a hundred.
    """
    project = stock.write(root, quick)
    record = project / RECORD
    if not record.is_file():
        options = ["--domain", "domain", "--fixed-model-name", stock.MODEL.removesuffix(".tar.gz")]
        record.write_bytes(msgspec.json.encode(_train(options, project, project / "training.log")))
    return msgspec.json.decode(record.read_bytes(), type=Training)


def train_ours(root: Path = Path()) -> Training:
    """Trains our bot into a folder that is thrown away, unless it was measured on the same words and code already.

    Args:
        root: A folder like the repository's.
    """
    record = stock.CACHE / "ours" / f"{model.fingerprint()[:16]}-{stock.digest(root)}.json"
    if not record.is_file():
        record.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as out:
            taken = _train(["--out", out, "--fixed-model-name", "signpost"], root, record.with_suffix(".log"))
        record.write_bytes(msgspec.json.encode(taken))
    return msgspec.json.decode(record.read_bytes(), type=Training)


def train_into(root: Path) -> Training:
    """Trains a copy of the repository into its own models/, with its stamp, so that it can serve.

    Args:
        root: From growth.copy.
    """
    taken = _train(["--out", "models", "--fixed-model-name", "signpost"], root, root / "training.log")
    environment = {**os.environ, **ENVIRONMENT}
    stamp = "from bot.rasa import model as m, seal; seal.write(m.FILE, m.SEAL); m.STAMP.write_text(m.fingerprint())"
    subprocess.run([sys.executable, "-c", stamp], cwd=root, env=environment, check=True)
    return taken


def training(ours: Training, theirs: Training) -> list[Measure]:
    """Two lines of the table: by the clock, and by the processor."""
    busy = f"load when it began: ours {ours.busy:.1f}, stock {theirs.busy:.1f}"
    goal = 0.3
    return [
        Measure(name="training", unit="s", ours=[ours.seconds], stock=[theirs.seconds], goal_stock=goal, note=busy),
        Measure(name="training", unit="CPU s", ours=[ours.processor], stock=[theirs.processor], goal_stock=goal),
    ]
