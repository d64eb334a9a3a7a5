"""What our components have in common with Rasa's way of handing them things."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Vector = npt.NDArray[np.float32]
CLAUSES = "clause_vectors"  # property of a message: the vectors of its sentences, if it has more than one
THOUGHTS = "thought_vectors"  # the same for its halves, wherever a second worry may begin
WORRIES = "worries"  # property of a parse: the concerns to answer, the riskier first
EMERGENCY = "emergency"  # property of a parse: the gate's verdict
FOUND = "found"  # property of a parse: names and persons in the message


def vector(message: Message) -> Vector | None:
    """The sentence vector that the encoder left on a message, if it did."""
    for feature in message.features:
        if feature.is_dense() and feature.type == "sentence":
            row: Vector = feature.features[0]
            return row
    return None


def examples(training_data: TrainingData) -> tuple[Vector, list[str]]:
    """The vectors and labels to learn from.

    Args:
        training_data: With features set by the encoder.

    Returns:
        float32 examples x size, and the intent of each.
    """
    rows, labels = [], []
    for message in training_data.intent_examples:
        row = vector(message)
        if message.get(TEXT) and row is not None:
            rows.append(row)
            labels.append(message.get(INTENT))
    return np.stack(rows), labels
