"""A linear classifier: fitted by scikit-learn, kept and used as two arrays of numbers.

Nothing is pickled, and a prediction is one multiplication.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def shares(scores: Array) -> Array:
    """Scores as shares of 1, each row for itself."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = powers / powers.sum(axis=1, keepdims=True)
    return result


@dataclass(frozen=True)
class Softmax:
    """Weights of a multinomial logistic regression.

    Attributes:
        labels: The classes.
        weights: classes x features.
        bias: One number a class.
    """

    labels: tuple[str, ...]
    weights: Array
    bias: Array

    @classmethod
    def fit(cls, vectors: Any, labels: list[str], strength: float, balanced: bool = True) -> Softmax:
        """Learns from examples.

        Args:
            vectors: examples x features; may be sparse.
            labels: The class of each example; at least two classes.
            strength: Inverse of the regularisation (scikit-learn's C).
            balanced: True gives rare classes the weight of common ones.

        Returns:
            The classifier; for two classes, too, one row of weights a class.
        """
        # Imported here: serving needs only the numbers.
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced" if balanced else None)
        model.fit(vectors, labels)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        names = tuple(str(label) for label in model.classes_)
        return cls(names, weights.astype(np.float32), bias.astype(np.float32))

    def scores(self, vectors: Array) -> Array:
        """Logits: examples x classes.

        Args:
            vectors: examples x features, or one vector.
        """
        result: Array = np.atleast_2d(vectors) @ self.weights.T + self.bias
        return result

    def probabilities(self, vectors: Array) -> Array:
        """Classifies.

        Args:
            vectors: examples x features, or one vector.

        Returns:
            examples x classes, each row adding up to 1.
        """
        return shares(self.scores(vectors))

    def save(self, file: Path) -> None:
        """Writes the numbers to an .npz file."""
        np.savez(file, labels=np.array(self.labels), weights=self.weights, bias=self.bias)

    @classmethod
    def load(cls, file: Path) -> Softmax:
        """Reads what `save` wrote; refuses anything that would need unpickling."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(tuple(str(label) for label in stored["labels"]), stored["weights"], stored["bias"])
