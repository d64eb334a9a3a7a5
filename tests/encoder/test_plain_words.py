"""bot/components/sentence_encoder.py: vectors are of the plain words; the message keeps the words that were typed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("rasa")

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_encoder import SentenceEncoder

TYPED = "idk wot 2 do. my bf says he will k!ll me"
MEANT = "i don't know what to do. my boyfriend says he will kill me"


class _Listening:
    """Stands for the encoder and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, sentences: list[str]) -> Any:
        self.given += sentences
        return np.zeros((len(sentences), 384), dtype=np.float32)

    encode_many = encode


@pytest.fixture
def component() -> Any:
    made = SentenceEncoder("encoder", {**SentenceEncoder.get_default_config(), "alias": "encoder"}, None, None)
    made._encoder = _Listening()
    return made


def test_process_encodes_plain_words_and_keeps_the_text(component: Any) -> None:
    """The whole and its sentences are read in plain words; names are still found in what was typed."""
    message = Message(data={TEXT: TYPED})
    component.process([message])

    assert component._encoder.given[0] == MEANT
    assert "kill me" in component._encoder.given[2]
    assert message.get(TEXT) == TYPED


def test_process_training_data_encodes_the_same(component: Any) -> None:
    """What is trained on is read in the way in which it is served."""
    message = Message(data={TEXT: TYPED, "intent": "emergency_danger"})
    component.process([Message(data={TEXT: TYPED})])
    served = component._encoder.given[0]
    component._encoder.given.clear()
    component.process_training_data(TrainingData([message]))

    assert component._encoder.given == [served]
    assert message.get(TEXT) == TYPED


def test_fingerprint_follows_the_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's cache must not serve vectors of other plain words."""
    before = SentenceEncoder.fingerprint_addon({})
    monkeypatch.setattr("bot.components.sentence_encoder.digest", lambda: "other")

    assert SentenceEncoder.fingerprint_addon({}) != before
