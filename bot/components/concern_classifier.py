"""Rasa classifier: says what a message is about, from its sentence vector and its words."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import worries
from bot.components import shared
from bot.concern_model import ConcernModel
from bot.normalise import training_words
from bot.text import plain
from bot.verdict import NOT_UNDERSTOOD, PREFIX

FIND_SERVICE = "find_service"
OFTEN = 2  # times in the training words; a word seen once may be a slip
UNSURE = 0.4  # of 1: below it a named service decides
HALF_SURE = 0.6  # the same, where asking for it is the next likeliest: "the Samaritans never answered"
RANKING = "intent_ranking"


def _has_known_word(text: str) -> bool:
    """False for a text of which no word was ever learned: whatever the classifier says of it is chance."""
    known = training_words()
    return any(known[word] >= OFTEN for word in re.findall(r"[^\W\d_]+", plain(text))) or any(map(str.isdigit, text))


def _is_guess(entry: dict[str, Any], second: str) -> bool:
    name, share = entry[INTENT_NAME_KEY], entry[PREDICTED_CONFIDENCE_KEY]
    small_talk = name not in worries.risk() and not name.startswith(PREFIX)
    return (small_talk and share < UNSURE) or (second == FIND_SERVICE and share < HALF_SURE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ConcernClassifier(GraphComponent, IntentClassifier):  # type: ignore[misc]  # Rasa's classes are untyped
    """Two logistic regressions, on the encoder's vectors and on the words (docs/decisions/0005)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """strength, word_strength: scikit-learn's C; word_share: how much the words count beside the meaning."""
        return {"strength": 10.0, "word_strength": 10.0, "word_share": 0.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ConcernClassifier:
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
    ) -> ConcernClassifier:
        """Reads the trained numbers; a model without them must not serve, so any error goes up."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, ConcernModel.load(folder, config["word_share"]))

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: ConcernModel | None
    ) -> None:
        """Holds the trained numbers, if there are any yet."""
        self._config, self._storage, self._resource, self._model = config, model_storage, resource, model

    def train(self, training_data: TrainingData) -> Resource:
        """Learns all intents from the vectors and words of their examples."""
        messages, vectors = shared.examples(training_data)
        settings = {name: self._config[name] for name in ("strength", "word_strength", "word_share")}
        texts = [message.get(shared.PLAIN) for message in messages]
        labels = [message.get(INTENT) for message in messages]
        self._model = ConcernModel.fit(vectors, texts, labels, **settings)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the data as they are: nothing after it learns from its verdicts."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent, the ranking of all intents, and which worries to answer.

        Args:
            messages: With vectors from the encoder.

        Returns:
            The same. Of two worries the first is the intent; a message without a known word is not understood.
        """
        assert self._model is not None
        for message in messages:
            row = shared.vector(message)
            if row is None or not _has_known_word(message.get(TEXT) or ""):
                # Rasa's fallback classifier needs an intent to look at.
                nothing = {INTENT_NAME_KEY: NOT_UNDERSTOOD, PREDICTED_CONFIDENCE_KEY: 0.0}
                message.set(INTENT, nothing, add_to_output=True)
                message.set(RANKING, [], add_to_output=True)
            else:
                self._understand(message, row)
        return messages

    def _understand(self, message: Message, row: shared.Vector) -> None:
        assert self._model is not None
        scores = self._model.probabilities(row, [message.get(shared.PLAIN)])[0]
        ranking = [
            {INTENT_NAME_KEY: self._model.labels[i], PREDICTED_CONFIDENCE_KEY: float(scores[i])}
            for i in (-scores).argsort()
        ]
        found = self._worries(message, scores)
        first = dict(ranking[0])
        if found and found[0] != first[INTENT_NAME_KEY]:  # the riskier of two worries; as sure as the two together
            first[INTENT_NAME_KEY] = found[0]
        if _is_guess(first, ranking[1][INTENT_NAME_KEY]) and (message.get(shared.FOUND) or {}).get("service"):
            # "and for child line": a name says more than a guess
            first = {INTENT_NAME_KEY: FIND_SERVICE, PREDICTED_CONFIDENCE_KEY: UNSURE}
        message.set(INTENT, first, add_to_output=True)
        message.set(RANKING, ranking, add_to_output=True)
        message.set(shared.WORRIES, found, add_to_output=True)
        message.set(shared.CLAUSE_DANGER, self._danger(message))

    def _danger(self, message: Message) -> list[float]:
        """How likely each sentence of a longer message tells of an emergency."""
        assert self._model is not None
        vectors, words = message.get(shared.CLAUSES), message.get(shared.CLAUSE_WORDS)
        if vectors is None:
            return []
        columns = [place for place, label in enumerate(self._model.labels) if label.startswith(PREFIX)]
        return [float(row[columns].sum()) for row in self._model.probabilities(vectors, words)]

    def _worries(self, message: Message, scores: shared.Vector) -> list[str]:
        assert self._model is not None
        whole = dict(zip(self._model.labels, scores.tolist(), strict=True))
        parts: shared.Parts | None = message.get(shared.PARTS)
        if parts is None or not worries.may_be_two(whole):
            return worries.find(whole, [])
        shorter = [min(cut, key=len) for cut in parts.cuts]
        read = self._read(parts, shorter)
        cuts = [cut for cut, side in zip(parts.cuts, shorter, strict=True) if worries.may_be_half(whole, read[side])]
        read |= self._read(parts, [side for cut in cuts for side in cut if side not in read])
        return worries.find(whole, [(read[before], read[after]) for before, after in cuts])

    def _read(self, parts: shared.Parts, texts: list[str]) -> dict[str, dict[str, float]]:
        """What each of some parts is about."""
        assert self._model is not None
        rows = self._model.probabilities(parts.vectors(texts), texts).tolist() if texts else []
        return {text: dict(zip(self._model.labels, row, strict=True)) for text, row in zip(texts, rows, strict=True)}
