"""Sessions: which ones a question means, and how to speak of one that is over."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

import msgspec

from bot import cards
from bot.clock import LONDON
from bot.directory.directory import Directory, Person, unique
from bot.directory.model import Entry

MOST = 3
_COMMON_FILE = Path("data") / "phrases" / "session_words.yml"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions to speak of.

    Attributes:
        lead: The response that introduces them.
        sessions: Those that fit, to come first.
        lasting: What is still there when the sessions are over.
    """

    lead: str
    sessions: list[Entry]
    lasting: list[Entry]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(msgspec.yaml.decode(_COMMON_FILE.read_bytes(), type=dict[str, str])["common"].split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower())) - _common()


def _score(entry: Entry, wanted: set[str], topics: list[str]) -> float:
    assert entry.event is not None
    name, topic = _words(entry.name), _words(" ".join(entry.event.topics) + " " + entry.event.provider)
    return 2.0 * len(wanted & name) + len(wanted & topic) + 0.5 * len(set(topics) & set(entry.concerns))


def find(directory: Directory, person: Person, text: str, topics: list[str], now: dt.datetime) -> Found:
    """Finds the sessions that a question means.

    Args:
        directory: Where they are.
        person: Who asks; for lasting material.
        text: The question; words that name a topic count.
        topics: Concerns that the message may also be about, likeliest first.
        now: The moment.

    Returns:
        At most three. Live and coming ones if any fit; else, where the question names one, that it is over.
    """
    wanted = _words(text)
    every = directory.sessions(now)
    named = [entry for entry in every if _score(entry, wanted, []) > 0]
    named.sort(key=lambda entry: -_score(entry, wanted, topics))
    coming = [entry for entry in named or every if cards.status(entry, now) != "past"]
    if coming:
        return Found(lead="utter_line_sessions", sessions=coming[:MOST], lasting=[])
    best = (
        [entry for entry in named if _score(entry, wanted, topics) >= _score(named[0], wanted, topics)] if named else []
    )
    lasting = _lasting(directory, best[:1], person, now)
    lead = "utter_line_session_over" if best else "utter_line_no_sessions"
    return Found(lead=lead, sessions=best[:1], lasting=lasting)


def _lasting(directory: Directory, over: list[Entry], person: Person, now: dt.datetime) -> list[Entry]:
    """Courses and pages to use instead: of the topic of the session that is over, then of sessions in general."""
    person = msgspec.structs.replace(person, audience=person.audience or "adult")
    about = [concern for entry in over for concern in entry.concerns if concern != "find_session"]
    topical = [entry for concern in about[:2] for entry in directory.find(concern, person, now)[:2]]
    general = directory.find("find_session", person, now)
    chosen = unique([*topical[:2], *general])
    return [entry for entry in chosen if entry.event is None and entry.contacts][:MOST]


def line(entry: Entry, now: dt.datetime) -> str:
    """A session as plain text: when, who runs it, how to join; nothing about joining once it is over."""
    event = entry.event
    assert event is not None
    starts, ends = event.starts.astimezone(LONDON), event.ends.astimezone(LONDON)
    today = starts.date() == now.astimezone(LONDON).date()
    day = "today" if today else f"{starts:%A} {starts.day} {starts:%B %Y}"
    state = cards.status(entry, now)
    when = f"{day}, {starts:%H:%M} to {ends:%H:%M}"
    said = f"- {entry.name} ({event.provider}): {when}"
    if state == "past":
        return f"{said}. It is over."
    parts = [f"{said}{' (on now)' if state == 'live' else ''}", f"Cost: {entry.cost}" if entry.cost else None]
    if event.join is not None:
        parts.append(_join(entry))
    return ". ".join(part for part in parts if part)


def _join(entry: Entry) -> str:
    assert entry.event is not None and entry.event.join is not None
    join = entry.event.join
    parts = [
        f"To join: {join.how}",
        f"meeting ID {join.meeting_id}" if join.meeting_id else None,
        f"passcode {join.passcode}" if join.passcode else None,
        join.link or join.register,
    ]
    return ", ".join(part for part in parts if part)
