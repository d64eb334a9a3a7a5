"""Rasa component, last in the pipeline: hears danger, whatever the classifier thinks the message is about.

Two ears: the rules of bot/emergency.py, the same that the guard asks, and a classifier on the sentence vectors that
is trained to miss nothing. Either is enough.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import shared
from bot.components.concern_classifier import RANKING
from bot.emergency import EmergencyRules
from bot.softmax import Softmax
from bot.verdict import PREFIX, decide, of_own_doing, of_place

WEIGHTS = "gate.npz"
DANGER, CALM = "danger", "calm"
JUST_A_PLACE = 4  # words; a longer message that nobody understood says more than where


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EmergencyGate(GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped
    """Adds `emergency` to the parse and, at level now, makes an emergency intent of it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds on the score between 0 and 1; config.yml says why they are what they are."""
        return {
            "strength": 1.0,
            "now": 0.7,
            "possible": 0.015,
            "doubt": 0.02,
            "clause_margin": 0.2,
            "room": 0.005,
            "clause_alone": 0.8,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EmergencyGate:
        """Makes one to train."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EmergencyGate:
        """Reads the trained numbers; a gate without them must not serve, so any error goes up."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Softmax.load(folder / WEIGHTS))

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: Softmax | None
    ) -> None:
        """Holds the rules and the trained numbers, if there are any yet."""
        self._config, self._storage, self._resource, self._model = config, model_storage, resource, model
        self._rules = EmergencyRules()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns emergency or not from all examples; the near misses among the concerns are what teaches."""
        messages, vectors = shared.examples(training_data)
        danger = [DANGER if message.get(INTENT).startswith(PREFIX) else CALM for message in messages]
        self._model = Softmax.fit(vectors, danger, self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / WEIGHTS)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the data as they are."""
        return training_data

    def score(self, message: Message, ranking: list[tuple[str, float]]) -> float:
        """How much a message sounds like danger, from 0 to 1.

        Args:
            message: With vectors from the encoder.
            ranking: Intents with their probabilities.

        Returns:
            That of the whole, or of its worst sentence less a margin: many calm sentences sound like danger alone, so
            both classifiers must agree on it, and unless the whole leaves room for danger it is possible at most.
        """
        assert self._model is not None
        row = shared.vector(message)
        if row is None:
            return 0.0
        column = self._model.labels.index(DANGER)
        told = sum(share for name, share in ranking if name.startswith(PREFIX))
        whole = max(float(self._model.probabilities(row)[0, column]), told)
        parts, second = message.get(shared.CLAUSES), message.get(shared.CLAUSE_DANGER)
        if parts is None or not second:
            return whole
        worst = float(np.max(np.minimum(self._model.probabilities(parts)[:, column], second)))
        if whole >= self._config["room"]:
            return max(whole, worst - float(self._config["clause_margin"]))
        return max(whole, float(self._config["possible"])) if worst >= self._config["clause_alone"] else whole

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets `emergency` on every message, and the intent where the verdict calls for it."""
        for message in messages:
            ranking = [(entry[INTENT_NAME_KEY], entry[PREDICTED_CONFIDENCE_KEY]) for entry in message.get(RANKING, [])]
            heard = self._rules.assess(message.get(TEXT) or "")
            verdict, intent = decide(heard, self.score(message, ranking), ranking, self._config)
            top = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            found = message.get(shared.FOUND) or {}
            verdict, intent = of_own_doing(verdict, intent, top, found.get("own_behaviour", ()))
            if len((message.get(TEXT) or "").split()) <= JUST_A_PLACE:
                intent = of_place(intent, top, found.get("area", ()))
            message.set(shared.EMERGENCY, verdict, add_to_output=True)
            if intent is not None:
                confidence = max(verdict["score"], dict(ranking).get(intent, 0.0))
                message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}, add_to_output=True)
        return messages
