"""bot/words/wording.py: `make check` asks all guards on what is said, and each of them is heard."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot import check
from bot.directory.directory import Directory
from bot.words import wording
from bot.words.replies import Said, replies


def _planted(**changes: object) -> list[Said]:
    """All replies, with the first reply about fraud changed."""
    return [replace(said, **changes) if said.name == "utter_fraud" else said for said in replies()]


def test_wording_finds_nothing_in_what_is_said(directory: Directory) -> None:
    """All replies are well."""
    assert wording.problems(directory) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"text": "We guarantee it."}, "'guarantee': never said"),
        ({"text": "Keep a screenshot."}, "13: no picture is kept"),
        ({"text": "Prioritise comprehensive safeguarding considerations immediately."}, "reads at age"),
        ({"name": "utter_fraud_gone", "form": "cy"}, "no plain reply of that name"),
    ],
)
def test_wording_planted_mistake_is_found(
    directory: Directory, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], finding: str
) -> None:
    """A promise, a picture to keep, hard words, a form of nothing: each guard speaks."""
    monkeypatch.setattr(wording, "replies", lambda: _planted(**changes))

    assert [found for found in wording.problems(directory) if finding in found]


def test_make_check_asks_these_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they find, `make check` says."""
    monkeypatch.setattr(wording, "replies", lambda: _planted(text="We guarantee it."))

    assert [found for found in check.problems() if "'guarantee': never said" in found]
