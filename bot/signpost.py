"""Puts a reply together: who can help, how to reach them, and the one thing worth asking next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from bot import cards, sessions, what_happens
from bot.directory.directory import EMERGENCY_999, INFORMATION, Directory, Person, unique
from bot.directory.model import Entry
from bot.directory.opening import is_open
from bot.verdict import PREFIX, SUICIDE
from bot.wording import Reply, Wording

FIRST = 3  # routes in the first answer; the rest waits behind "more"
NAMED_FIRST = INFORMATION | {"harmful_content"}  # a law, document or platform that the message names stands first
SECOND = 2  # routes for a second worry, so that both fit on one screen
QUESTIONS = {"area": "utter_line_ask_area", "audience": "utter_line_ask_audience", "age": "utter_line_ask_age"}
MORE = {"title": "More", "payload": "more"}
CAUSE = {"title": "Help with what caused this", "payload": "help with what caused this"}


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply depends on.

    Attributes:
        concern: The intent to answer.
        person: What is known of the person.
        shown: Ids of entries shown for this concern.
        asked: Questions asked in this chat.
        disclosed: True once it has been said that nobody was told.
        named: Ids of entries that the message names; a law or document asked for by name stands first.
        refined: True if the person has just told more about themselves, not about the worry.
    """

    concern: str
    person: Person
    shown: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    disclosed: bool = False
    named: tuple[str, ...] = ()
    refined: bool = False


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A reply and what to remember of it."""

    text: str
    buttons: tuple[dict[str, str], ...]
    payload: dict[str, Any]
    shown: tuple[str, ...]
    asked: tuple[str, ...]


def _first(entries: list[Entry], now: dt.datetime) -> list[Entry]:
    """Three routes; where all of them sleep and the fourth does not, that one as well."""
    asleep = not any(is_open(entry, now) for entry in entries[:FIRST])
    one_more = len(entries) > FIRST and asleep and is_open(entries[FIRST], now)
    return entries[: FIRST + 1] if one_more else entries[:FIRST]


class Signpost:
    """Answers from the directory in the words of data/responses/lines.yml."""

    def __init__(self, directory: Directory, wording: Wording) -> None:
        """Holds both."""
        self.directory = directory
        self.wording = wording

    def first(self, turn: Turn, now: dt.datetime) -> Answer:
        """The routes that fit best.

        Args:
            turn: What is known.
            now: The moment.

        Returns:
            At most three routes, the child's own line where it belongs, and one question if an answer would change
            the routes. Never without a route.
        """
        entries = self._routes(turn, now)
        first = _first(entries, now)
        child = self.directory.for_the_child(turn.concern, turn.person)
        extra = child if child is not None and child not in first else None
        shown = [*first, extra] if extra is not None else first
        question = self._question(turn)
        lead = "utter_line_people_again" if turn.disclosed or turn.refined else "utter_line_not_told"
        parts = [self.wording.text(lead), cards.lines(first, now, self.directory.areas)]
        if extra is not None:
            whose = "utter_line_under_19" if turn.person.audience in (None, "adult") else "utter_line_child_self"
            parts += [self.wording.text(whose), cards.line(extra, now, self.directory.areas)]
        buttons: list[dict[str, str]] = []
        if question is not None:
            asking = self.wording.reply(QUESTIONS[question])
            parts.append(asking["text"])
            buttons += asking.get("buttons", [])
        if turn.concern == SUICIDE:
            buttons = [CAUSE]
        elif any(entry not in shown for entry in entries):
            buttons.append(MORE)
        return self._answer(turn, shown, "\n".join(parts), buttons, question, now)

    def shortly(self, turn: Turn, now: dt.datetime) -> tuple[str, dict[str, Any]]:
        """The two best routes for a second worry, as text and payload."""
        entries = self._routes(turn, now)[:SECOND]
        text = "\n".join([self.wording.text("utter_line_second"), cards.lines(entries, now, self.directory.areas)])
        return text, cards.payload(turn.concern, entries, now)

    def more(self, turn: Turn, now: dt.datetime) -> Answer:
        """The next routes, or that there are no more."""
        rest = [entry for entry in self._routes(turn, now) if entry.id not in turn.shown]
        if not rest:
            reply = self.wording.reply("utter_line_nothing_more")
            return self._answer(turn, [], reply["text"], list(reply.get("buttons", [])), None, now)
        part = rest[: FIRST + 1]
        text = "\n".join([self.wording.text("utter_line_people_again"), cards.lines(part, now, self.directory.areas)])
        return self._answer(turn, part, text, [MORE] if len(rest) > len(part) else [], None, now)

    def _routes(self, turn: Turn, now: dt.datetime) -> list[Entry]:
        entries = self.directory.find(turn.concern, turn.person, now)
        if turn.concern in NAMED_FIRST and turn.named:
            asked_for = [self.directory.current(name, now)[0] for name in turn.named]
            entries = unique([*asked_for, *entries])
        if turn.concern.startswith(PREFIX):  # 999 has just been said, at greater length than a line could
            return [entry for entry in entries if entry.id != EMERGENCY_999] or entries
        return entries

    def _question(self, turn: Turn) -> str | None:
        route = self.directory.routes[turn.concern]
        if turn.person.own_behaviour:
            return None
        known = {name for name in QUESTIONS if getattr(turn.person, name)}
        return next((name for name in route.ask if name not in known and name not in turn.asked), None)

    def _answer(
        self,
        turn: Turn,
        entries: list[Entry],
        text: str,
        buttons: list[dict[str, str]],
        question: str | None,
        now: dt.datetime,
    ) -> Answer:
        return Answer(
            text=text,
            buttons=tuple(buttons),
            payload=cards.payload(turn.concern, entries, now),
            shown=(*turn.shown, *(entry.id for entry in entries if entry.id not in turn.shown)),
            asked=(*turn.asked, question) if question else turn.asked,
        )

    def one(self, name: str, now: dt.datetime) -> tuple[Reply, dict[str, Any]]:
        """Describes one entry by id; of a closed one says what took its place.

        Args:
            name: The entry's id.
            now: The moment.

        Returns:
            A reply (text) and the signposts payload.
        """
        entry, old = self.directory.current(name, now)
        parts = [self._instead(old)] if old is not None else []
        parts.append(f"{entry.name}: {entry.description}")
        if entry.alert and old is None:
            parts.append(entry.alert)
        parts.append(sessions.line(entry, now) if entry.event else cards.line(entry, now, self.directory.areas))
        expected = what_happens.sentences(entry).values()
        if expected:
            parts.append(" ".join([self.wording.text("utter_line_what_happens"), *expected]))
        if entry.extent or entry.in_force:
            parts.append("; ".join(filter(None, (entry.extent, entry.in_force))))
        if entry.kind == "law":
            parts.append(self.wording.text("utter_line_not_legal_advice"))
        return {"text": "\n".join(parts)}, cards.payload(None, [entry], now)

    def _instead(self, old: Entry) -> str:
        """Why something else is shown than what was asked for."""
        if old.event is not None:
            return self.wording.text("utter_line_session_over")
        return old.alert or self.wording.text("utter_line_replaced")
