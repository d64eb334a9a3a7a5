"""Which intent a message has, judged by its meaning and by its words together.

Two linear classifiers, each fitted alone, multiplied (a logarithmic opinion pool). The encoder has seen the training
messages and is too sure of them; words that it reads too broadly ("robux", "my course mate") are what it lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.bag_of_words import BagOfWords
from bot.softmax import Array, Softmax, shares


@dataclass(frozen=True)
class ConcernModel:
    """Both classifiers and how much the words count.

    Attributes:
        meaning: On the vectors of the encoder.
        bag: Reads the words.
        words: On what the bag reads; the same labels in the same order.
        word_share: How much the words' verdict counts beside that of the meaning, which counts 1.
    """

    meaning: Softmax
    bag: BagOfWords
    words: Softmax
    word_share: float

    @property
    def labels(self) -> tuple[str, ...]:
        """The intents."""
        return self.meaning.labels

    @classmethod
    def fit(
        cls,
        vectors: Array,
        texts: Sequence[str],
        labels: list[str],
        *,
        strength: float,
        word_strength: float,
        word_share: float,
    ) -> ConcernModel:
        """Learns from examples.

        Args:
            vectors: examples x features.
            texts: The examples in plain words.
            labels: The intent of each.
            strength: scikit-learn's C for the meaning.
            word_strength: The same for the words.
            word_share: See the class.

        Returns:
            The model.
        """
        bag, rows = BagOfWords.fit(texts)
        return cls(Softmax.fit(vectors, labels, strength), bag, Softmax.fit(rows, labels, word_strength), word_share)

    def probabilities(self, vectors: Array, texts: Sequence[str]) -> Array:
        """Classifies.

        Args:
            vectors: messages x features, or one vector.
            texts: The same messages in plain words.

        Returns:
            messages x intents, each row adding up to 1.
        """
        scores = self.meaning.scores(vectors)
        for row, text in enumerate(texts):
            columns, values = self.bag.read(text)
            scores[row] += self.word_share * (self.words.weights[:, columns] @ values + self.words.bias)
        return shares(scores)

    def save(self, folder: Path) -> None:
        """Writes the numbers into a folder."""
        self.meaning.save(folder / "meaning.npz")
        self.words.save(folder / "words.npz")
        np.savez(folder / "bag.npz", terms=np.array(self.bag.terms), idf=self.bag.idf)

    @classmethod
    def load(cls, folder: Path, word_share: float) -> ConcernModel:
        """Reads what `save` wrote; refuses anything that would need unpickling."""
        with np.load(folder / "bag.npz", allow_pickle=False) as stored:
            bag = BagOfWords(tuple(str(term) for term in stored["terms"]), stored["idf"])
        return cls(Softmax.load(folder / "meaning.npz"), bag, Softmax.load(folder / "words.npz"), word_share)
