"""bot/session_questions.py: what a question about sessions asks for."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.clock import LONDON
from bot.directory.directory import Directory, Person
from bot.session_questions import Question, listed, read, stems

NOW = dt.datetime(2026, 2, 9, 9, 0, tzinfo=LONDON)


def _read(text: str, directory: Directory, **known: str) -> Question:
    return read(text, Person(**known), directory, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("anything this week?", set()),
        ("are there any upcoming online sessions I can join?", set()),
        ("webinar about fraud for parents in Derby tomorrow", {"fraud"}),
        ("money mules", {"money", "mule"}),
        ("e-learning for teachers", set()),
    ],
)
def test_read_keeps_the_words_of_the_topic(directory: Directory, text: str, topic: set[str]) -> None:
    """Not those of asking, of time, of place or of the audience."""
    assert _read(text, directory).topic == topic


@pytest.mark.parametrize(
    ("text", "courses"), [("training for teachers", True), ("e-learning", True), ("a talk tomorrow", False)]
)
def test_read_tells_courses_from_talks(directory: Directory, text: str, courses: bool) -> None:
    """Training is not on a certain day."""
    assert _read(text, directory).courses is courses


def test_read_whom_it_is_for_counts_for_more_than_who_asks(directory: Directory) -> None:
    """A parent who asks for the school's staff."""
    assert _read("sessions for teachers", directory, audience="parent").person.audience == "professional"
    assert _read("sessions", directory, audience="parent").person.audience == "parent"


def test_stems_are_the_same_for_one_and_many() -> None:
    """Scam and scams; a short word keeps its s."""
    assert stems("Scams scam gas") == {"scam", "gas"}


def test_listed_meanings_are_found_in_names(directory: Directory) -> None:
    """Each other word leads to at least one session or course."""
    about = stems(
        " ".join(
            f"{entry.name} {entry.description} {' '.join(entry.event.topics) if entry.event else ''}"
            for entry in directory.entries.values()
            if entry.event or entry.kind == "training"
        )
    )

    assert [word for word, other in listed().means.items() if not stems(other) & about] == []
