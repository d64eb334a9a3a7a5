"""bot/rasa/nlg.py: which words are chosen, from what was just heard and what is remembered."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.wording import Wording
from bot.words.languages import DRAFTS


def _said(name: str, slots: dict[str, Any], text: str = "", **parse: Any) -> dict[str, Any]:
    from rasa.shared.core.events import UserUttered
    from rasa.shared.core.slots import AnySlot
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.rasa.nlg import SignpostNlg

    nlg = SignpostNlg()
    nlg.responses = Wording().responses()
    tracker = DialogueStateTracker("somebody", [AnySlot(key, [], initial_value=value) for key, value in slots.items()])
    data = {"intent": {"name": "emergency_suicide"}, "text": text, "found": {}, "emergency": {"level": "now"}, **parse}
    tracker.latest_message = UserUttered(text, data["intent"], [], data)
    said = asyncio.run(nlg.generate(name, tracker, "rest"))
    assert said is not None
    return said


def test_nlg_says_the_crisis_again_in_other_words() -> None:
    """The first cry gets the pinned words, the second others; both carry the payload of an emergency."""
    first = _said("utter_emergency_suicide", {"cries": None})
    second = _said("utter_emergency_suicide", {"cries": 1.0})

    assert first["text"] != second["text"]
    assert second["text"].startswith(Wording().text("utter_suicide_again_1"))
    assert first["custom"] == second["custom"] == {"type": "emergency", "intent": "emergency_suicide", "level": "now"}


def test_nlg_uses_easy_words_when_asked() -> None:
    """A response that has easy words is said in them."""
    wording = Wording()

    assert _said("utter_fraud", {"easy_read": True})["text"] == wording.text("utter_fraud", manner="easy")


@pytest.mark.parametrize(("drafts", "manner"), [("1", "cy"), ("0", None)])
def test_nlg_answers_welsh_in_welsh_only_once_approved(
    monkeypatch: pytest.MonkeyPatch, drafts: str, manner: str | None
) -> None:
    """Who writes in Welsh need not ask; unapproved words stay hidden, and 999 is said in either."""
    monkeypatch.setenv(DRAFTS, drafts)
    said = _said("utter_emergency_danger", {}, text="mae fy ngŵr yn trio fy lladd i nawr")

    assert said["text"] == Wording().text("utter_emergency_danger", manner=manner)
    assert said["custom"].get("lang") == manner
    assert said["custom"]["type"] == "emergency"
    assert "999" in said["text"].splitlines()[0]


@pytest.mark.parametrize("response", ["utter_deny", "utter_affirm", "utter_out_of_scope", "utter_something_else"])
def test_nlg_crisis_taken_back_is_not_told_how_to_ring_silently(response: str) -> None:
    """After a suicidal crisis "I'm ok now" is answered with lines to talk to, not with an address to give."""
    said = _said(response, {"concern": "emergency_suicide"})["text"]

    assert "999" in said.splitlines()[0]
    assert "116 123" in said
    assert "press 55" not in said


def test_nlg_name_to_give_is_no_question_of_privacy() -> None:
    """Both sound alike; only one asks what a helpline wants to know."""
    assert _said("utter_privacy", {}, text="do i have to give my name")["text"] == Wording().text("utter_call_name")
