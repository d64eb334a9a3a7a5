"""Puts a reply together: who can help, how to reach them, and the one thing worth asking next."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot import abroad, cards, choices, length, sessions
from bot.concerns import information
from bot.directory import what_happens
from bot.directory.areas import ABROAD
from bot.directory.directory import EMERGENCY_999, Directory, unique
from bot.directory.model import SERVICE_KINDS, Entry
from bot.turn import Answer, Turn
from bot.verdict import PREFIX, SUICIDE
from bot.wording import Reply, Wording

FIRST = 3  # routes in the first answer; the rest waits behind "more"
NAMED_FIRST = information() | {"harmful_content"}  # a law, document or platform that the message names stands first
ABUSE = "tech_abuse"  # the worry whose lines are those for abuse at home
ANYBODY = ("shout", "samaritans", "childline")  # somebody there answers at any hour, by text as well
SECOND = 2  # routes for a second worry, so that both fit on one screen
QUESTIONS = {
    "area": "utter_line_ask_area",
    "near": "utter_line_ask_near",  # whoever said England only: six buttons at most, so the places come second
    "meaning": "utter_line_ask_meaning",  # which of the three people that csam holds
    "audience": "utter_line_ask_audience",
    "age": "utter_line_ask_age",
    "contact": "utter_line_ask_contact",
}
CONTACT = "utter_line_changed_contact_"  # with the way that was chosen
MORE = {"title": "More", "payload": "more"}
CAUSE = {"title": "Help with what caused this", "payload": "help with what caused this"}
STEPS, CALL, HARD, WORDS = (
    "what can I do now",
    "what happens if I call",
    "it is hard for me to call",
    "what do I say to them",
)
TRAINING = "training courses for staff"
LIST = "back to the list"
# No words to say unless asked: they leave a copy.
QUIET = frozenset({"tech_abuse", "stalking_harassment", "honour_abuse"})


class Signpost:
    """Answers from the directory in the words of data/responses/lines*.yml."""

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
        entries, question = self._routes(turn, now), self._question(turn)
        asking = self.wording.reply(QUESTIONS[question], manner=turn.manner) if question else {}
        first = choices.first(entries, now, SECOND if turn.beside else FIRST)
        text, shown = self._text(turn, first, asking, now)
        least = 1 if turn.concern.startswith(PREFIX) else SECOND
        while length.words(text) + turn.said > length.most(turn.concern) and len(first) > least:
            first = choices.first(entries, now, len(first) - 1)
            text, shown = self._text(turn, first, asking, now)
        buttons: list[dict[str, str]] = (self._councils(turn) or asking.get("buttons", [])) if question else []
        if turn.concern == SUICIDE:
            buttons = [CAUSE]
        else:
            more = [MORE["payload"]] if any(entry not in shown for entry in entries) else []
            buttons = [*buttons, *self.offer(turn, *more, *self._next_steps(turn, question))]
        return self._answer(turn, shown, text, buttons, question, now)

    def _text(self, turn: Turn, entries: list[Entry], asking: Reply, now: dt.datetime) -> tuple[str, list[Entry]]:
        """What is read, and whom it names: the routes, the child's own line where it belongs, and the question."""
        parts = [self._say(turn, name) for name in abroad.warning(turn)]
        parts += [self._lead(turn, entries), self._lines(turn, entries, now, short=True)]
        child = self.directory.for_the_child(turn.concern, turn.person)
        if child is not None and child.id not in {entry.id for entry in entries}:
            child = next(iter(abroad.reachable([child], turn.person.area)), child)
            theirs = turn.person.audience not in (None, "adult")
            whose = "utter_line_child_self" if theirs else "utter_line_under_19"
            line = cards.line(child, now, self.directory.areas, turn.contact, short=True, ages=theirs)
            parts.append(f"{self._say(turn, whose)} {line.removeprefix('- ')}")
            entries = [*entries, child]
        parts += [str(asking["text"])] if asking else []
        return "\n".join(parts), entries

    def _say(self, turn: Turn, name: str) -> str:
        return self.wording.text(name, manner=turn.manner)

    def _lines(self, turn: Turn, entries: list[Entry], now: dt.datetime, short: bool = False) -> str:
        return cards.lines(entries, now, self.directory.areas, turn.contact, short)

    def _lead(self, turn: Turn, entries: list[Entry]) -> str:
        """What the last answer changed; else that nobody has been told, the first time."""
        if (
            turn.contact
            and turn.changed == f"{CONTACT}{turn.contact}"
            and not choices.reached_by(entries[0], turn.contact)
        ):
            return self._say(turn, "utter_line_no_such_contact")
        if turn.person.area == ABROAD and turn.disclosed:
            return self._say(turn, "utter_line_abroad_pages")
        if turn.concern.startswith(PREFIX) and not turn.refined:  # the 999 guidance has just said that nobody was told
            return self._say(turn, "utter_line_people_in_danger")
        usual = "utter_line_people_again" if turn.disclosed or turn.refined else "utter_line_not_told"
        return self._say(turn, turn.changed or usual)

    def _councils(self, turn: Turn) -> list[dict[str, str]]:
        """The councils that share a postcode, as answers to "Where do you live?"."""
        names = [self.directory.areas.areas[area].name.split(" (")[0] for area in turn.councils]
        return [{"title": name, "payload": name} for name in names]

    def _next_steps(self, turn: Turn, question: str | None) -> tuple[str, ...]:
        """What can be asked next: little beside a question, and nothing that helps to watch somebody."""
        if turn.person.watching or turn.concern.startswith(PREFIX) or turn.concern == "find_session":
            return ()
        if question is not None:
            return (STEPS,)
        if turn.person.audience == "professional":  # they know what to say, and whom they may ask for time
            return (STEPS, CALL, TRAINING)
        words = () if turn.concern in QUIET or turn.person.own_behaviour else (WORDS,)
        return (STEPS, CALL, HARD, *words)

    def offer(self, turn: Turn, *payloads: str) -> list[dict[str, str]]:
        """Buttons by what they stand for, with the titles of utter_line_buttons."""
        buttons = {
            button["payload"]: button
            for button in self.wording.reply("utter_line_buttons", manner=turn.manner)["buttons"]
        }
        return [dict(buttons[payload]) for payload in payloads]

    def shortly(self, turn: Turn, now: dt.datetime) -> tuple[str, dict[str, Any]]:
        """The two best routes for a second worry, as text and payload."""
        entries = self._routes(turn, now)[:SECOND]
        text = "\n".join([self._say(turn, "utter_line_second"), self._lines(turn, entries, now, short=True)])
        return text, cards.payload(turn.concern, entries, now)

    def more(self, turn: Turn, now: dt.datetime) -> Answer:
        """The next routes, or that there are no more."""
        rest = [entry for entry in self._routes(turn, now) if entry.id not in turn.shown]
        if not rest:
            reply = self.wording.reply("utter_line_nothing_more", manner=turn.manner)
            return self._answer(turn, [], reply["text"], self.offer(turn, LIST), None, now)
        part = rest[: FIRST + 1]
        again = "utter_line_abroad_pages" if turn.person.area == ABROAD else "utter_line_people_again"
        text = "\n".join([self._say(turn, again), self._lines(turn, part, now)])
        payloads = [MORE["payload"], LIST] if len(rest) > len(part) else [LIST]
        return self._answer(turn, part, text, self.offer(turn, *payloads), None, now)

    def listed(self, turn: Turn, now: dt.datetime) -> list[Entry]:
        """The services that a first answer lists now, best first; none without a worry."""
        routes = self._routes(turn, now) if turn.concern in self.directory.routes else []
        return choices.first([entry for entry in routes if entry.kind in SERVICE_KINDS and entry.contacts], now, FIRST)

    def others(self, turn: Turn, now: dt.datetime) -> list[Entry]:
        """Where somebody answers now and that was not shown; at the end the lines for everybody."""
        spare = [self.directory.entries[name] for name in ANYBODY]
        entries = self._routes(turn, now) if turn.concern in self.directory.routes else []
        known = abroad.reachable(unique([*entries, *spare]), turn.person.area)
        return choices.others(known, turn.shown, now) or abroad.reachable(spare[:1], turn.person.area)

    def _routes(self, turn: Turn, now: dt.datetime) -> list[Entry]:
        entries = choices.in_order(self.directory.find(turn.concern, turn.person, now), turn.contact, now)
        if turn.concern in NAMED_FIRST and turn.named:
            asked_for = [self.directory.current(name, now)[0] for name in turn.named]
            entries = unique([*asked_for, *entries])
        if turn.ambulance:  # a line about a violent partner would be a riddle to who sees somebody collapse
            route = self.directory.routes[ABUSE]
            abuse = {name for names in (*route.must.values(), *route.local.values()) for name in names} - set(ANYBODY)
            entries = [entry for entry in entries if entry.id not in abuse] or entries
        if turn.concern.startswith(PREFIX):  # 999 has just been said, at greater length than a line could
            entries = [entry for entry in entries if entry.id != EMERGENCY_999] or entries
        return choices.one_number_once(abroad.reachable(entries, turn.person.area))

    def _question(self, turn: Turn) -> str | None:
        route = self.directory.routes[turn.concern]
        if turn.person.own_behaviour:
            return None
        known = {name for name in QUESTIONS if getattr(turn.person, name, None)} | (
            {"contact"} if turn.contact else set()
        )
        if turn.person.area == ABROAD:  # a UK phone or text line may be none that they can use
            known |= {"contact"}
        if turn.person.audience == "professional":  # the three meanings are not theirs
            known |= {"meaning"}
        if turn.councils:
            return "area"
        if turn.near and "area" in route.ask and "near" not in turn.asked:
            return "near"
        # How to get in touch is asked last, and only of who is telling more already.
        order = (*route.ask, "contact") if turn.refined and not turn.concern.startswith(PREFIX) else route.ask
        return next((name for name in order if name not in known and name not in turn.asked), None)

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
            asked=tuple(dict.fromkeys((*turn.asked, question))) if question else turn.asked,
            manner=turn.manner,
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
