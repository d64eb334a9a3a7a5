"""bot/rasa/off.py: what people get while the bot is switched off."""

from __future__ import annotations

import asyncio

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa import off
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.wording import Reply, Wording


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> RasaEngine:
    """The real one, switched off."""
    monkeypatch.setenv(off.VARIABLE, "yes")
    engine = RasaEngine(load_agent)
    assert engine.loaded.wait(60)
    return engine


def _say(engine: RasaEngine, rules: EmergencyRules, wording: Wording, text: str) -> list[Reply]:
    return asyncio.run(Guard(rules, wording, engine).answer(text, "somebody"))


def test_switched_off_says_so_to_the_operator(engine: RasaEngine) -> None:
    assert isinstance(engine.failure, off.SwitchedOffError)
    assert "SIGNPOST_OFF is set" in str(engine.failure)


def test_switched_off_still_answers_an_emergency_in_full(
    engine: RasaEngine, rules: EmergencyRules, wording: Wording
) -> None:
    replies = _say(engine, rules, wording, "he is outside with a knife")

    assert replies[0]["text"] == wording.text("utter_emergency_danger")
    assert replies[1]["custom"]["level"] == "now"


def test_switched_off_gives_any_other_worry_999_and_the_lines_of_any_hour(
    engine: RasaEngine, rules: EmergencyRules, wording: Wording
) -> None:
    assert _say(engine, rules, wording, "my nan was scammed") == [wording.reply("utter_line_last_resort")]


@pytest.mark.parametrize("value", ["", "no", "0", "False", " "])
def test_off_lets_the_bot_be(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(off.VARIABLE, value)
    off.check()


@pytest.mark.parametrize("value", ["yes", "1", "true", "now"])
def test_off_takes_any_other_word_for_a_yes(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in a hurry does not look up how to spell it."""
    monkeypatch.setenv(off.VARIABLE, value)
    with pytest.raises(off.SwitchedOffError, match="take it out and start again"):
        off.check()
