"""bot/words/forms.py: a reply in Welsh or easy words is the same reply; what is missing or differs is found."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.words.forms import NEEDED, problems
from bot.words.languages import EASY, WELSH
from bot.words.replies import Said, replies

NAME = "utter_greet"


def _changed(**changes: object) -> list[Said]:
    """All replies, with the Welsh greeting changed."""
    return [replace(one, **changes) if (one.name, one.form) == (NAME, "cy") else one for one in replies()]


def test_forms_finds_nothing_in_what_is_said() -> None:
    """Both forms have the same responses, variants, payloads, buttons and numbers."""
    assert list(problems(replies())) == []


@pytest.mark.parametrize("form", [WELSH, EASY])
@pytest.mark.parametrize("name", NEEDED)
def test_forms_finds_a_missing_reply(name: str, form: str) -> None:
    """What must be there in every form is missed."""
    left = [one for one in replies() if (one.name, one.form) != (name, form)]

    assert list(problems(left)) == [f"data/responses/{form}.yml: {name}_{form}: write it."]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"condition": {"audience": "child"}}, "its variants are not those of"),
        ({"buttons": ()}, "its buttons do not mean what"),
        ({"custom": {"type": "emergency"}}, "its custom is not that of"),
        ({"text": "Ffoniwch 998."}, "numbers differ: 998, 999"),
    ],
)
def test_forms_finds_a_difference(changes: dict[str, object], words: str) -> None:
    """A variant, a button, a payload or a number that differs is named."""
    found = list(problems(_changed(**changes)))

    assert len(found) == 1
    assert words in found[0]


def test_forms_finds_a_reply_that_has_no_plain_one() -> None:
    """A form of nothing is taken out or given a plain reply."""
    stray = Said(place="cy.yml: utter_x_cy", name="utter_x", form="cy", condition={}, text="Helo.")

    assert "no plain reply of that name" in next(problems([*replies(), stray]))
