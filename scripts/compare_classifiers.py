"""Compares ways to tell the intents apart, on the same folds of data/nlu: the table of docs/decisions/0005.

    .venv/bin/python scripts/compare_classifiers.py            # about 25 minutes on one core
    .venv/bin/python scripts/compare_classifiers.py --diet     # Rasa's DIET too, on the first fold: 40 more

What a fold costs (fine-tuning the encoder without the messages that it is judged on) is kept in .cache/folds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from bot import worries
from bot.bag_of_words import BagOfWords
from bot.encoder.encoder import SentenceEncoder
from bot.evaluation.scores import calibration_error, reliability
from bot.normalise import digest, normalise
from bot.softmax import shares

Array = npt.NDArray[Any]
CACHE = Path(".cache") / "folds"
FOLDS, SEED = 3, 1
SCALE = 16.0  # of the cosine in the fine-tuned head, as it was trained


@dataclass
class Fold:
    """One split: texts and labels to learn from and to judge, with their vectors."""

    texts: tuple[list[str], list[str]]
    labels: tuple[Array, Array]
    frozen: tuple[Array, Array]
    tuned: tuple[Array, Array]
    head: Array
    intents: list[str]


def read() -> tuple[list[str], list[str]]:
    """All training messages in plain words, and their intents."""
    texts, labels = [], []
    for path in sorted(Path("data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines()]
            texts += [normalise(line) for line in lines]
            labels += [block["intent"]] * len(lines)
    return texts, labels


def _tuned(number: int, texts: list[str], labels: list[str], learn: Array) -> tuple[Array, Array]:
    """Vectors of all texts by an encoder that was fine-tuned on those to learn from, and its head."""
    file = CACHE / f"{digest()[:8]}-{len(texts)}-{number}.npz"
    if not file.exists():
        from bot.encoder.tuning import Recipe, train

        result = train([texts[n] for n in learn], [labels[n] for n in learn], Recipe(), progress=print)
        CACHE.mkdir(parents=True, exist_ok=True)
        np.savez(file, vectors=SentenceEncoder(result.weights).encode_many(texts), head=result.concern)
    with np.load(file) as stored:
        return stored["vectors"], stored["head"]


def folds(texts: list[str], labels: list[str]) -> Iterator[Fold]:
    """Splits the messages, the same way each time."""
    intents = sorted(set(labels))
    numbers = np.array([intents.index(label) for label in labels])
    frozen = SentenceEncoder().encode_many(texts)
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(texts, numbers)
    for count, (learn, judge) in enumerate(splits):
        tuned, head = _tuned(count, texts, labels, learn)
        said = ([texts[n] for n in learn], [texts[n] for n in judge])
        pairs = [(rows[learn], rows[judge]) for rows in (numbers, frozen, tuned)]
        yield Fold(said, pairs[0], pairs[1], pairs[2], head, intents)


def _regression(rows: Any, labels: Array, strength: float, judged: Any) -> Array:
    model = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced").fit(rows, labels)
    result: Array = np.log(model.predict_proba(judged))
    return result


def _words(fold: Fold, strength: float = 10.0) -> Array:
    bag, rows = BagOfWords.fit(fold.texts[0])
    judged = np.zeros((len(fold.texts[1]), len(bag.terms)), np.float32)
    for row, text in zip(judged, fold.texts[1], strict=True):
        columns, values = bag.read(text)
        row[columns] = values
    return _regression(rows, fold.labels[0], strength, judged)


def _neighbours(fold: Fold, count: int = 15) -> Array:
    near = fold.tuned[1] @ fold.tuned[0].T
    top = np.argpartition(-near, count, axis=1)[:, :count]
    votes = np.full((len(near), len(fold.intents)), 1e-4)
    for row, found in enumerate(top):
        np.add.at(votes[row], fold.labels[0][found], np.exp((near[row, found] - 1.0) / 0.1))
    result: Array = np.log(votes)
    return result


def _prototypes(fold: Fold) -> Array:
    centres = np.stack([fold.tuned[0][fold.labels[0] == n].mean(axis=0) for n in range(len(fold.intents))])
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    result: Array = SCALE * fold.tuned[1] @ centres.T
    return result


CLASSIFIERS: dict[str, Callable[[Fold], Array]] = {
    "words only (tf-idf), LR": _words,
    "published encoder, LR": lambda f: _regression(f.frozen[0], f.labels[0], 10, f.frozen[1]),
    "published encoder, LR, times words": lambda f: CLASSIFIERS["published encoder, LR"](f) + 0.5 * _words(f),
    "fine-tuned, 15 nearest neighbours": _neighbours,
    "fine-tuned, prototypes": _prototypes,
    "fine-tuned, its own head": lambda f: SCALE * f.tuned[1] @ f.head.T,
    "fine-tuned, LR": lambda f: _regression(f.tuned[0], f.labels[0], 10, f.tuned[1]),
    "fine-tuned, own head, times words": lambda f: SCALE * f.tuned[1] @ f.head.T + 0.5 * _words(f),
    "fine-tuned, LR, times words": lambda f: CLASSIFIERS["fine-tuned, LR"](f) + 0.5 * _words(f),
}


def judge(name: str, fold: Fold, probabilities: Array, seconds: float) -> list[float]:
    """Accuracy, macro-F1 over the concerns, calibration error, and seconds; prints them."""
    right, guess = fold.labels[1], probabilities.argmax(axis=1)
    concerns = [fold.intents.index(concern) for concern in worries.risk()]
    figures = [
        float((right == guess).mean()),
        float(f1_score(right, guess, labels=concerns, average="macro")),
        calibration_error(reliability(zip(probabilities.max(axis=1).tolist(), right == guess, strict=True))) or 0.0,
    ]
    print(f"{name:40}" + "".join(f"{100 * figure:7.1f}" for figure in figures) + f"{seconds:7.1f} s", flush=True)
    return [*figures, seconds]


def diet(fold: Fold, *, tuned: bool, epochs: int = 12) -> Array:
    """Rasa's own classifier on word counts and our vectors, at its default settings but for the epochs."""
    from scripts.diet_on_vectors import probabilities

    with TemporaryDirectory() as folder:
        return probabilities(fold, fold.tuned if tuned else fold.frozen, Path(folder), epochs)


def main() -> None:
    """Prints a line for each classifier and fold, then the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--diet", action="store_true", help="Rasa's DIET as well, on the first fold")
    wanted = parser.parse_args()
    sums: dict[str, list[list[float]]] = {}
    print(f"{'':40}  right    F1    ECE   time")
    for number, fold in enumerate(folds(*read())):
        for name, classify in CLASSIFIERS.items():
            start = time.process_time()
            scores = classify(fold)
            sums.setdefault(name, []).append(judge(name, fold, shares(scores), time.process_time() - start))
        for tuned in (False, True) if wanted.diet and number == 0 else ():
            start = time.process_time()
            judge(
                f"DIET, {'fine-tuned' if tuned else 'published'}",
                fold,
                diet(fold, tuned=tuned),
                time.process_time() - start,
            )
    print("\nMean of the folds")
    for name, rows in sums.items():
        means = np.mean(rows, axis=0)
        print(f"{name:40}" + "".join(f"{100 * figure:7.1f}" for figure in means[:3]) + f"{means[3]:7.1f} s")


if __name__ == "__main__":
    main()
