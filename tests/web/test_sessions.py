"""bot/web/sessions.py: ids that only the server issues, and how they end."""

from __future__ import annotations

import base64

import pytest

from bot.web import sessions
from bot.web.sessions import LIFETIME, Sessions
from tests.clocks import Clock

SITE = "https://www.example.org"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Sessions:
    return Sessions(clock)


def test_issue_gives_128_random_bits(kept: Sessions) -> None:
    ids = {kept.issue(SITE) for _ in range(500)}

    assert len(ids) == 500
    assert {len(base64.urlsafe_b64decode(session + "==")) for session in ids} == {16}


def test_renew_keeps_an_id_of_the_same_site(kept: Sessions) -> None:
    session = kept.issue(SITE)

    assert kept.renew(session, SITE) == session


@pytest.mark.parametrize("claimed", [None, "", 5, [], {}, "A" * 22, "\ud800"])
def test_renew_does_not_take_an_id_that_was_never_issued(kept: Sessions, claimed: object) -> None:
    assert kept.renew(claimed, SITE) != claimed


def test_renew_gives_another_site_an_id_of_its_own(kept: Sessions) -> None:
    session = kept.issue(SITE)

    assert kept.renew(session, "https://evil.example") != session
    assert kept.renew(session, SITE) == session


def test_an_id_lives_half_an_hour_after_the_last_word(kept: Sessions, clock: Clock) -> None:
    session = kept.issue(SITE)
    clock.now += LIFETIME - 1
    assert kept.renew(session, SITE) == session
    clock.now += LIFETIME - 1
    assert kept.renew(session, SITE) == session
    clock.now += LIFETIME

    assert kept.renew(session, SITE) != session


def test_forget_drops_an_id_and_names_its_conversation_once(kept: Sessions) -> None:
    session = kept.issue(SITE)
    conversation = kept.conversation(session)

    assert kept.forget(session) == conversation
    assert kept.forget(session) is None
    assert kept.forget(None) is None
    assert kept.renew(session, SITE) != session


def test_conversation_is_not_the_id_and_another_process_names_it_otherwise(kept: Sessions) -> None:
    session = kept.issue(SITE)

    assert session not in kept.conversation(session)
    assert kept.conversation(session) == kept.conversation(session)
    assert kept.conversation(session) != Sessions().conversation(session)


def test_the_longest_silent_go_first_when_there_are_too_many(
    kept: Sessions, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MOST", 3)
    first, second = kept.issue(SITE), kept.issue(SITE)
    kept.renew(first, SITE)
    for _ in range(2):
        kept.issue(SITE)

    assert kept.renew(first, SITE) == first
    assert kept.renew(second, SITE) != second


def test_processes_with_a_common_key_know_each_others_ids() -> None:
    one, two = Sessions(shared=b"k" * 32), Sessions(shared=b"k" * 32)
    session = one.issue(SITE)

    assert two.renew(session, SITE) == session
    assert two.conversation(session) == one.conversation(session)
    assert two.forget(session, SITE) == one.conversation(session)


@pytest.mark.parametrize("claimed", ["", ".", "A" * 22, "A" * 22 + ".", "A" * 22 + "." + "A" * 22, "é.é", "\ud800.x"])
def test_a_common_key_opens_nothing_to_ids_that_were_made_up(claimed: str) -> None:
    assert Sessions(shared=b"k" * 32).renew(claimed, SITE) != claimed


def test_an_id_of_another_key_or_for_another_site_is_not_taken() -> None:
    session = Sessions(shared=b"k" * 32).issue(SITE)

    assert Sessions(shared=b"x" * 32).renew(session, SITE) != session
    assert Sessions(shared=b"k" * 32).renew(session, "https://evil.example") != session
