"""bot/words/check.py: planted among the real words, each kind of mistake is found, and nothing else is."""

from __future__ import annotations

import re

import pytest

from bot import check as content
from bot.directory.directory import Directory
from bot.emergency import EmergencyRules
from bot.words import check
from bot.words.sentences import Sentence, examined, taught
from tests.words.making import sentence

HELD_OUT = next(line for line in examined() if len(line.text.split()) > 8)
TAUGHT = next(line for line in taught() if len(line.text.split()) > 8)
PLANTED = {
    "says nearly the same as": sentence(f"well {TAUGHT.text}!", TAUGHT.label, 901),
    "examines; delete it here": sentence(f"well {HELD_OUT.text}!", HELD_OUT.label, 902),
    "sounds like emergency_": sentence("ta ra then, im gonna jump off the bridge and kill myself now", "goodbye", 903),
    "somebody's number, address or handle": sentence("zebra crossings bore me, mail joe@bloggs.co.uk", "fraud", 904),
    "somebody's name": sentence("quince jelly was made by Gwenllian Prydderch", "fraud", 905),
}


@pytest.fixture(scope="module")
def findings() -> list[str]:
    """Of the real words with all mistakes planted in them."""
    patch = pytest.MonkeyPatch()
    patch.setattr(check, "taught", lambda: [*taught(), *PLANTED.values()])
    try:
        return check.problems(content.load(), EmergencyRules())
    finally:
        patch.undo()


@pytest.mark.parametrize("finding", PLANTED, ids=lambda finding: finding.split(";")[0])
def test_planted_mistake_is_found(finding: str, findings: list[str]) -> None:
    """It is one finding, with file and line first."""
    line: Sentence = PLANTED[finding]

    assert [said for said in findings if said.startswith(f"{line.place}: ") and finding in said] != []


def test_nothing_but_the_planted_mistakes_is_found(findings: list[str]) -> None:
    """The real words are in order, and every finding says `file: line: what`."""
    places = {line.place for line in PLANTED.values()}

    assert [said for said in findings if not re.match(r"[\w/]+\.yml: \d+: ", said)] == []
    assert {":".join(said.split(":")[:2]) for said in findings} == places


def test_make_check_asks_these_guards(monkeypatch: pytest.MonkeyPatch, directory: Directory) -> None:
    """What they find is among what `make check` says."""
    monkeypatch.setattr(check, "problems", lambda directory, rules: ["data/nlu/greet.yml: 1: planted"])

    assert "data/nlu/greet.yml: 1: planted" in content.problems()
