"""Other ways to read a message whose words are hidden: for the emergency rules, which ask each of them.

bot/normalise says what people usually type in plain words, and trains the model. Here is what hardly anybody types and
somebody watched, or copying from elsewhere, may: letters drawn otherwise, invisible letters, pictures or signs in place
of spaces, text from right to left, every letter a digit. A reading can only add a cry for help, never take one away.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from urllib.parse import unquote

from bot.normalise import normalise, training_words

_BLANKS = dict.fromkeys([0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0xFDD0, 0xFDF0)])
_ALIKE = str.maketrans("авеікмнорсгтухѕјһԁԛԝηονρτυικεαχ", "abeikmhopcrtyxsjhdqwnovptuikeax")
_TURNED = str.maketrans("ɐqɔpǝɟƃɥᴉıɾʞlɯuodbɹsʇnʌʍxʎz", "abcdefghiijklmnopqrstuvwxyz")
_ONLY_TURNED = re.compile("[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]")
_DIGITS = str.maketrans("4@310!$578|", "aaeioisstbi")
_LETTERS = (*range(0xE6, 0x2B0), *range(0x1D00, 0x1D80), *range(0x2C60, 0x2C80), *range(0xA720, 0xA800))
_LETTER_NAME = re.compile(r"LATIN (?:LETTER SMALL CAPITAL|(?:SMALL|CAPITAL) LETTER) ([A-Z])(?: WITH .*)?$")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+")
_RIGHT_TO_LEFT = re.compile("\u202e([^\u202c\n]*)\u202c?")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>|&nbsp;?|%20", re.IGNORECASE)
_PAYLOAD = re.compile(r"^\s*/\w+(?=\{)")  # an intent of Rasa's, typed: its name is nobody's cry
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|&#?\w{2,8};")
_SIGNS = re.compile(r"(?:(?<![^\W_])_+|_+(?![^\W_])|[*+|/\\~^=<>\[\]{}()#`\"“”„«»])+")
_APOSTROPHES = re.compile(r"(?<=[.\-_*])['’‘`´ʼ][.\-_*]|['’‘`´ʼ]")
_RUN = re.compile(r"(?<!\w)\w+([,.!?;:…\-]+[ \t]*|[ \t]*\n\s*)\w+(?:\1\w+){2,}")
_MIXED = re.compile(r"(?i)\b(?=\w*[a-z])(?=[\w@$!]*[0-9@$])[\w@$!]{2,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_LONG = re.compile(r"(?<![^\W\d_])[^\W\d_]{9,80}(?![^\W\d_])")
_KISSES = re.compile(r"(?<=[a-z])x{2,}\b", re.IGNORECASE)
MANY = 3  # of a sign that may be chance alone


@cache
def _drawn() -> dict[int, str]:
    """Letters with strokes and hooks, small capitals, letters in brackets, to the letters that they are."""
    found = {0x249C + place: chr(ord("a") + place) for place in range(26)}
    found |= {0x1F110 + place: chr(ord("a") + place) for place in range(26)}
    for code in _LETTERS:
        name = _LETTER_NAME.match(unicodedata.name(chr(code), ""))
        if name and not unicodedata.decomposition(chr(code)):
            found[code] = name[1].lower()
    return found


def readings(text: str) -> list[str]:
    """Undoes disguises.

    Args:
        text: As typed.

    Returns:
        What else the message may say, each once; empty if it hides nothing.
    """
    open_text = _uncover(text)
    found = [open_text, _spaced(open_text), _unglued(open_text)]
    if len(_MIXED.findall(open_text)) > 1:
        found.append(open_text.lower().translate(_DIGITS))
    if "\u202e" in text:
        found.append(_uncover(_RIGHT_TO_LEFT.sub(lambda part: part[1][::-1], text)))
    if len(_ONLY_TURNED.findall(text)) >= MANY:
        found.append(text.lower().translate(_TURNED)[::-1])
    return [reading for reading in dict.fromkeys(found) if reading != text]


def _uncover(text: str) -> str:
    """Markup, invisible letters, letters drawn otherwise, pictures and signs between words."""
    text = _PAYLOAD.sub("", text)
    if _ENCODED.search(text) or "<" in text:
        text = html.unescape(unquote(_TAG.sub(" ", text), errors="ignore"))
    if not text.isascii():
        text = _latin(text)
    return _SIGNS.sub(" ", _APOSTROPHES.sub("", text)) if _SIGNS.search(text) or "'" in text else text


def _latin(text: str) -> str:
    flags = _FLAGS.findall(text)
    if any(len(flag) != 2 for flag in flags):  # pairs are flags, other runs are words
        text = _FLAGS.sub(lambda run: "".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in run.group()), text)
    text = unicodedata.normalize("NFKC", text.translate(_BLANKS).translate(_drawn()))
    text = "".join(" " if _is_picture(char) else char for char in text)
    alike = text.lower().translate(_ALIKE)
    some_latin = any("a" <= char <= "z" for char in text.lower())
    return alike if some_latin and _latin_share(alike) > _latin_share(text) else text


def _latin_share(text: str) -> int:
    return sum("a" <= char <= "z" for char in text.lower())


def _is_picture(char: str) -> bool:
    return not char.isascii() and (unicodedata.category(char) in ("So", "Sk", "Cn") or char == "\u20dd")


def _spaced(text: str) -> str:
    """As in "I, want, to, die" and "I... want... to... die": the same sign after word and word stands for the space."""
    return _RUN.sub(lambda run: run.group().replace(run[1], " "), text)


def _unglued(text: str) -> str:
    """As in "IWantToDie", "cant_speak_he_hears", "die123", "diexxx": words without the spaces between them."""
    text = text.replace("_", " ") if text.count("_") >= MANY else text
    text = _HUMP.sub(" ", _KISSES.sub("", text))
    return _LONG.sub(lambda found: _cut(found.group()), text)


def _cut(letters: str) -> str:
    if letters.lower() in training_words():
        return letters
    words = normalise(" ".join(letters.lower()))
    return words if words.count(" ") in range(MANY - 1, len(letters) // 2) else letters
