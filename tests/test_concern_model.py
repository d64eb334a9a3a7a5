"""bot/concern_model.py: meaning and words together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.concern_model import ConcernModel

RANDOM = np.random.default_rng(3)
WORDS = {"fraud": "they took my money again", "grooming": "he wants a secret picture", "dark_web": "what is tor for"}
CENTRES = {"fraud": (3, 0, 0), "grooming": (0, 3, 0), "dark_web": (0, 0, 3)}


def _model(word_share: float = 0.5) -> ConcernModel:
    names = [name for name in WORDS for _ in range(20)]
    vectors = np.array([RANDOM.normal(CENTRES[name], 0.3) for name in names], dtype=np.float32)
    texts = [WORDS[name] for name in names]
    return ConcernModel.fit(vectors, texts, names, strength=10.0, word_strength=10.0, word_share=word_share)


def test_words_decide_where_the_meaning_wavers() -> None:
    """Half-way between two meanings, the words say which."""
    between = np.array([1.5, 1.5, 0.0], dtype=np.float32)
    model = _model()
    top = [model.labels[model.probabilities(between, [text])[0].argmax()] for text in WORDS.values()]

    assert top[:2] == ["fraud", "grooming"]


def test_a_share_of_nothing_leaves_the_meaning_alone() -> None:
    """Words that count nothing change nothing."""
    model, row = _model(word_share=0.0), np.array([3.0, 0.0, 0.0], dtype=np.float32)

    np.testing.assert_allclose(
        model.probabilities(row, [WORDS["dark_web"]]), model.meaning.probabilities(row), atol=1e-6
    )


def test_load_reads_what_save_wrote(tmp_path: Path) -> None:
    """Numbers, labels and words come back as they were."""
    model, row = _model(), np.array([1.0, 1.0, 1.0], dtype=np.float32)
    model.save(tmp_path)
    loaded = ConcernModel.load(tmp_path, 0.5)

    assert loaded.labels == model.labels
    for text in ("my money", "nothing of it", ""):
        expected = model.probabilities(row, [text])
        assert loaded.probabilities(row, [text]) == pytest.approx(expected)
        assert expected.sum() == pytest.approx(1.0, abs=1e-5)
