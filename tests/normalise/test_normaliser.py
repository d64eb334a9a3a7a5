"""bot/normalise/: what needs no change is left alone, nothing is lost, and any message is read at once."""

from __future__ import annotations

import random
import shutil
import string
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import text as texts
from bot.normalise import FILE, Normaliser, digest, normalise
from bot.normalise.normaliser import CODE


@pytest.mark.parametrize(
    "typed",
    [
        "I have 2 kids and 4 cats in year 2",
        "windows 4 you said",
        "0800 1111 or 116 123 or 999",
        "0 8 0 0 1 1 1 1",
        "ran 5 kms today and cycled many kms",
        "took 50 od",
        "the n word",
        "I met Ur and Sis in Nottingham",
        "Mr Hurst and Mrs Stabb",
        "José, Zoë and Łukasz",
        "ask @kys_user or joe@k1ll.co.uk",
        "see https://www.suicide.help/u/r and www.die.kill.com",
        "r/teenagers",
        "filled, billed, skilled, hiking, raced, soared and shared",
        "scarred, sacred, tapped, drying, blending, attaching, violet, murderer",
        "my therapist's slaughterhouse",
        "sh*t, f*ck, b*tch",
        "face-to-face, step-by-step",
        "a b c",
        "x41 from ng7",
        "помогите он хочет",
        "ελπίζω",
        "mae hi'n braf",
        "",
        "?!",
    ],
)
def test_normalise_leaves_alone(typed: str) -> None:
    """Names, numbers, addresses, known words, swearing and other languages stay as they are."""
    assert normalise(typed) == typed


@given(st.text(max_size=300))
def test_normalise_never_raises_and_loses_no_words(typed: str) -> None:
    """Any text can be read, and a text with words still has some."""
    meant = normalise(typed)

    assert not texts.has_words(texts.plain(typed)) or texts.has_words(meant)


@given(st.lists(st.sampled_from("i u 2 4 kms kil die k!ll help pls the he said 999 🔪 w/ d i e".split()), max_size=12))
def test_normalise_of_plain_words_is_stable(words: list[str]) -> None:
    """What has been put into plain words changes little more: danger said once is still said."""
    once = normalise(" ".join(words))

    assert "kill" not in once or "kill" in normalise(once)


def test_digest_knows_the_phrases(tmp_path: Path) -> None:
    """Other phrases are another digest, so that Rasa's cache does not serve vectors of yesterday's words."""
    file = tmp_path / "text_speak.yml"
    file.write_bytes(FILE.read_bytes() + b"# another\n")

    assert digest(file) != digest()


@pytest.mark.parametrize("module", sorted(path.name for path in CODE.glob("*.py")))
def test_digest_knows_every_module(module: str, tmp_path: Path) -> None:
    """A change in any part of the package is another digest; an unchanged copy is the same one."""
    code = Path(shutil.copytree(CODE, tmp_path / "normalise"))
    same = digest(code=code)
    (code / module).write_bytes((code / module).read_bytes() + b"# another\n")

    assert same == digest()
    assert digest(code=code) != same


def test_digest_knows_all_code_of_the_package() -> None:
    """No module hides in a folder below, where the digest would not look."""
    assert sorted(CODE.rglob("*.py")) == sorted(CODE.glob("*.py"))
    assert len(list(CODE.glob("*.py"))) > 1


def test_normalise_missing_words_folder_still_works(tmp_path: Path) -> None:
    """Without training messages the phrases still stand."""
    assert Normaliser(words=tmp_path)("im gonna kms") == "i'm going to kill myself"


@pytest.mark.parametrize(
    ("content", "named"), [("words: {n: and}\n", "missing"), ("words: {y: yes}\n", "str"), ("[]\n", "object")]
)
def test_normaliser_wrong_file_stops_the_start(tmp_path: Path, content: str, named: str) -> None:
    """A file of another shape is noticed at the start; an unquoted yes is one."""
    file = tmp_path / "text_speak.yml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(msgspec.ValidationError, match=named):
        Normaliser(file)


def _best(message: str, times: int) -> float:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        normalise(message)
        spent.append(time.perf_counter() - began)
    return min(spent)


def test_normalise_200_characters_within_a_millisecond() -> None:
    """An ordinary message costs nothing that anybody could notice."""
    message = ("he keeps sendin my sis k!ll msgs n idk wot 2 do cos shes 13, pls helpp, im scaredd 😭 " * 3)[:200]

    assert _best(message, 50) < 0.001


_DICE = random.Random(7)
JUNK = {
    "one letter": "a" * 65_536,
    "letters apart": "a " * 32_768,
    "dots": "a." * 32_768,
    "wide gaps": "a  " * 21_845,
    "words nobody knows": " ".join("".join(_DICE.choices(string.ascii_lowercase, k=7)) for _ in range(8192)),
    "held down": "aaabbbccc " * 6554,
    "digits": "k1!|0$ " * 9362,
    "stars": "k*l*e*s " * 8192,
    "slips": "suicixe " * 8192,
    "joined": "die-" * 16_384,
    "half a phrase": "grippy " * 9362,
    "pictures": "🔪😭" * 32_768,
    "look-alikes": "абв " * 16_384,
    "quotes": "'" * 65_536,
    "anything": "".join(_DICE.choices(string.printable + "абεé🔪\u200b", k=65_536)),
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
def test_normalise_64_kb_of_junk_is_quick(junk: str) -> None:
    """No pattern is caught in a message made to stop it: that takes minutes; a busy machine takes a second."""
    assert _best(junk, 3) < 5.0
