"""bot/worries.py: one worry or two, and which comes first."""

from __future__ import annotations

import pytest

from bot import worries

FRAUD, BULLIED, BOTH = {"fraud": 0.95}, {"cyberbullying": 0.95}, {"cyberbullying": 0.5, "fraud": 0.3}


def test_find_hears_two_worries_the_riskier_first() -> None:
    """In whatever order they were told."""
    assert worries.find(BOTH, [(FRAUD, BULLIED)]) == ["cyberbullying", "fraud"]
    assert worries.find(BOTH, [(BULLIED, FRAUD)]) == ["cyberbullying", "fraud"]


def test_find_takes_the_cut_that_parts_them_best() -> None:
    """A cut in the middle of a worry says little."""
    unsure = ({"fraud": 0.7, "stalking_harassment": 0.2}, {"stalking_harassment": 0.72})

    assert worries.find({**BOTH, "stalking_harassment": 0.1}, [unsure, (FRAUD, BULLIED)]) == ["cyberbullying", "fraud"]


def test_find_of_one_worry_told_twice_is_one() -> None:
    """Both sides of the cut are about the same."""
    assert worries.find({"fraud": 0.9}, [(FRAUD, FRAUD)]) == ["fraud"]


def test_find_does_not_believe_a_part_against_the_whole() -> None:
    """Half a sentence may sound like anything; the whole message must leave room for it."""
    assert worries.find({"fraud": 0.99}, [(FRAUD, BULLIED)]) == ["fraud"]


def test_find_takes_halves_of_one_story_for_one_worry() -> None:
    """Concerns that sound alike must be surer on both sides than others."""
    whole = {"stalking_harassment": 0.6, "tech_abuse": 0.2, "fraud": 0.1}
    stalked = {"stalking_harassment": 0.95}

    assert worries.find(whole, [(stalked, {"tech_abuse": 0.9})]) == ["stalking_harassment"]
    assert worries.find(whole, [(stalked, {"tech_abuse": 0.99})]) == ["tech_abuse", "stalking_harassment"]
    assert worries.find(whole, [(stalked, {"fraud": 0.9})]) == ["stalking_harassment", "fraud"]


def test_find_asks_more_of_the_halves_the_surer_the_whole_is() -> None:
    """A message that is plainly about one thing is not made two by half of it."""
    room = {"cyberbullying": 0.01}

    assert worries.find({"fraud": 0.6, **room}, [(FRAUD, BULLIED)]) == ["cyberbullying", "fraud"]
    assert worries.find({"fraud": 0.98, **room}, [(FRAUD, BULLIED)]) == ["fraud"]


def test_touching_names_concerns_of_the_order() -> None:
    """A name that is none would be a rule that never holds."""
    assert {name for group in worries.touching() for name in group} <= set(worries.risk())


def test_find_of_a_worry_that_may_be_another_answers_the_likelier_first() -> None:
    """Two right answers to one worry are no two worries: what is likelier leads, though the other is riskier."""
    assert worries.find({"fraud": 0.5, "sextortion": 0.4}, []) == ["fraud", "sextortion"]


def test_find_of_no_worry_is_empty() -> None:
    """Small talk has none, and an emergency is answered alone."""
    assert worries.find({"greet": 0.9, "fraud": 0.05}, [(FRAUD, BULLIED)]) == []
    assert worries.find({"emergency_suicide": 0.6, "fraud": 0.35}, [(FRAUD, BULLIED)]) == []


@pytest.mark.parametrize("whole", [BOTH, {"fraud": 0.99, "cyberbullying": 0.00001}, {"greet": 0.9, "fraud": 0.1}, {}])
@pytest.mark.parametrize("part", [FRAUD, BULLIED, {"fraud": 0.02}, {"greet": 1.0}])
def test_what_need_not_be_read_changes_nothing(whole: dict[str, float], part: dict[str, float]) -> None:
    """Where a side is passed over unread, `find` says the same whatever the other side is about."""
    if not (worries.may_be_two(whole) and worries.may_be_half(whole, part)):
        assert all(
            worries.find(whole, [cut]) == worries.find(whole, [])
            for other in (FRAUD, BULLIED, {"sextortion": 1.0})
            for cut in ((part, other), (other, part))
        )


def test_some_messages_need_not_be_read_in_parts() -> None:
    """A message that is surely about one thing, and one side of a cut that is about nothing."""
    assert worries.may_be_two(BOTH)
    assert not worries.may_be_two({"fraud": 0.99, "cyberbullying": 0.00001})
    assert worries.may_be_half(BOTH, FRAUD)
    assert not worries.may_be_half(BOTH, {"greet": 1.0})


@pytest.mark.parametrize(
    ("before", "concern", "share", "stays"),
    [
        ("nudes_under18", "professional_guidance", 0.9, True),
        ("sextortion", "law_question", 0.9, True),
        ("grooming", "find_session", 0.9, True),
        ("sextortion", "fraud", 0.3, True),
        ("sextortion", "fraud", 0.8, False),
        ("fraud", "sextortion", 0.3, False),
        ("fraud", "fraud", 0.2, False),
        (None, "fraud", 0.2, False),
        ("emergency_danger", "law_question", 0.9, False),
        ("honour_abuse", "tech_abuse", 0.95, True),
        ("honour_abuse", "fraud", 0.95, False),
    ],
)
def test_thread_stays_with_the_riskier_worry(before: str | None, concern: str, share: float, stays: bool) -> None:
    """A question of knowledge, or a guess, does not take the place of what is dangerous; a clear new worry does."""
    assert worries.thread(before, concern, share) == (before if stays else None)


@pytest.mark.parametrize(
    ("before", "intent", "share", "level", "stays"),
    [
        ("emergency_suicide", "grooming", 0.4, "possible", True),
        ("emergency_suicide", "grooming", 0.9, "possible", False),
        ("emergency_suicide", "grooming", 0.4, "none", False),
        ("emergency_suicide", "give_area", 0.4, "possible", False),
        ("fraud", "grooming", 0.4, "possible", False),
        (None, "grooming", 0.4, "possible", False),
    ],
)
def test_danger_stays_where_the_next_worry_is_a_guess(
    before: str | None, intent: str, share: float, level: str, stays: bool
) -> None:
    """ "She is online, I know no address" goes on about the friend who wants to die; a clear new worry is answered."""
    assert worries.stays_in_danger(before, intent, share, level) is stays


@pytest.mark.parametrize(
    ("before", "text", "intent", "share", "level", "more"),
    [
        ("fraud", "yesterday", "find_session", 0.4, "none", True),
        ("fraud", "I feel such a fool", "wellbeing", 0.45, "none", True),
        ("fraud", "my son is bullied at school", "cyberbullying", 0.8, "none", False),
        ("fraud", "he has hurt me", "sexual_violence", 0.4, "possible", False),
        ("fraud", "cant do this any more", "emergency_suicide", 0.3, "none", False),
        ("fraud", "and then my daughter told me what her coach writes", "grooming", 0.4, "none", False),
        ("fraud", "in Derby", "give_area", 0.4, "none", False),
        ("emergency_suicide", "yesterday", "find_session", 0.4, "none", False),
        (None, "yesterday", "find_session", 0.4, "none", False),
    ],
)
def test_few_words_that_are_a_guess_tell_more_of_the_worry_before(
    before: str | None, text: str, intent: str, share: float, level: str, more: bool
) -> None:
    """Nobody who answers "yesterday" wants a list of courses; danger and a clear new worry are always answered."""
    parse = {"text": text, "intent": {"name": intent, "confidence": share}, "emergency": {"level": level}}

    assert worries.tells_more(before, parse) is more
