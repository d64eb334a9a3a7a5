"""bot/rasa/seal.py: a model that is not the one that was trained is found out before it is unpacked."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import msgspec
import pytest

from bot.rasa import seal
from bot.rasa.seal import UnusableModelError


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A small archive with its seal beside it."""
    file = tmp_path / "signpost.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name in ("metadata.json", "components/weights"):
            content = os.urandom(100_000)
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    seal.write(file, _seal(file))
    return file


def _seal(file: Path) -> Path:
    return file.with_name("signpost.json")


def _change(file: Path, **fields: object) -> None:
    path = _seal(file)
    path.write_bytes(msgspec.json.encode({**msgspec.json.decode(path.read_bytes()), **fields}))


def test_check_of_an_untouched_model_is_silent(model: Path) -> None:
    """Nothing is said of a model that is as it was."""
    seal.check(model, _seal(model))


@pytest.mark.parametrize("place", [0, 1, 2, -1])
def test_check_finds_a_flipped_bit(model: Path, place: int) -> None:
    """One bit anywhere, the size as it was."""
    content = bytearray(model.read_bytes())
    content[len(content) * place // 4 if place >= 0 else -1] ^= 1
    model.write_bytes(content)

    with pytest.raises(UnusableModelError, match="make train"):
        seal.check(model, _seal(model))


def test_check_finds_a_truncated_model(model: Path) -> None:
    """Half of a download."""
    model.write_bytes(model.read_bytes()[:50_000])

    with pytest.raises(UnusableModelError, match="another size"):
        seal.check(model, _seal(model))


def test_check_of_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    """One sentence."""
    with pytest.raises(UnusableModelError, match=r"is missing: run `make train`\.$"):
        seal.check(tmp_path / "none.tar.gz", tmp_path / "none.json")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sha256": 5}'])
def test_check_of_an_unreadable_seal_says_what_to_do(model: Path, content: bytes) -> None:
    """The model may be fine; nobody knows."""
    _seal(model).write_bytes(content)

    with pytest.raises(UnusableModelError, match="seal of the model"):
        seal.check(model, _seal(model))


def test_check_finds_another_rasa(model: Path) -> None:
    """A model that Rasa 3.5 trained."""
    _change(model, rasa="3.5.0")

    with pytest.raises(UnusableModelError, match=r"trained with Rasa 3\.5\.0"):
        seal.check(model, _seal(model))


def test_check_finds_other_components(model: Path) -> None:
    """A model without the gate."""
    _change(model, components=["WhitespaceTokenizer", "RulePolicy"])

    with pytest.raises(UnusableModelError, match="other components"):
        seal.check(model, _seal(model))


@pytest.mark.parametrize("keep", [0, 1000, 60_000])
def test_write_refuses_a_damaged_model(model: Path, keep: int) -> None:
    """Damage is not sealed."""
    model.write_bytes(model.read_bytes()[:keep])
    _seal(model).unlink()

    with pytest.raises(UnusableModelError, match="damaged"):
        seal.write(model, _seal(model))
    assert not _seal(model).exists()


def test_components_are_those_of_config_yml() -> None:
    """The gate is there, and the policy comes last."""
    names = seal.components()

    assert "bot.components.emergency_gate.EmergencyGate" in names
    assert names[-1] == "RulePolicy"
