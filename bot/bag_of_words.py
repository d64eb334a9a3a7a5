"""The words of a message as numbers (tf-idf): fitted by scikit-learn, kept and used as plain arrays.

Serving needs no scikit-learn: importing it costs 80 MB and a second, and reading one message needs none of it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
WORD = r"(?u)\b\w+\b"
_WORD = re.compile(WORD)
FEWEST = 2  # messages; a term of one message only may be a slip


@dataclass(frozen=True)
class BagOfWords:
    """Terms (words, and pairs of words that follow each other) with their weights.

    Attributes:
        terms: In the order of their columns.
        idf: How telling each is: the rarer, the more.
    """

    terms: tuple[str, ...]
    idf: Numbers
    _columns: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Prepares the look-up."""
        self._columns.update((term, column) for column, term in enumerate(self.terms))

    @classmethod
    def fit(cls, texts: Sequence[str]) -> tuple[BagOfWords, Any]:
        """Learns the terms.

        Args:
            texts: The training messages in plain words.

        Returns:
            The bag, and the texts read by it: a sparse matrix, texts x terms.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer

        model = TfidfVectorizer(ngram_range=(1, 2), min_df=FEWEST, sublinear_tf=True, token_pattern=WORD)
        rows = model.fit_transform(texts)
        return cls(tuple(str(term) for term in model.get_feature_names_out()), model.idf_.astype(np.float32)), rows

    def read(self, text: str) -> tuple[npt.NDArray[np.intp], Numbers]:
        """Counts the known terms of one text.

        Args:
            text: In plain words.

        Returns:
            The columns that are not 0 and their values; a vector of length 1, or nothing.
        """
        words = _WORD.findall(text.lower())
        pairs = (f"{first} {second}" for first, second in itertools.pairwise(words))
        counts = Counter(self._columns[term] for term in (*words, *pairs) if term in self._columns)
        columns = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(often)) * self.idf[columns]
        length = float(np.sqrt((values**2).sum()))
        return columns, values / length if length else values
