"""Faults within Rasa: each component of config.yml and the policy, raising, hanging or without what it learned.

T13, T14, T18 and T19.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.guard import Guard
from bot.rasa import seal
from bot.rasa.engine import RasaEngine
from tests.engines import emergencies, text_of
from tests.faults.steady import EMERGENCIES, WORRY, is_999_first, is_steady, is_well

COMPONENTS = seal.components(Path("config.yml"))
CLASSIFIER = "ConcernClassifier"
Put = Callable[[str, Callable[..., Any]], None]


def _raise(*given: Any, **named: Any) -> Any:
    raise RuntimeError("the component is broken")


@pytest.fixture
def put(engine: RasaEngine, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts code in the place of a component of the loaded graph."""
    nodes = engine.agent.processor.graph_runner._instantiated_nodes

    def replace(component: str, run: Callable[..., Any]) -> None:
        found = [node for name, node in nodes.items() if component in name]
        assert found, f"no {component} in the graph"
        for node in found:
            monkeypatch.setattr(node, "_fn", run)

    return replace


@pytest.fixture
def rank(engine: RasaEngine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the classifier sure of what it is told to be sure of."""
    nodes = engine.agent.processor.graph_runner._instantiated_nodes
    node = next(node for name, node in nodes.items() if CLASSIFIER in name)
    usual = node._fn

    def say(**shares: float) -> None:
        ranking = [{"name": name, "confidence": share} for name, share in shares.items()]

        def run(component: Any, *given: Any, **named: Any) -> Any:
            messages = usual(component, *given, **named)
            for message in messages:
                message.set("intent", ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
            return messages

        monkeypatch.setattr(node, "_fn", run)

    return say


@pytest.mark.parametrize("component", COMPONENTS)
async def test_component_that_raises_costs_no_answer(
    guard: Guard, put: Put, monkeypatch: pytest.MonkeyPatch, component: str
) -> None:
    """Every one in turn, at every call; when it is mended, so is the conversation."""
    sender = uuid4().hex
    put(component, _raise)
    await is_steady(guard, sender)
    monkeypatch.undo()

    await is_well(guard, sender)


@pytest.mark.parametrize("component", COMPONENTS)
async def test_component_that_gives_nothing_costs_no_answer(guard: Guard, put: Put, component: str) -> None:
    """None, where Rasa expects messages or a prediction."""
    put(component, lambda *given, **named: None)

    await is_steady(guard)


async def test_component_that_ends_the_process_does_not(guard: Guard, put: Put, engine: RasaEngine) -> None:
    """SystemExit in Rasa's thread would stop its loop for everybody, for good."""

    def leave(*given: Any, **named: Any) -> Any:
        raise SystemExit(1)

    with pytest.MonkeyPatch.context() as patch:
        nodes = engine.agent.processor.graph_runner._instantiated_nodes
        node = next(node for name, node in nodes.items() if CLASSIFIER in name)
        patch.setattr(node, "_fn", leave)
        await is_steady(guard)

    await is_well(guard, uuid4().hex)


async def test_component_that_hangs_is_not_waited_for(guard: Guard, put: Put) -> None:
    """A model that computes for ever."""
    free = threading.Event()
    put(CLASSIFIER, lambda *given, **named: free.wait(60) and None)
    try:
        await is_steady(guard)
    finally:
        free.set()


async def test_policy_without_rules_costs_no_answer(
    guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A policy whose file was empty knows no rule."""
    nodes = engine.agent.processor.graph_runner._instantiated_nodes
    policy = next(node for name, node in nodes.items() if "RulePolicy" in name)._component
    monkeypatch.setitem(policy.lookup, "rules", {})

    await is_steady(guard)


@pytest.mark.parametrize("text", EMERGENCIES.values(), ids=EMERGENCIES)
async def test_classifier_that_hears_a_greeting_does_not_hide_an_emergency(
    guard: Guard, rank: Callable[..., None], text: str
) -> None:
    """Sure of "greet" at 0.99: the rules are asked first."""
    rank(greet=0.99)

    assert is_999_first(await guard.answer(text, uuid4().hex))


async def test_two_emergencies_that_tie_are_an_emergency(guard: Guard, rank: Callable[..., None]) -> None:
    """0.48 and 0.47: that it is one is sure, which one is not; Rasa's own fallback would call it not understood."""
    rank(emergency_suicide=0.48, emergency_danger=0.47, greet=0.05)
    replies = await guard.answer("qwx zrt plm", uuid4().hex)  # in words that no rule knows

    assert is_999_first(replies)
    assert emergencies(replies)[0]["level"] == "now"


async def test_rasa_that_is_broken_leaves_the_lines_of_last_resort(guard: Guard, put: Put) -> None:
    """Who is not in danger is told who answers at any hour."""
    put(COMPONENTS[0], _raise)

    assert "116 123" in text_of(await guard.answer(WORRY, uuid4().hex))
