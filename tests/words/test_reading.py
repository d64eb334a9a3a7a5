"""bot/words/reading.py: hard words, long sentences and crowded lines are found; names, numbers and addresses do not count."""

from __future__ import annotations

import pytest

from bot.words.reading import age, figures, is_emergency, limits, problems
from bot.words.replies import Said, replies

HARD = "Immediately prioritise comprehensive safeguarding considerations regarding inappropriate communications."


def _said(text: str, name: str = "utter_fraud", form: str | None = None) -> Said:
    return Said(place="here", name=name, form=form, condition={}, text=text)


def test_age_grows_with_the_words() -> None:
    """A text for a child is read sooner than one for an official."""
    assert age("Ring your bank now. Tell them.") < 8
    assert age(HARD) > 15


def test_age_counts_a_line_as_a_sentence() -> None:
    """Lines without a full stop do not run into one another."""
    lines = "Mobile: cough or tap\nLandline: stay on the line\nTextphone: use the Relay app"

    assert age(lines) <= age(lines.replace("\n", " "))


@pytest.mark.parametrize(
    "more", [" 0800 1111", " 999bsl.co.uk", " https://www.report-fraud.police.uk/a/very/long/address", " Samaritans"]
)
def test_age_leaves_out_names_numbers_and_addresses(more: str) -> None:
    """What cannot be said in plainer words does not make a text harder."""
    assert age(f"You can ring them now{more}.", names=("Samaritans",)) == age("You can ring them now.")


def test_age_of_nothing_is_the_youngest() -> None:
    """A text of numbers only is read by anybody."""
    assert age("999") == 5


def test_problems_finds_a_hard_reply() -> None:
    """Too hard: the finding says how hard and what to do."""
    found = list(problems([_said(HARD)]))

    assert "reads at age" in found[0]
    assert "11 is the highest" in found[0]


def test_problems_asks_more_of_an_emergency() -> None:
    """What may be said to somebody with time is too hard for somebody without."""
    text = "Your bank can help you after somebody has taken money from you."
    assert not [found for found in problems([_said(text)]) if "reads at age" in found]

    assert [found for found in problems([_said(text, "utter_emergency_danger")]) if "9 is the highest" in found]


def test_problems_finds_a_long_sentence() -> None:
    """More than twenty words are cut."""
    assert "a sentence of 24 words" in next(problems([_said(" ".join(["we go"] * 12))]))


def test_problems_leaves_what_is_to_be_said_as_it_stands() -> None:
    """A sentence of safeguarding.md may be long."""
    assert not [found for found in problems([_said(limits().as_given[0])]) if "sentence of" in found]


def test_problems_finds_a_crowded_line_of_an_emergency() -> None:
    """One action a line, and what belongs to it."""
    crowded = "Ring 999. Go to the door. Open it."

    assert "3 things to do in a line" in next(problems([_said(crowded, "utter_emergency_danger")]))
    assert list(problems([_said(crowded)])) == []


def test_problems_does_not_measure_welsh_by_english_words() -> None:
    """Draft Welsh is not measured."""
    assert list(problems([_said(HARD, form="cy")])) == []


def test_problems_finds_nothing_in_what_is_said() -> None:
    """All replies keep to the limits."""
    assert list(problems(replies())) == []


def test_reading_knows_what_is_read_in_an_emergency() -> None:
    """The 999 texts, what follows them, and what the guard says on its own."""
    names = {reply.name for reply in replies() if is_emergency(reply, limits())}

    assert {"utter_emergency_danger", "utter_refuse_999_1", "utter_line_last_resort", "utter_suicide_again_1"} <= names
    assert "utter_fraud" not in names


def test_figures_name_the_three_groups() -> None:
    """What `make check` prints."""
    said = figures(replies())

    assert [group for group in ("emergencies", "easy words", "the rest") if group not in said] == []
