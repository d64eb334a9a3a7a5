"""What our components have in common with Rasa's way of handing them things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Vector = npt.NDArray[np.float32]
CLAUSES = "clause_vectors"  # property of a message: the vectors of its sentences, if it has more than one
CLAUSE_WORDS = "clause_words"  # these sentences in plain words, in the order of their vectors
CLAUSE_DANGER = "clause_danger"  # how likely the concern classifier finds an emergency in each
PARTS = "parts"  # property of a message: what stands before and after each place where a second worry may begin
PLAIN = "plain_text"  # property of a message: itself in plain words
WORRIES = "worries"  # property of a parse: the concerns to answer, the riskier first
EMERGENCY = "emergency"  # property of a parse: the gate's verdict
FOUND = "found"  # property of a parse: names and persons in the message


@dataclass(frozen=True)
class Parts:
    """Parts of a message, read only if somebody asks: the whole of most messages leaves no room for two worries.

    Attributes:
        cuts: In plain words; what stands before and after the first place where a second worry may begin, the next, ...
        vectors: Gives the vectors of any of them.
    """

    cuts: list[tuple[str, str]]
    vectors: Callable[[list[str]], Vector]


def vector(message: Message) -> Vector | None:
    """The sentence vector that the encoder left on a message, if it did."""
    for feature in message.features:
        if feature.is_dense() and feature.type == "sentence":
            row: Vector = feature.features[0]
            return row
    return None


def examples(training_data: TrainingData) -> tuple[list[Message], Vector]:
    """What there is to learn from.

    Args:
        training_data: With features set by the encoder.

    Returns:
        The messages that have words, and their vectors: float32, examples x size.
    """
    rows = [(message, vector(message)) for message in training_data.intent_examples if message.get(TEXT)]
    found = [(message, row) for message, row in rows if row is not None]
    return [message for message, _ in found], np.stack([row for _, row in found])
