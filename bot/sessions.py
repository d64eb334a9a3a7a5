"""Sessions and courses: which ones a question means, and how to speak of one that is over."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

import msgspec

from bot import periods
from bot.clock import LONDON
from bot.directory import freshness
from bot.directory.directory import Directory, Person, unique
from bot.directory.model import Entry
from bot.directory.opening import status

MOST = 3
MOST_LISTED = 10  # for "anything this week?"
WORDS = Path("data") / "phrases" / "session_words.yml"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions to speak of.

    Attributes:
        lead: The response that introduces them.
        sessions: Those that fit, to come first.
        lasting: Courses and pages: what was asked for, or what is still there when the sessions are over.
    """

    lead: str
    sessions: list[Entry]
    lasting: list[Entry]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """data/phrases/session_words.yml."""

    common: str
    courses: str
    audiences: dict[str, str]
    periods: dict[str, list[str]]
    days: list[str]
    months: list[str]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a question about sessions asks for.

    Attributes:
        topic: Its words that name a topic.
        person: Who asks, or whom it should be for.
        period: When; None for any time.
        courses: True if it asks for training, not for a talk on a certain day.
    """

    topic: frozenset[str]
    person: Person
    period: periods.Period | None
    courses: bool


@lru_cache(maxsize=1)
def _listed() -> Words:
    return msgspec.yaml.decode(WORDS.read_bytes(), type=Words)


def _stems(text: str) -> frozenset[str]:
    """Words without their plural s, so that "scam" finds "Scams"."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("e-learning", "elearning"))
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def read(text: str, person: Person, now: dt.datetime) -> Question:
    """Reads a question.

    Args:
        text: As typed.
        person: Who asks.
        now: The moment.

    Returns:
        Topic, time, and whom it should be for; "for teachers" counts for more than who asks.
    """
    known, said = _listed(), _stems(text)
    period = periods.find(text, now, known.periods, known.days, known.months)
    audience = next((name for name, words in known.audiences.items() if said & _stems(words)), person.audience)
    ways = frozenset().union(*(_stems(words) for words in (known.common, known.courses, *known.audiences.values())))
    topic = said - ways - (_stems(period.words) if period else frozenset())
    return Question(
        topic=topic,
        person=msgspec.structs.replace(person, audience=audience),
        period=period,
        courses=bool(said & _stems(known.courses)),
    )


def _score(entry: Entry, topic: frozenset[str]) -> int:
    """How many words of the topic an entry has, those of its name twice."""
    about = " ".join(entry.event.topics) + " " + entry.event.provider if entry.event else entry.description
    return 2 * len(topic & _stems(entry.name)) + len(topic & _stems(about))


def _for(entry: Entry, person: Person, directory: Directory) -> bool:
    audiences = entry.audiences
    fits = not audiences or person.audience in (None, *audiences)
    return fits and directory.areas.serves(entry.areas, person.area) if person.area else fits


def _about(entries: list[Entry], asked: Question, topics: list[str]) -> list[Entry]:
    """Those that the words name, best first; if none, those of the likeliest concern."""
    scores = {entry.id: _score(entry, asked.topic) for entry in entries}
    best = max(scores.values(), default=0)
    if best:
        named = [entry for entry in entries if 2 * scores[entry.id] >= best]
        return sorted(named, key=lambda entry: -scores[entry.id])
    return [entry for entry in entries if topics[:1] and topics[0] in entry.concerns]


def find(directory: Directory, person: Person, text: str, topics: list[str], now: dt.datetime) -> Found:
    """Finds the sessions and courses that a question means.

    Args:
        directory: Where they are.
        person: Who asks.
        text: The question; words that name a topic, a time or an audience count.
        topics: Concerns that the message may also be about, likeliest first.
        now: The moment.

    Returns:
        Sessions that are live or to come, if any fit; courses where training is asked for; else, where the question
        names a session that is over, that it is over and what lasts. Never empty.
    """
    asked = read(text, person, now)
    every = [entry for entry in directory.sessions(now) if _for(entry, asked.person, directory)]
    coming = [entry for entry in every if status(entry, now) != "past"]
    about = _about(coming, asked, topics) if asked.topic else coming
    if asked.courses:
        courses = _courses(directory, asked, topics, now)
        if courses:
            return Found(lead="utter_line_courses", sessions=about[:1] if asked.topic else [], lasting=courses)
    if asked.period is not None:
        return _in_period(directory, asked, about, coming, now)
    if about:
        return Found(lead="utter_line_sessions", sessions=about[:MOST], lasting=[])
    past = _about(directory.sessions(now), asked, topics) if asked.topic else []
    if past and status(past[0], now) == "past":
        return Found(
            lead="utter_line_session_over", sessions=past[:1], lasting=lasting(directory, past[0], asked.person, now)
        )
    if coming:
        return Found(lead="utter_line_no_session_on_that", sessions=coming[:MOST], lasting=[])
    return Found(lead="utter_line_no_sessions", sessions=[], lasting=lasting(directory, None, asked.person, now))


def _in_period(
    directory: Directory, asked: Question, about: list[Entry], coming: list[Entry], now: dt.datetime
) -> Found:
    assert asked.period is not None
    then = [entry for entry in about if entry.event and asked.period.holds(entry.event.starts)]
    if then:
        return Found(lead="utter_line_sessions", sessions=then[:MOST_LISTED], lasting=[])
    if coming:
        return Found(lead="utter_line_none_then", sessions=coming[:MOST], lasting=[])
    return Found(lead="utter_line_no_sessions", sessions=[], lasting=lasting(directory, None, asked.person, now))


def _courses(directory: Directory, asked: Question, topics: list[str], now: dt.datetime) -> list[Entry]:
    """Courses for the person and the place; those on the topic if there are any, those to check first last."""
    person = asked.person
    fitting = [
        entry
        for entry in directory.entries.values()
        if entry.kind == "training" and not freshness.over(entry, now) and _for(entry, person, directory)
        and directory.areas.serves(entry.areas, person.area)
    ]  # fmt: skip
    chosen = (_about(fitting, asked, topics) if asked.topic else []) or fitting
    near = [entry for entry in chosen if person.area and not {"uk", "england"} & set(entry.areas)]
    return sorted(unique([*near, *chosen]), key=lambda entry: freshness.waits(entry, now))[:MOST]


def lasting(directory: Directory, over: Entry | None, person: Person, now: dt.datetime) -> list[Entry]:
    """What to use instead of a session: what its file names, its provider among it, then what is there for its topic.

    Args:
        directory: Where it is.
        over: The session that is over; None for sessions in general.
        person: Who asks.
        now: The moment.

    Returns:
        Three at most, none of them a session.
    """
    person = msgspec.structs.replace(person, audience=person.audience or "adult")
    named = [directory.entries[name] for name in over.replaced_by] if over else []
    about = [concern for concern in (over.concerns if over else ()) if concern != "find_session"]
    topical = [entry for concern in about[:1] for entry in directory.find(concern, person, now)[:1]]
    chosen = unique([*named, *topical, *directory.find("find_session", person, now)])
    return [entry for entry in chosen if not freshness.over(entry, now) and entry.event is None and entry.contacts][
        :MOST
    ]


def line(entry: Entry, now: dt.datetime, joining: bool = True) -> str:
    """A session as plain text.

    Args:
        entry: A session.
        now: The moment.
        joining: False to leave out how to join, where many are listed.

    Returns:
        When, who runs it, how to join; nothing about joining once it is over.
    """
    event = entry.event
    assert event is not None
    starts, ends = event.starts.astimezone(LONDON), event.ends.astimezone(LONDON)
    today = starts.date() == now.astimezone(LONDON).date()
    day = "today" if today else f"{starts:%A} {starts.day} {starts:%B %Y}"
    state = status(entry, now)
    when = f"{day}, {starts:%H:%M} to {ends:%H:%M}"
    said = f"- {entry.name} ({event.provider}): {when}"
    if state == "past":
        return f"{said}. It is over."
    said += " (on now)" if state == "live" else ""
    if not joining:
        return said
    parts = [said, f"Cost: {entry.cost}" if entry.cost else None, _join(entry) if event.join is not None else None]
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
