"""A model that is missing, damaged, old, another one, or without a part: the guard alone, not ready, and why (T10 to T12)."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa import model, seal
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.readiness import why_not
from bot.wording import Wording
from tests.faults.steady import is_steady

CLASSIFIER = "ConcernClassifier"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trained model in a folder of its own."""
    for name in ("FILE", "STAMP", "SEAL"):
        shutil.copy(getattr(model, name), tmp_path)
        monkeypatch.setattr(model, name, tmp_path / getattr(model, name).name)
    return tmp_path


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1_000_000])


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _outdate(file: Path) -> None:
    model.STAMP.write_text("of other words\n", encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (Path.unlink, "is missing"),
    "truncated": (_truncate, "another size"),
    "with a flipped bit": (_flip, "SHA-256"),
    "older than its words": (_outdate, "older than the words"),
    "without a seal": (lambda file: model.SEAL.unlink(), "seal of the model"),
}


def _without_classifier(whole: Path, target: Path) -> None:
    with tarfile.open(whole) as old, tarfile.open(target, "w:gz", compresslevel=1) as new:
        for member in old:
            if CLASSIFIER not in member.name:
                new.addfile(member, old.extractfile(member) if member.isfile() else None)


def _start(rules: EmergencyRules, wording: Wording) -> tuple[RasaEngine, Guard]:
    engine = RasaEngine(load_agent)
    assert engine.loaded.wait(120)
    return engine, Guard(rules, wording, engine)


@pytest.mark.parametrize("fault", FAULTS)
async def test_model_with_a_fault_is_not_unpacked(
    folder: Path, rules: EmergencyRules, wording: Wording, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """It is found before anything of it is read; the guard answers, and one sentence says what to do."""
    spoil, sentence = FAULTS[fault]
    spoil(model.FILE)
    monkeypatch.setattr(tarfile, "open", lambda *given, **named: pytest.fail("it was unpacked"))
    engine, guard = _start(rules, wording)
    why = await why_not(engine)

    await is_steady(guard)
    assert why is not None
    assert sentence in why
    assert why.endswith("run `make train`.")


async def test_model_without_its_classifier_is_not_ready(folder: Path, rules: EmergencyRules, wording: Wording) -> None:
    """A seal fits, a part is missing: Rasa itself would answer its health check and say nothing to people."""
    whole = model.FILE.rename(folder / "whole.tar.gz")
    _without_classifier(whole, model.FILE)
    seal.write(model.FILE, model.SEAL)
    engine, guard = _start(rules, wording)

    await is_steady(guard)
    assert await why_not(engine)


async def test_rasa_of_another_version_is_not_loaded(
    rules: EmergencyRules, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody upgraded Rasa and did not train."""
    monkeypatch.setattr(seal.metadata, "version", lambda name: "3.7.0")
    engine, guard = _start(rules, wording)
    why = await why_not(engine)

    await is_steady(guard)
    assert why is not None
    assert "3.7.0" in why
