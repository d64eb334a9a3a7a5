"""The trained model: where it is, whether it may be used, and how to train it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bot.rasa import seal
from bot.rasa.seal import AGAIN, UnusableModelError
from bot.rasa.start import ENVIRONMENT
from bot.rasa.tidy import tidy

FOLDER = Path("models")
FILE = FOLDER / "signpost.tar.gz"
STAMP = FOLDER / "signpost.trained-on"
SEAL = FOLDER / "signpost.json"
# `python -m rasa`, but that Sanic asks for every deprecation to be shown: forty lines before the first of the training.
RASA = "import warnings, sanic.app; warnings.filterwarnings('ignore'); from rasa.__main__ import main; main()"
# What training depends on. Rasa's own fingerprint knows neither the modules that a component calls nor the weights.
SOURCES = ("data/nlu", "data/rules", "data/responses", "data/stories", "config.yml", "domain.yml")
CODE = (
    "bot/components",
    "bot/encoder",
    "bot/bag_of_words.py",
    "bot/concern_model.py",
    "bot/softmax.py",
    "bot/text.py",
    "bot/normalise",
    "data/phrases/text_speak.yml",
    "bot/rasa/importer.py",
    "requirements.lock",
)


class TrainingFailedError(RuntimeError):
    """`rasa train` ended without a model."""


def _files() -> list[Path]:
    found: list[Path] = []
    for name in (*SOURCES, *CODE):
        path = Path(name)
        found += sorted(p for p in path.rglob("*") if p.suffix in (".py", ".yml")) if path.is_dir() else [path]
    return found


def fingerprint() -> str:
    """A hash over everything that the model depends on."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """True if there is a model and nothing that it depends on has changed since."""
    return FILE.is_file() and STAMP.is_file() and STAMP.read_text(encoding="utf-8").strip() == fingerprint()


def check() -> None:
    """Makes sure of the model before it is unpacked.

    Raises:
        UnusableModelError: If it is missing, damaged, old or another one; one sentence says so.
    """
    seal.check(FILE, SEAL)
    if not is_current():
        raise UnusableModelError(f"{FILE} is older than the words, rules or code that it was trained on: {AGAIN}")


def _is_whole(thorough: bool) -> bool:
    """True if the file is the one that was trained; a current model of a time before seals gets one."""
    try:
        if not SEAL.is_file():
            seal.write(FILE, SEAL)
        (seal.check if thorough else seal.read)(FILE, SEAL)
    except UnusableModelError:
        return False
    return True


def train(thorough: bool = True) -> None:
    """Trains, if the model is missing, damaged or older than its data.

    Args:
        thorough: False where somebody waits for a server to start: damage that leaves the size alone is then found
            while the server answers 999 already.

    Raises:
        TrainingFailedError: If Rasa could not train; its messages are above.
    """
    if is_current() and _is_whole(thorough):
        return
    stamp = fingerprint()
    FOLDER.mkdir(exist_ok=True)
    for belongs_to_the_old in (STAMP, SEAL):
        belongs_to_the_old.unlink(missing_ok=True)
    command = [sys.executable, "-c", RASA, "train", "--fixed-model-name", FILE.name.removesuffix(".tar.gz")]
    environment = {**os.environ, **ENVIRONMENT}
    result = subprocess.run([*command, "--skip-validation", "--out", str(FOLDER)], env=environment, check=False)
    if result.returncode != 0 or not FILE.is_file():
        raise TrainingFailedError("Training failed; Rasa says why above. Mend it and run `make train` again.")
    try:
        seal.write(FILE, SEAL)
    except UnusableModelError as error:
        raise TrainingFailedError(f"Training left no usable model: {error}") from error
    STAMP.write_text(f"{stamp}\n", encoding="utf-8")
    tidy()
