"""bot/normalise/words.py: what was typed in a hurry or in code is spelt out."""

from __future__ import annotations

import pytest

from bot.normalise import FILE, TextSpeak, normalise, text_speak


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("idk wot 2 do rn", "i don't know what to do right now"),
        ("u r scaring me m8", "you are scaring me mate"),
        ("R u awake? Pls answer", "are you awake? please answer"),
        ("cuz my bf n his gf", "because my boyfriend and his girlfriend"),
        ("he lied 2 me", "he lied to me"),
        ("waiting 4 her b4 school", "waiting for her before school"),
        ("tmrw, 2nite or 2moro?", "tomorrow, tonight or tomorrow?"),
        ("plsss", "please"),
        ("w/o my mum", "without my mum"),
        ("pls...dnt", "please...don't"),
    ],
)
def test_words_of_text_speak(typed: str, meant: str) -> None:
    """Words as they are typed in a hurry are spelt out."""
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("she might unalive herself", "she might kill herself"),
        ("imma kms fr", "i am going to kill myself for real"),
        ("they all put kys under it", "they all put kill yourself under it"),
        ("planning a sewerslide", "planning a suicide"),
        ("planning a Sewer Slide", "planning a suicide"),
        ("ctb on sunday", "kill myself on sunday"),
        ("off on my grippy sock vacation", "off on my stay on a psychiatric ward"),
        ("my sister od'd", "my sister overdosed"),
        ("my sister od’d", "my sister overdosed"),
        ("he graped her", "he raped her"),
    ],
)
def test_words_in_code(typed: str, meant: str) -> None:
    """Words in code say what they mean."""
    assert normalise(typed) == meant


def test_text_speak_meanings_are_final(phrases: TextSpeak) -> None:
    """What comes out is plain: no meaning holds a word that itself stands for another."""
    meanings = {**phrases.words, **phrases.coded, **phrases.misspelt, **phrases.phrases}

    assert {key: meaning for key, meaning in meanings.items() if normalise(meaning) != meaning} == {}


def test_text_speak_names_no_noose(phrases: TextSpeak) -> None:
    """Safeguarding 10: no method of suicide that people do not already type for themselves."""
    assert "noose" not in FILE.read_text(encoding="utf-8").lower()
    assert "kms" in text_speak()
