"""bot/language.py: people who write in another language are noticed; dialect, slips and names are no other language."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import read_yaml
from bot.language import mostly_other_language

OTHER = [
    "mój mąż chce mnie zabić, proszę o pomoc",
    "ktos wysyla mojej corce dziwne wiadomosci prosze pomoc",
    "sotul meu ma bate si imi este frica",
    "mi marido me quiere matar no se que hacer",
    "MON MARI ME FRAPPE ET J'AI PEUR",
    "meu marido quer me matar por favor ajuda",
    "mein mann schlägt mich und ich habe angst",
    "jemand droht mir bilder zu veröffentlichen",
    "mae rhywun wedi dwyn fy arian ar y we",
    "dwi ddim yn gwybod beth i'w wneud",
    "ninkaygu wuu i garaacayaa fadlan i caawi",
    "kocam beni dövüyor lütfen yardım edin",
    "mera pati mujhe marta hai police ko bulao",
    "mio marito mi picchia ho paura aiuto",
    "vyras mane musa as bijau padekite",
    "a férjem megver segítsen kérem félek",
    "burri im me rreh kam frike ju lutem",
    "pomozte mi prosím manžel mě bije",
    "tulungan niyo po ako sinasaktan ako ng asawa ko",
    "mume wangu ananipiga naomba msaada tafadhali",
    "chồng tôi đánh tôi xin giúp tôi",
    "ya boyus on menya ubyot pomogite",
    "он хочет меня убить",
    "ساعدني من فضلك",
    "救命",
]
ENGLISH = [
    "please help me, he is here, он здесь",
    "aye ma wee bairn willnae stop greetin an ah dinnae ken whit tae dae",
    "wagwan fam mandem are moving mad on ends still innit",
    "hinnie am gannin doon the toon the neet",
    "hes bin sendin mi pics ov im n i dnt no wot 2 do",
    "teh man on teh intrnet sed he wil cum 2 my hous",
    "husband beat me i no speak good english please police",
    "Łukasz Żak and Zoë Müller",
    "Ahmed Mohammed Aisha Fatima Hussain",
    "José García keeps messaging me about bitcoin",
    "he called me a puta and a cabron on the chat",
    "how do you say hilfe bitte in english",
    "flibble wug zorp grumph blick",
    "qwer zxcv hjkl poiu",
    "proszę o pomoc",
    "ayuda por favor",
    "Żółć",
    "hello",
    "999",
    "😭😭😭",
    "",
]


@pytest.mark.parametrize("message", OTHER)
def test_mostly_other_language_notices(message: str) -> None:
    """Another language is noticed in any script, with its accents or without."""
    assert mostly_other_language(message)


@pytest.mark.parametrize("message", ENGLISH)
def test_mostly_other_language_lets_english_be(message: str) -> None:
    """Dialect, slips, text-speak, names, nonsense, a foreign word or two, and fewer than four words are left alone."""
    assert not mostly_other_language(message)


def test_mostly_other_language_lets_the_training_words_be() -> None:
    """Fewer than 3 in 1,000 of the messages that the bot learns from are taken for another language."""
    words: list[str] = []
    for path in sorted(Path("data/nlu").glob("*.yml")):
        words += [line for block in read_yaml(path)["nlu"] for line in block["examples"].splitlines()]
    wrong = [line for line in words if mostly_other_language(line[2:])]

    assert len(wrong) < 0.003 * len(words), wrong


@given(st.text(max_size=300))
def test_mostly_other_language_never_raises(message: str) -> None:
    """Any text can be asked about."""
    assert mostly_other_language(message) in (True, False)


@pytest.mark.parametrize("junk", ["a b " * 16_384, "x" * 65_536, "mnie " * 13_107, "я " * 32_768])
def test_mostly_other_language_64_kb_is_quick(junk: str) -> None:
    """Only the beginning of an endless message is looked at."""
    began = time.perf_counter()
    mostly_other_language(junk)

    assert time.perf_counter() - began < 0.3
