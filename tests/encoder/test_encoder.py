"""bot/encoder/encoder.py: vectors of meaning, and one sentence where the weights are not what they should be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.encoder import encoder
from bot.encoder.encoder import FOLDER_VARIABLE, INT8, EncoderError, SentenceEncoder, weights_folder

SENTENCES = ["help", "a man keeps asking my daughter for photos", "😭", "x" * 3000, "I was scammed. " * 60]


@pytest.fixture(scope="module")
def model() -> SentenceEncoder:
    """The published weights."""
    return SentenceEncoder()


def test_encode_gives_unit_vectors(model: SentenceEncoder) -> None:
    """Every vector has length 1, whatever the text."""
    vectors = model.encode(SENTENCES)

    assert vectors.shape == (len(SENTENCES), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_encode_together_equals_one_by_one(model: SentenceEncoder) -> None:
    """Padding beside longer texts changes nothing."""
    alone = np.vstack([model.encode([sentence]) for sentence in SENTENCES])

    np.testing.assert_allclose(model.encode(SENTENCES), alone, atol=1e-4)


def test_encode_many_keeps_the_order(model: SentenceEncoder) -> None:
    """Sorting by length for speed does not mix up the rows."""
    sentences = [*SENTENCES, "hello", "a", "my bank account was emptied"]

    np.testing.assert_allclose(model.encode_many(sentences, batch=3), model.encode(sentences), atol=1e-4)


def test_encode_many_of_nothing_is_empty(model: SentenceEncoder) -> None:
    """An empty corpus has no vectors."""
    assert model.encode_many([]).shape == (0, 384)


def test_encode_like_meanings_lie_close(model: SentenceEncoder) -> None:
    """Two ways to tell of a scam are nearer than a scam and a recipe: the weights are the right ones."""
    scam, fraud, cake = model.encode(
        ["I was scammed out of my savings", "a fraudster took all my money", "how to bake a cake"]
    )

    assert scam @ fraud > 0.5 > scam @ cake


def test_encode_in_int8_says_nearly_the_same(model: SentenceEncoder) -> None:
    """Whole numbers are a little less exact; which meanings lie close stays."""
    quick = SentenceEncoder(precision=INT8).encode(SENTENCES)

    assert (np.einsum("ij,ij->i", quick, model.encode(SENTENCES)) > 0.93).all()
    assert not np.allclose(quick, model.encode(SENTENCES), atol=1e-5), "this is the full precision"


def test_precision_that_does_not_exist_is_named() -> None:
    """One sentence says what config.yml may hold."""
    with pytest.raises(EncoderError, match="fp32 or int8"):
        SentenceEncoder(precision="fp16")


def _one_sentence(error: BaseException) -> bool:
    return "\n" not in str(error) and "make install" in str(error)


def test_weights_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that is not there, or empty, is named, with what to do."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(EncoderError, match="nowhere") as caught:
        SentenceEncoder()

    assert _one_sentence(caught.value)


def test_weights_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package and without a folder, one sentence says how to get it."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(EncoderError, match="not installed") as caught:
        weights_folder()

    assert _one_sentence(caught.value)


def test_weights_of_another_hash_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights other than those that were measured do not serve."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.setattr(encoder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match="not the file that was measured") as caught:
        SentenceEncoder()

    assert _one_sentence(caught.value)


@pytest.mark.parametrize("name", ["tokenizer.json", "config.json"])
def test_weights_folder_that_is_half_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """A folder with the weights and without what belongs to them is named, too."""
    source = weights_folder()
    for file in {"model.safetensors", "tokenizer.json", "config.json"} - {name}:
        (tmp_path / file).symlink_to(source / file)
    monkeypatch.setattr(encoder, "CACHE", tmp_path / "cache")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))

    with pytest.raises(EncoderError, match=name):
        SentenceEncoder()
