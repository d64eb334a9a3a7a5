"""The mathematics of the report: shares with their intervals, F1, calibration. No input, no output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import sqrt

import msgspec

Z = 1.959964  # of the normal distribution, for 95 %


class Share(msgspec.Struct, frozen=True):
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval: honest also for 24 of 24, where the usual one would be a point."""
        if not self.of:
            return (0.0, 1.0)
        share, square = self.hits / self.of, Z * Z
        middle = (share + square / (2 * self.of)) / (1 + square / self.of)
        half = Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of**2)) / (1 + square / self.of)
        low = 0.0 if self.hits == 0 else max(0.0, middle - half)
        high = 1.0 if self.hits == self.of else min(1.0, middle + half)
        return (low, high)


class Bin(msgspec.Struct, frozen=True):
    """Messages whose confidence lies between two numbers."""

    low: float
    high: float
    count: int
    confidence: float  # the mean
    accuracy: float


def share(values: Iterable[bool]) -> Share:
    """Counts the true ones."""
    seen = list(values)
    return Share(sum(seen), len(seen))


def f1(hits: int, false: int, missed: int) -> float | None:
    """The harmonic mean of precision and recall; None if there was nothing to find and nothing was found."""
    total = 2 * hits + false + missed
    return 2 * hits / total if total else None


def macro_f1(pairs: Sequence[tuple[str, str]], classes: Collection[str]) -> float | None:
    """The mean F1 of classes, each weighing the same.

    Args:
        pairs: The right class and the given one, of every message.
        classes: To be judged. One that no message has is left out; what is wrongly given to the others counts.

    Returns:
        0 to 1, or None if no message has any of the classes.
    """
    right = Counter(label for label, given in pairs if label == given)
    labels, given_as = Counter(label for label, _ in pairs), Counter(given for _, given in pairs)
    values = [
        2 * right[name] / (labels[name] + given_as[name]) for name in sorted(classes) if labels[name]
    ]  # 2 hits / (2 hits + false + missed)
    return sum(values) / len(values) if values else None


def tagged_f1(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> tuple[float | None, int]:
    """F1 over messages that are tagged with the values they say, which may be none.

    Args:
        pairs: The tags, and the values found.

    Returns:
        F1 over all of them together, and how many tags there are. A wrong value in place of the right one counts
        twice, as one missed and one false.
    """
    hits = false = missed = 0
    for tags, found in pairs:
        right = len(set(tags) & set(found))
        hits += right
        missed += len(set(tags)) - right
        false += len(set(found)) - right
    return f1(hits, false, missed), hits + missed


def reliability(answers: Iterable[tuple[float, bool]], count: int = 10) -> list[Bin]:
    """Sorts answers by confidence.

    Args:
        answers: The confidence of each, and whether it was right.
        count: How many equal steps from 0 to 1.

    Returns:
        The steps that hold any answer.
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        groups.setdefault(min(int(confidence * count), count - 1), []).append((confidence, right))
    return [
        Bin(
            low=step / count,
            high=(step + 1) / count,
            count=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            accuracy=sum(right for _, right in group) / len(group),
        )
        for step, group in sorted(groups.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error (ECE): how far confidence is from accuracy, on average over the messages."""
    total = sum(step.count for step in bins)
    if not total:
        return None
    return sum(step.count * abs(step.confidence - step.accuracy) for step in bins) / total
