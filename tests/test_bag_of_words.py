"""bot/bag_of_words.py: the same numbers as scikit-learn, without it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.bag_of_words import FEWEST, WORD, BagOfWords

TEXTS = (
    "he reads my phone and my phone tells him",
    "my phone is old",
    "Old men and old phones, 12 of them",
    "he reads and reads and reads",
    "naïve café, 12 of them",
)


@pytest.mark.parametrize("text", [*TEXTS, "my old phone reads", "nothing known here"])
def test_read_gives_the_numbers_of_scikit_learn(text: str) -> None:
    """Nothing is lost between learning and using."""
    model = TfidfVectorizer(ngram_range=(1, 2), min_df=FEWEST, sublinear_tf=True, token_pattern=WORD).fit(TEXTS)
    bag, _ = BagOfWords.fit(TEXTS)
    ours = np.zeros(len(bag.terms))
    columns, values = bag.read(text)
    ours[columns] = values

    np.testing.assert_allclose(ours, model.transform([text]).toarray()[0], atol=1e-6)


def test_fit_leaves_out_what_was_said_once() -> None:
    """A word of one message only may be a slip, or a secret."""
    bag, rows = BagOfWords.fit(TEXTS)

    assert "naïve" not in bag.terms
    assert "my phone" in bag.terms
    assert rows.shape == (len(TEXTS), len(bag.terms))


@given(st.text())
def test_read_of_any_text_is_a_vector_of_length_one_or_nothing(text: str) -> None:
    """Whatever is typed, the numbers stay numbers."""
    bag, _ = BagOfWords.fit(TEXTS)
    columns, values = bag.read(text)

    assert len(columns) == len(values)
    assert not len(values) or float((values**2).sum()) == pytest.approx(1.0, abs=1e-5)
