"""bot/manner.py: which words are used, and that unapproved ones never are."""

from __future__ import annotations

import pytest

from bot import manner
from bot.words.languages import DRAFTS


@pytest.mark.parametrize(
    ("slots", "drafts", "wanted"),
    [
        ({}, "1", None),
        ({"easy_read": True}, "0", "easy"),
        ({"lang": "cy"}, "0", None),
        ({"lang": "cy"}, "1", "cy"),
        ({"lang": "cy", "easy_read": True}, "1", "cy"),
        ({"lang": "cy", "easy_read": True}, "0", "easy"),
    ],
)
def test_manner_is_what_was_chosen_and_approved(
    monkeypatch: pytest.MonkeyPatch, slots: dict[str, object], drafts: str, wanted: str | None
) -> None:
    """Welsh before easy words; nothing that nobody has approved."""
    monkeypatch.setenv(DRAFTS, drafts)

    assert manner.of(slots) == wanted


def test_manner_falls_back_to_plain_english() -> None:
    """A response that is not written in a manner is said all the same."""
    assert manner.name_of("utter_x", "cy", ["utter_x"]) == "utter_x"
    assert manner.name_of("utter_x", "cy", ["utter_x", "utter_x_cy"]) == "utter_x_cy"
    assert manner.name_of("utter_x", None, ["utter_x", "utter_x_cy"]) == "utter_x"


def test_manner_marks_welsh_only() -> None:
    """The mark has a type, as every payload has."""
    assert manner.mark("cy") == {"type": "language", "lang": "cy"}
    assert manner.mark("easy") is manner.mark(None) is None
