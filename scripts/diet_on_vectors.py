"""Rasa's DIETClassifier on word counts and given sentence vectors, for scripts/compare_classifiers.py only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

if TYPE_CHECKING:
    from scripts.compare_classifiers import Array, Fold


def _messages(texts: list[str], vectors: Array, labels: list[str] | None) -> list[Message]:
    messages = []
    for number, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
        data = {TEXT: text} if labels is None else {TEXT: text, INTENT: labels[number]}
        message = Message(data=data)
        message.add_features(Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, "encoder"))
        messages.append(message)
    return messages


def probabilities(fold: Fold, pair: tuple[Array, Array], folder: Path, epochs: int) -> Array:
    """Trains DIET and asks it.

    Args:
        fold: Texts and labels.
        pair: Vectors of the texts to learn from, and of those to judge.
        folder: For what Rasa stores meanwhile.
        epochs: Of DIET; its other settings are Rasa's defaults.

    Returns:
        The logarithm of its confidence: messages x intents.
    """
    storage, context = LocalModelStorage(folder), ExecutionContext(GraphSchema({}))

    def make(kind: Any, **settings: Any) -> Any:
        return kind.create({**kind.get_default_config(), **settings}, storage, Resource(kind.__name__), context)

    learned = TrainingData(_messages(fold.texts[0], pair[0], [fold.intents[n] for n in fold.labels[0]]))
    judged = _messages(fold.texts[1], pair[1], None)
    tokenizer, counter = make(WhitespaceTokenizer), make(CountVectorsFeaturizer)
    classifier = make(DIETClassifier, epochs=epochs, entity_recognition=False, random_seed=7)
    tokenizer.process_training_data(learned)
    counter.train(learned)
    counter.process_training_data(learned)
    classifier.train(learned)
    rows = np.full((len(judged), len(fold.intents)), 1e-9)
    for row, message in zip(rows, classifier.process(counter.process(tokenizer.process(judged))), strict=True):
        for entry in message.get("intent_ranking"):
            row[fold.intents.index(entry["name"])] = entry["confidence"]
    result: Array = np.log(np.maximum(rows, 1e-9))
    return result
