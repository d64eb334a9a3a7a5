"""bot/softmax.py: the same numbers as scikit-learn, kept without pickle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bot.softmax import Softmax

RANDOM = np.random.default_rng(7)
CENTRES = {"a": (4, 0, 0), "b": (0, 4, 0), "c": (0, 0, 4)}


def _data(names: str, each: int = 30) -> tuple[np.ndarray, list[str]]:
    rows = [RANDOM.normal(CENTRES[name], 1.0) for name in names for _ in range(each)]
    return np.array(rows, dtype=np.float32), [name for name in names for _ in range(each)]


@pytest.mark.parametrize("names", ["ab", "abc"])
def test_probabilities_equal_those_of_scikit_learn(names: str) -> None:
    """Two classes or more: nothing is lost between learning and using."""
    vectors, labels = _data(names)
    model = LogisticRegression(C=10.0, max_iter=1000, class_weight="balanced").fit(vectors, labels)
    ours = Softmax.fit(vectors, labels, 10.0)

    assert ours.labels == tuple(names)
    np.testing.assert_allclose(ours.probabilities(vectors), model.predict_proba(vectors), atol=1e-4)


def test_probabilities_of_one_vector_add_up_to_one() -> None:
    """One vector is a batch of one."""
    vectors, labels = _data("abc")
    row = Softmax.fit(vectors, labels, 10.0).probabilities(vectors[0])

    assert row.shape == (1, 3)
    assert row.sum() == pytest.approx(1.0, abs=1e-5)


def test_probabilities_of_huge_scores_stay_numbers() -> None:
    """Scores that would overflow give certainty, not "not a number"."""
    sure = Softmax(("a", "b"), np.array([[1e4], [-1e4]], dtype=np.float32), np.zeros(2, dtype=np.float32))

    assert sure.probabilities(np.array([1.0], dtype=np.float32)).tolist() == [[1.0, 0.0]]


def test_fit_balanced_hears_the_rare_class() -> None:
    """Ten of a rare kind among hundreds are still heard, because missing one costs most."""
    many, rare = RANDOM.normal(0, 1.0, (400, 3)), RANDOM.normal(1.0, 1.0, (10, 3))
    vectors = np.vstack([many, rare]).astype(np.float32)
    labels = ["calm"] * 400 + ["danger"] * 10
    at = np.array([1.0, 1.0, 1.0], dtype=np.float32)
    balanced, plain = (Softmax.fit(vectors, labels, 1.0, flag).probabilities(at)[0, 1] for flag in (True, False))

    assert balanced > 0.5 > plain


def test_load_reads_what_save_wrote(tmp_path: Path) -> None:
    """Numbers and labels come back as they were."""
    vectors, labels = _data("abc")
    model = Softmax.fit(vectors, labels, 10.0)
    model.save(tmp_path / "model.npz")
    loaded = Softmax.load(tmp_path / "model.npz")

    assert loaded.labels == model.labels
    np.testing.assert_array_equal(loaded.weights, model.weights)
    np.testing.assert_array_equal(loaded.bias, model.bias)


def test_load_refuses_pickles(tmp_path: Path) -> None:
    """A file that could run code when it is read is refused."""
    objects = np.array([{"a": 1}], dtype=object)
    np.savez(tmp_path / "model.npz", labels=objects, weights=objects, bias=objects)

    with pytest.raises(ValueError, match="pickle"):
        Softmax.load(tmp_path / "model.npz")
