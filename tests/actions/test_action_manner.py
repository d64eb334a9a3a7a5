"""actions/action_manner.py: easy words, Welsh once approved, and back."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_manner import ActionManner
from bot.words.languages import DRAFTS
from tests.actions.conftest import Play

ACTION = ActionManner()


def test_manner_easy_words_say_the_worry_again(play: Play) -> None:
    """Nobody has to write the worry again to read it in easy words."""
    played = play(ACTION, "easy_read", {"concern": "fraud"}, text="simpler words please")

    wording = shared.signpost().wording
    assert played.slots == {"lang": None, "easy_read": True}
    assert wording.text("utter_easy_on", manner="easy") in played.text
    assert wording.text("utter_fraud", manner="easy") in played.text


def test_manner_easy_words_end_when_asked(play: Play) -> None:
    """ "Normal words again" is understood."""
    played = play(ACTION, "easy_read", {"easy_read": True}, text="normal words again please")

    assert played.slots["easy_read"] is None


def test_manner_welsh_waits_for_approval(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Welsh that nobody has approved: it says so, and nothing changes."""
    monkeypatch.delenv(DRAFTS, raising=False)
    played = play(ACTION, "choose_language", text="Cymraeg os gwelwch yn dda")

    assert played.responses == ["utter_line_welsh_not_yet"]
    assert played.events == []


def test_manner_welsh_is_marked(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """For reviewers: Welsh words, and what tells a screen reader how to speak them."""
    monkeypatch.setenv(DRAFTS, "1")
    played = play(ACTION, "choose_language", text="Cymraeg os gwelwch yn dda")

    assert played.slots["lang"] == "cy"
    assert {"type": "language", "lang": "cy"} in [message["custom"] for message in played.messages]


def test_manner_english_ends_welsh(play: Play) -> None:
    """ "Saesneg" leads back."""
    assert play(ACTION, "choose_language", {"lang": "cy"}, text="yn Saesneg plis").slots["lang"] is None


def test_manner_other_languages_hear_of_999(play: Play) -> None:
    """Who asks for a language that is not there learns what is, and that 999 has interpreters."""
    assert play(ACTION, "choose_language", text="do you have it in Polish").responses == ["utter_line_ask_language"]
