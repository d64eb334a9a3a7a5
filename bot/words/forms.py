"""Compares the replies in Welsh and in easy words with the plain ones: the same variants, payloads and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.words.languages import EASY, WELSH, forms
from bot.words.replies import Said

# What must be there in every form: the words of an emergency, the first screen, and what stands between the turns.
NEEDED = (
    "utter_emergency_danger",
    "utter_emergency_suicide",
    "utter_emergency_child",
    "utter_emergency_attack",
    "utter_emergency_silent",
    "utter_greet",
    "utter_help",
    "utter_bot_challenge",
    "utter_privacy",
    "utter_delete_data",
    "utter_start_again",
    "utter_not_understood",
    "utter_not_understood_again",
    "utter_human_handoff",
    "utter_goodbye",
    "utter_thank",
    "utter_barriers",
    "utter_line_opening",
    "utter_line_not_told",
    "utter_line_crisis",
    "utter_line_ask_area",
    "utter_line_ask_audience",
    "utter_line_ask_age",
)
_NUMBER = re.compile(r"(?:\d[\d ]*\d|\d)")


def problems(said: Sequence[Said]) -> Iterator[str]:
    """Where a form is not the same reply in other words.

    Args:
        said: All replies, from bot/words/replies.py.

    Yields:
        A sentence a finding.
    """
    for form in (WELSH, EASY):
        if form not in forms():
            yield f"data/wording/languages.yml: {form}: not there; say who has approved it."
    for form in forms():
        there = {reply.name for reply in said if reply.form == form}
        yield from (f"data/responses/{form}.yml: {name}_{form}: write it." for name in NEEDED if name not in there)
        for name in sorted(there):
            yield from _compare(
                [reply for reply in said if reply.name == name and reply.form is None],
                [reply for reply in said if reply.name == name and reply.form == form],
            )


def _compare(plain: Sequence[Said], other: Sequence[Said]) -> Iterator[str]:
    if not plain:
        yield f"{other[0].place}: no plain reply of that name; write one or take this out."
    elif [reply.condition for reply in plain] != [reply.condition for reply in other]:
        yield f"{other[0].place}: its variants are not those of {plain[0].name}; write the same, in the same order."
    else:
        for one, two in zip(plain, other, strict=True):
            yield from _differ(one, two)


def _differ(plain: Said, other: Said) -> Iterator[str]:
    if plain.custom != other.custom:
        yield f"{other.place}: its custom is not that of {plain.place}."
    if [button["payload"] for button in plain.buttons] != [button["payload"] for button in other.buttons]:
        yield f"{other.place}: its buttons do not mean what those of {plain.place} mean."
    missing = _numbers(plain) - _numbers(other)
    added = _numbers(other) - _numbers(plain)
    if missing or added:
        yield f"{other.place}: numbers differ: {', '.join(sorted(missing | added))}."


def _numbers(said: Said) -> set[str]:
    return set(_NUMBER.findall(said.text))
