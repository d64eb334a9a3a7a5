"""bot/words/cries.py: no cry for help is taught as small talk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.emergency import EmergencyRules
from bot.words.cries import FILE, problems
from bot.words.near import Pair
from tests.words.making import sentence


@pytest.fixture
def no_review(tmp_path: Path) -> Path:
    """A file in which nothing was found harmless."""
    file = tmp_path / "cries.yml"
    file.write_text("never_small_talk: raped suicide\nharmless: []\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("label", ["out_of_scope", "greet", "goodbye", "deny", "help", "more", "give_audience"])
@pytest.mark.parametrize(
    "text", ["i want to die tonight", "hes got a knife and hes in my house", "goodbye, ive taken all my pills"]
)
def test_cry_that_the_rules_hear_is_found(label: str, text: str, rules: EmergencyRules, no_review: Path) -> None:
    """Whatever the small talk, a line in which the rules hear danger stands in the wrong file."""
    found = list(problems([sentence(text, label, 7)], [], {"fraud"}, rules, no_review))

    assert len(found) == 1
    assert found[0].startswith(f"data/nlu/{label}.yml: 7: {text!r} sounds like emergency_")


@pytest.mark.parametrize("text", ["thanks, he raped me by the way", "thanks, he r*ped me"])
def test_cry_in_a_word_of_danger_is_found(text: str, rules: EmergencyRules, no_review: Path) -> None:
    """What the rules leave to the signposts is no small talk either, in disguise or not."""
    assert rules.assess(text) is None

    found = list(problems([sentence(text, "thank")], [], {"fraud"}, rules, no_review))

    assert [line.split(": give it")[0] for line in found] == [f"data/nlu/thank.yml: 1: {text!r} says 'raped'"]


def test_cry_near_an_emergency_line_is_found(rules: EmergencyRules, no_review: Path) -> None:
    """Where no rule hears anything, a line beside that of an emergency does."""
    lost = sentence("he locked the doors and sent the dog away", "more")
    known = sentence("he has locked the doors and sent the dog away", "emergency_danger", 3)
    assert rules.assess(lost.text) is None

    for pair in (Pair(lost, known, False, 95.0, 6), Pair(known, lost, False, 95.0, 6)):
        found = list(problems([lost, known], [pair], {"fraud"}, rules, no_review))
        assert len(found) == 1
        assert (
            "is nearly 'he has locked the doors and sent the dog away' (data/nlu/emergency_danger.yml: 3)" in found[0]
        )


@pytest.mark.parametrize("label", ["emergency_suicide", "fraud"])
def test_cry_under_danger_or_worry_is_right(label: str, rules: EmergencyRules, no_review: Path) -> None:
    """There it belongs."""
    assert list(problems([sentence("i want to die tonight", label)], [], {"fraud"}, rules, no_review)) == []


@pytest.mark.parametrize("text", ["could murder a curry", "hello", "my phone's dying, got a charger", "big help tbh"])
def test_small_talk_is_left_alone(text: str, rules: EmergencyRules, no_review: Path) -> None:
    """An idiom that the rules know needs no review."""
    assert list(problems([sentence(text, "out_of_scope")], [], {"fraud"}, rules, no_review)) == []


def test_reviewed_line_may_stand_and_an_old_review_may_not(rules: EmergencyRules, no_review: Path) -> None:
    """A reason allows a line; when the line has gone, the reason goes too."""
    no_review.write_text(
        "never_small_talk: raped\nharmless:\n  - {because: shoes, allowed: [my mum is going to murder me lol, gone]}\n",
        encoding="utf-8",
    )
    line = sentence("my mum is going to murder me lol", "out_of_scope")

    assert rules.assess(line.text) is not None
    assert list(problems([line], [], {"fraud"}, rules, no_review)) == [
        f"{no_review}: 'gone': no guard objects to this any more; take it out."
    ]


def test_every_review_has_a_reason() -> None:
    """`because` says more than a word."""
    reasons = [line for line in FILE.read_text(encoding="utf-8").splitlines() if "because:" in line]

    assert reasons
    assert [line for line in reasons if len(line.split()) < 6] == []
