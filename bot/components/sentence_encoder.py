"""Rasa featurizer: gives each message the vector of its meaning."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import text as texts
from bot.components.shared import CLAUSES, Vector
from bot.encoder.encoder import SentenceEncoder as Encoder

MAX_CLAUSES = 12  # of a long message the first and the last ones; they bound the time of a turn


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped
    """all-MiniLM-L6-v2 on the whole message, and on each sentence of a longer one."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The tokenizer, for Rasa's check of the pipeline; the encoder has its own word pieces."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set: the weights are found by bot.encoder."""
        return {**DenseFeaturizer.get_default_config()}

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
        """Loads the weights."""
        return cls(execution_context.node_name, config)

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        """Loads the weights."""
        super().__init__(name, config)
        self._encoder = Encoder()

    def _give(self, message: Message, row: Vector) -> None:
        source = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(row[None], FEATURE_TYPE_SENTENCE, TEXT, source))

    def process(self, messages: list[Message]) -> list[Message]:
        """Encodes messages as they come in.

        Args:
            messages: With text; those without words get no vector.

        Returns:
            The same, each with a sentence vector and, if it has several sentences, theirs under `clause_vectors`.
        """
        for message in messages:
            text = message.get(TEXT)
            if not text or not texts.has_words(text):
                continue
            parts = texts.clauses(text)
            if len(parts) > MAX_CLAUSES:
                parts = parts[: MAX_CLAUSES // 2] + parts[-MAX_CLAUSES // 2 :]
            rows = self._encoder.encode([text, *parts] if len(parts) > 1 else [text])
            self._give(message, rows[0])
            if len(parts) > 1:
                message.set(CLAUSES, rows[1:])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes all training examples at once."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        if messages:
            for message, row in zip(messages, self._encoder.encode_many([m.get(TEXT) for m in messages]), strict=True):
                self._give(message, row)
        return training_data
