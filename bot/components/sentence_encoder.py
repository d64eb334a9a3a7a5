"""Rasa featurizer: gives each message the vector of its meaning, read in plain words (bot/normalise/).

Training fine-tunes the encoder on the project's own words (docs/decisions/0003), where `tune` is on.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import text as splitting
from bot.components import shared
from bot.components.shared import Vector
from bot.encoder.encoder import FULL
from bot.encoder.encoder import SentenceEncoder as Encoder
from bot.normalise import digest, normalise

LAYERS = "layers.npz"
MAX_CLAUSES = 12  # of a long message the first and the last ones; they bound the time of a turn


def _few(parts: list[str]) -> list[str]:
    """The first and the last ones of very many."""
    return parts if len(parts) <= MAX_CLAUSES else parts[: MAX_CLAUSES // 2] + parts[-MAX_CLAUSES // 2 :]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped
    """all-MiniLM-L6-v2 on the whole message, and on each sentence of a longer one."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The tokenizer, for Rasa's check of the pipeline; the encoder has its own word pieces."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """tune: fine-tune during training (minutes), or not; precision: fp32, or int8, which is faster."""
        return {**DenseFeaturizer.get_default_config(), "tune": True, "precision": FULL}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Tells Rasa's cache that other plain words make other vectors."""
        return digest()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be wrong."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Makes one to train."""
        return cls(execution_context.node_name, config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Loads the published weights with the layers that were trained in their place."""
        replaced = None
        if config["tune"]:
            with model_storage.read_from(resource) as folder, np.load(folder / LAYERS, allow_pickle=False) as stored:
                replaced = {name: stored[name] for name in stored.files}
        encoder = cls(execution_context.node_name, config, model_storage, resource)
        encoder._encoder = Encoder(replaced, config["precision"])
        return encoder

    def __init__(self, name: str, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Holds where the trained layers go."""
        super().__init__(name, config)
        self._storage, self._resource = model_storage, resource
        self._encoder: Encoder | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Fine-tunes the upper layers on the words and labels of the training data."""
        if self._config["tune"]:
            # Imported here: serving needs no TensorFlow.
            from bot.encoder.tuning import tune

            examples = [message for message in training_data.intent_examples if message.get(TEXT)]
            plain = [normalise(message.get(TEXT)) for message in examples]
            layers = tune(plain, [message.get(INTENT) for message in examples], progress=print)
            with self._storage.write_to(self._resource) as folder:
                np.savez(folder / LAYERS, **layers)
        return self._resource

    @property
    def encoder(self) -> Encoder:
        """The encoder; with the published weights if nothing was trained."""
        if self._encoder is None:
            self._encoder = Encoder(precision=self._config["precision"])
        return self._encoder

    def _give(self, message: Message, row: Vector) -> None:
        source = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(row[None], FEATURE_TYPE_SENTENCE, TEXT, source))

    def process(self, messages: list[Message]) -> list[Message]:
        """Encodes messages as they come in.

        Args:
            messages: With text; those without words get no vector.

        Returns:
            The same, each with a sentence vector and, if it has several sentences, theirs beside it; those of its
            thoughts on demand.
        """
        for message in messages:
            text = message.get(TEXT)
            if not text or not splitting.has_words(text):
                continue
            text = normalise(text)  # the message keeps its own, in which names are found
            clauses, cuts = _few(splitting.clauses(text)), splitting.splits(text)
            clauses = clauses if len(clauses) > 1 else []
            read = dict(zip([text, *clauses], self.encoder.encode([text, *clauses]), strict=True))
            self._give(message, read[text])
            message.set(shared.PLAIN, text)
            if clauses:
                message.set(shared.CLAUSES, np.stack([read[clause] for clause in clauses]))
                message.set(shared.CLAUSE_WORDS, clauses)
            if cuts:
                message.set(shared.PARTS, shared.Parts(cuts, partial(self._later, read)))
        return messages

    def _later(self, read: dict[str, Vector], parts: list[str]) -> Vector:
        """The vectors of parts, of which some may have been read already."""
        new = [part for part in dict.fromkeys(parts) if part not in read]
        known = read | (dict(zip(new, self.encoder.encode(new), strict=True)) if new else {})
        return np.stack([known[part] for part in parts])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes all training examples at once."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        if messages:
            texts = [normalise(message.get(TEXT)) for message in messages]
            for message, text, row in zip(messages, texts, self.encoder.encode_many(texts), strict=True):
                message.set(shared.PLAIN, text)
                self._give(message, row)
        return training_data
