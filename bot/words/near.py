"""Finds sentences that say nearly the same in nearly the same words: taught twice, or taught and then examined.

A sentence that is taught twice teaches nothing new; one that is examined too makes the exam a test of memory.
How near two sentences are is the mean of two measures of their plain words: the cosine of their four-letter pieces,
rare ones weighing most (hears what they speak of), and the share of letters that stand in the same order, of the words
as typed or sorted (hears how they say it). Either alone calls "is blackmail a criminal offence" near "is stalking a
criminal offence", or misses words that changed places. It cannot see that two sentences mean the same in other words,
and is not meant to: that is the breadth that training wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from bot import text as texts
from bot.normalise import normalise
from bot.words.reviewed import Reviewed
from bot.words.sentences import Sentence

# Chosen by reading all pairs of November 2026 in order of nearness. The shorter of two sentences has at most so many
# words: from this nearness on it must not be taught twice, from that one on it must not be taught and examined.
LIMITS = ((2, 97, 97), (4, 92, 87), (10_000, 86, 78))
_LEAST = min(min(twice, both) for _, twice, both in LIMITS)
_LIKELY = (2 * _LEAST - 100) / 100  # the cosine below which not even the same letters would be near enough
_STEP = 1000  # sentences compared with all others at once; bounds the memory
_PIECE = (4, 4)  # letters
_WORD = re.compile(r"[^\W_]+")
_NOT = re.compile(r"\b(?:not|no|never|nobody|nothing|without|cannot|\w+nt)\b")


class Pair(msgspec.Struct, frozen=True):
    """Two sentences.

    Attributes:
        one: A sentence that is taught.
        other: One that is taught further down, or examined.
        exam: True if the other is examined.
        nearness: 0 to 100.
        words: Of the shorter one.
    """

    one: Sentence
    other: Sentence
    exam: bool
    nearness: float
    words: int

    def repeats(self, strictly: bool) -> bool:
        """True if they are too near to each other.

        Args:
            strictly: By the limit for one that is taught and one that is examined, or by that for two that are taught.
        """
        limit = next(limits[1 + strictly] for limits in LIMITS if self.words <= limits[0])
        return self.nearness >= limit and not self._opposite()

    def turned(self) -> Pair:
        """The same two, so that of two that are taught the first is the one to go."""
        return self if self.exam else msgspec.structs.replace(self, one=self.other, other=self.one)

    def _opposite(self) -> bool:
        """One says yes and one says no, and they are taught as different: that is a contrast, not a copy."""
        one, other = (len(_NOT.findall(fold(sentence.text))) for sentence in (self.one, self.other))
        return self.one.label != self.other.label and one != other


def fold(text: str) -> str:
    """The words of a text as the encoder reads them, without signs."""
    plain = texts.plain(normalise(text))
    return " ".join(_WORD.findall(plain)) or plain


def near(taught: Sequence[Sentence], examined: Sequence[Sentence]) -> Iterator[Pair]:
    """Finds all pairs that may be too near.

    Args:
        taught: Each is compared with those after it and with all that are examined.
        examined: Not compared with each other.

    Yields:
        Pairs in the order of the first, also such as are near only by the stricter limit; ask each whether it repeats.
    """
    sentences = [*taught, *examined]
    folded = [fold(sentence.text) for sentence in sentences]
    if not taught:
        return
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECE, sublinear_tf=True, dtype=np.float32)
    rows = vectors.fit_transform(folded)
    for start in range(0, len(taught), _STEP):
        found = (rows[start : min(start + _STEP, len(taught))] @ rows[start:].T).tocoo()
        likely = (found.data >= _LIKELY) & (found.col > found.row)
        for row, column, cosine in zip(found.row[likely], found.col[likely], found.data[likely], strict=True):
            one, other = folded[start + row], folded[start + column]
            letters = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
            nearness, words = (100 * float(cosine) + letters) / 2, min(len(one.split()), len(other.split()))
            if nearness >= _LEAST:
                exam = bool(start + column >= len(taught))
                yield Pair(sentences[start + row], sentences[start + column], exam, nearness, words)


def problems(pairs: Iterable[Pair], reviewed: Reviewed) -> Iterator[str]:
    """Says which training sentences must go.

    Args:
        pairs: Of near().
        reviewed: Training sentences that may be examined too.

    Yields:
        One finding for each time that a sentence is taught twice, or examined too.
    """
    for pair in pairs:
        one, other = pair.one, pair.other
        if not pair.repeats(strictly=pair.exam):
            continue
        if not pair.exam:
            yield (
                f"{other.place}: {other.text[:60]!r} says nearly the same as {one.text[:60]!r} ({one.place}); "
                "delete the poorer one."
            )
        elif not reviewed.allows(one.text):
            yield (
                f"{one.place}: {one.text[:60]!r} is nearly {other.text[:60]!r}, which {other.place} examines; "
                "delete it here."
            )
