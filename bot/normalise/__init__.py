"""Says in plain words what was typed in disguise, in a hurry or in code, for the rules and the encoder.

Names, persons and places are read from the original text; nothing here keeps a text. What it knows is data:
data/phrases/text_speak.yml, and as known words those of the training messages.
"""

from bot.normalise.normaliser import Normaliser, digest, normalise, text_speak
from bot.normalise.vocabulary import FILE, TextSpeak, training_words

__all__ = ["FILE", "Normaliser", "TextSpeak", "digest", "normalise", "text_speak", "training_words"]
