"""tests/persons/messages.yml: who is asking, area, platform, service and age are read as people have tagged them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.components.name_finder import NameFinder
from bot.evaluation import scores
from bot.evaluation.data import TAGS, Message, held_out
from bot.evaluation.outcome import Outcome, outcome

FOLDER = Path("tests") / "persons"
LEAST = {"audience": 0.95, "area": 0.98, "platform": 0.98, "service": 0.97, "age": 0.92}


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """What the name finder makes of every tagged message."""
    finder = NameFinder()
    return [_outcome(finder, message) for message in held_out(FOLDER)]


def _outcome(finder: NameFinder, message: Message) -> Outcome:
    return outcome(message, {"intent": {"name": message.label}, "found": finder.found(message.text)})


@pytest.mark.parametrize("name", TAGS)
def test_tags_are_found(outcomes: list[Outcome], name: str) -> None:
    """No rule may cost more than it brings; what is found where nothing is said counts as a mistake."""
    judged = [(tags, o.found(name)) for o in outcomes if (tags := o.message.tags(name)) is not None]
    value, of = scores.tagged_f1(judged)

    assert of >= 40
    assert value is not None
    assert value >= LEAST[name]


def test_tags_a_child_is_never_answered_as_an_adult(outcomes: list[Outcome]) -> None:
    """It would hide the lines for children."""
    children = [o for o in outcomes if o.message.audience == "child"]

    assert [o.message.text for o in children if o.audience in ("adult", "professional") or o.age == "adult"] == []


def test_tags_an_adult_is_seldom_answered_as_a_child(outcomes: list[Outcome]) -> None:
    """It would hide the lines for adults: in at most one of a hundred."""
    others = [o for o in outcomes if o.message.audience in ("adult", "parent", "professional")]

    assert sum(o.audience == "child" for o in others) <= len(others) / 100
