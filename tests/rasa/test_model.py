"""bot/rasa/model.py: when it trains, and what is left when training fails. No test trains: Rasa is a stand-in."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from bot.rasa import model, seal
from bot.rasa.model import TrainingFailedError
from bot.rasa.seal import UnusableModelError


class Rasa:
    """Stands in for `rasa train`."""

    def __init__(self, code: int = 0, content: bytes = b"weights") -> None:
        self.code, self.content, self.runs = code, content, 0

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Leaves a model, if it is to."""
        self.runs += 1
        if self.code == 0:
            with tarfile.open(model.FILE, "w:gz") as archive:
                member = tarfile.TarInfo("metadata.json")
                member.size = len(self.content)
                archive.addfile(member, io.BytesIO(self.content))
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def rasa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rasa:
    """Takes the model to a folder of its own, and Rasa out."""
    for name in ("FOLDER", "FILE", "STAMP", "SEAL"):
        monkeypatch.setattr(model, name, tmp_path / getattr(model, name).name)
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    monkeypatch.setattr(model, "tidy", lambda: None)
    stand_in = Rasa()
    monkeypatch.setattr(model.subprocess, "run", stand_in.run)
    return stand_in


def test_train_leaves_a_model_that_may_be_used(rasa: Rasa) -> None:
    """Sealed and stamped; a second call does nothing."""
    model.train()
    model.check()
    model.train()

    assert rasa.runs == 1


def test_train_that_fails_is_one_sentence_and_leaves_nothing_to_use(rasa: Rasa) -> None:
    """The old seal and stamp are gone before Rasa starts: half a model cannot pass for a whole one."""
    model.train()
    model.STAMP.write_text("old\n")
    rasa.code = 1

    with pytest.raises(TrainingFailedError, match="make train"):
        model.train()
    with pytest.raises(UnusableModelError):
        model.check()


@pytest.mark.parametrize("spoil", ["truncate", "flip", "remove"])
def test_train_mends_a_damaged_model(rasa: Rasa, spoil: str) -> None:
    """`make train` is what the sentence about damage asks for, so it must help."""
    model.train()
    content = bytearray(model.FILE.read_bytes())
    content[len(content) // 2] ^= 1
    {
        "truncate": lambda: model.FILE.write_bytes(content[:40]),
        "flip": lambda: model.FILE.write_bytes(content),
        "remove": model.FILE.unlink,
    }[spoil]()
    model.train()
    model.check()

    assert rasa.runs == 2


def test_train_in_a_hurry_leaves_the_hash_to_the_start(rasa: Rasa) -> None:
    """`make run` opens the socket first; the damage is found before the model is unpacked."""
    model.train()
    content = bytearray(model.FILE.read_bytes())
    content[len(content) // 2] ^= 1
    model.FILE.write_bytes(content)
    model.train(thorough=False)

    assert rasa.runs == 1
    with pytest.raises(UnusableModelError, match="SHA-256"):
        model.check()


def test_train_seals_a_current_model_of_a_time_before_seals(rasa: Rasa) -> None:
    """Minutes of training for a missing hash would be a waste."""
    model.train()
    model.SEAL.unlink()
    model.train()
    model.check()

    assert rasa.runs == 1


def test_check_refuses_an_old_model(rasa: Rasa) -> None:
    """Words, rules or code have changed since."""
    model.train()
    model.STAMP.write_text("another\n")

    with pytest.raises(UnusableModelError, match="older than the words"):
        model.check()


def test_seal_of_the_models_folder_is_beside_the_model() -> None:
    """One place for both."""
    assert model.SEAL.parent == model.FILE.parent == model.STAMP.parent
    assert seal.CONFIG.is_file()
