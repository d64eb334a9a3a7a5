"""bot/operations/counting.py: the guard's answers are counted, and are the same as without counting."""

from __future__ import annotations

from typing import Any

import pytest
from prometheus_client import generate_latest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.operations.counting import CountedGuard
from bot.operations.metrics import Metrics
from bot.rasa.engine import EngineNotReadyError
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Dying, Hanging, Raising, Silent, ask

DANGER = "there is a man in my house with a knife"
CALM_QUESTION = "how do i set up parental controls"


class Loading(Silent):
    """Is not there yet."""

    async def ask(self, turn: Any, limit: float) -> None:
        """Refuses."""
        raise EngineNotReadyError


@pytest.fixture
def metrics() -> Metrics:
    """At zero."""
    return Metrics()


def _value(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


def _counted(metrics: Metrics) -> dict[str, float]:
    samples = [sample for family in metrics.registry.collect() for sample in family.samples]
    return {
        next(iter(s.labels.values())): s.value
        for s in samples
        if s.name in ("signpost_answers_total", "signpost_guard_interventions_total") and s.value
    }


@pytest.mark.parametrize(
    ("engine", "message", "counted"),
    [
        (Answering(CALM, SIGNPOSTS), CALM_QUESTION, {"signposts"}),
        (Answering(CALM), CALM_QUESTION, {"dialogue"}),
        (Answering(CALM, intent="nlu_fallback"), CALM_QUESTION, {"not_understood"}),
        (Answering(CALM), DANGER, {"emergency_now", "999_first"}),
        (Raising(), CALM_QUESTION, {"last_resort", "exception"}),
        (Raising(), DANGER, {"emergency_now", "exception", "999_first"}),
        (Dying(CALM), CALM_QUESTION, {"last_resort", "exception"}),
        (Silent(), CALM_QUESTION, {"last_resort", "silence"}),
        (Loading(), CALM_QUESTION, {"last_resort", "not_ready"}),
        (Hanging(), DANGER, {"emergency_now", "timeout", "999_first"}),
    ],
)
async def test_answers_and_interventions_are_counted_once(
    rules: EmergencyRules, wording: Wording, metrics: Metrics, engine: Any, message: str, counted: set[str]
) -> None:
    """An answer counts as the most serious thing in it."""
    await ask(CountedGuard(rules, wording, engine, metrics), message)

    assert _counted(metrics) == dict.fromkeys(counted, 1.0)
    assert _value(metrics, "signpost_answer_seconds_count") == 1


async def test_an_emergency_that_rasa_answers_is_no_intervention(
    rules: EmergencyRules, wording: Wording, metrics: Metrics
) -> None:
    """The guard only looked."""
    first = {**wording.reply("utter_emergency_danger")}
    custom = {"custom": {"type": "emergency", "intent": "emergency_danger", "level": "now"}}
    engine = Answering({"text": first["text"]}, custom, emergency={"level": "now", "intent": "emergency_danger"})
    await ask(CountedGuard(rules, wording, engine, metrics), DANGER)

    assert _counted(metrics) == {"emergency_now": 1.0}


@pytest.mark.parametrize("message", [DANGER, CALM_QUESTION, "", None])
async def test_counting_changes_no_answer(rules: EmergencyRules, wording: Wording, message: Any) -> None:
    """Not even when it breaks."""
    broken: Any = object()
    plain = await ask(Guard(rules, wording, Answering(CALM)), message)

    assert await ask(CountedGuard(rules, wording, Answering(CALM), broken), message) == plain


async def test_counters_hold_nothing_of_a_message(rules: EmergencyRules, wording: Wording, metrics: Metrics) -> None:
    """No text, no id, no moment of the first emergency."""
    guard = CountedGuard(rules, wording, Answering(CALM), metrics)
    await guard.answer(f"{DANGER} zyxwvut", "person-zyxwvut")
    shown = generate_latest(metrics.registry).decode()

    assert "zyxwvut" not in shown
    assert "_created" not in shown
    assert "suicide" not in shown


def test_every_kind_is_there_before_it_has_happened(metrics: Metrics) -> None:
    """Else an alert on a rise would miss the first."""
    shown = generate_latest(metrics.registry).decode()

    for name in (
        "rate_limit",
        "last_resort",
        "timeout",
        "999_first",
        "signpost_model_ready",
        "signpost_shared_store_lost",
    ):
        assert name in shown
