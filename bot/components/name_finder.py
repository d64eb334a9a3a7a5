"""Rasa component: finds names and persons in a message with spaCy phrases.

It leaves them as a property of the parse (`found`), not as Rasa entities: stories stay plain sentences, and nothing
that a person wrote goes into a slot, only ids of our own data.
"""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.matcher import PhraseMatcher

from bot import abroad
from bot.components.shared import FOUND
from bot.directory.areas import ABROAD
from bot.directory.load import load
from bot.directory.names import is_meant, not_places, phrases
from bot.person import PersonFinder

NOWHERE = ""  # stands for words that hold the name of a place and say nothing of where anybody lives


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NameFinder(GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped
    """Services, areas, platforms; audience, age and own behaviour."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NameFinder:
        """Reads the names from the directory, so that a new one needs no training."""
        return cls()

    def __init__(self) -> None:
        """Builds the matcher."""
        self._language = spacy.blank("en")
        self._matcher = PhraseMatcher(self._language.vocab, attr="LOWER")
        for label, names in phrases(load()).items():
            for name, says in names.items():
                self._matcher.add(f"{label}:{name}", [self._language.make_doc(text) for text in says])
        self._matcher.add(f"area:{NOWHERE}", [self._language.make_doc(text) for text in not_places()])
        self._person = PersonFinder()

    def _names(self, text: str) -> dict[str, list[str]]:
        document = self._language.make_doc(text)
        spans = sorted(self._matcher(document), key=lambda match: (match[1] - match[2], match[1]))
        found: dict[str, list[str]] = {"service": [], "area": [], "platform": []}
        taken: set[tuple[str, int]] = set()
        for key, start, end in spans:  # longest first: "Nottinghamshire Police" is not also "Nottinghamshire"
            label, _, name = self._language.vocab.strings[key].partition(":")
            places = {(label, token) for token in range(start, end)}
            span = document[start:end]
            if label == "service" and not is_meant(text, span.start_char, span.end_char):
                continue
            if not places & taken:
                taken |= places
                if name != NOWHERE and name not in found[label]:
                    found[label].append(name)
        return found

    def found(self, text: str) -> dict[str, Any]:
        """Everything that is heard in a text.

        Args:
            text: As typed.

        Returns:
            service, area, platform (lists of ids, longest phrase first), audience and age (or None), and own_behaviour:
            the concerns for which the writer speaks of their own doing.
        """
        audience, age = self._person.audience_and_age(text)
        names = self._names(text)
        if abroad.hear(text):  # "I'm in Spain, my nan is in Derby" asks about Derby
            names["area"] = [*names["area"], ABROAD]
        return {
            **names,
            "audience": audience,
            "age": age,
            "own_behaviour": self._person.concerns_of_own_behaviour(text),
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds `found` to every message.

        Args:
            messages: With text.

        Returns:
            The same, each with the property `found`.
        """
        for message in messages:
            message.set(FOUND, self.found(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the data as they are."""
        return training_data
