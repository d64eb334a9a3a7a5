"""bot/channels/telegram/render.py: everything escaped, 999 alone and first, nothing too long, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import LONGEST, Outgoing, length, messages, split
from bot.telegram_demo.markup import parse, units

NEUTRAL = "Here is some information."
NOW = {"custom": {"type": "emergency", "intent": "emergency_danger", "level": "now"}}
POSSIBLE = {"custom": {"type": "emergency", "intent": "emergency_danger", "level": "possible"}}
RING = {"text": "Ring 999 now.\nSay where you are."}
ANY_LANGUAGE = {"text": "You can ring 999 in any language."}
PLACES = [{"title": "Derby", "payload": "Derby"}]


def _card(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "contacts": [{"type": "web", "href": url}]}


def _signposts(*items: dict[str, Any]) -> dict[str, Any]:
    return {
        "custom": {"type": "signposts", "concern": "fraud", "services": list(items), "sessions": [], "resources": []}
    }


def test_messages_one_for_an_ordinary_turn() -> None:
    """Answer, routes and question are one message, quiet, with neutral words first."""
    replies = [{"text": "That is hard."}, {"text": "These help:", "buttons": PLACES}, _signposts()]
    (message,) = messages(replies, NEUTRAL)

    assert message.text == f"{NEUTRAL}\n\nThat is hard.\n\nThese help:"
    assert message.answers == tuple(PLACES)
    assert not message.urgent


def test_messages_999_is_alone_and_first() -> None:
    """An emergency rings with nothing but its own words; the rest follows quietly."""
    first, second = messages([RING, NOW, {"text": "These help:"}], NEUTRAL)

    assert (first.text, first.urgent) == (RING["text"], True)
    assert (second.text, second.urgent) == (f"{NEUTRAL}\n\nThese help:", False)


def test_messages_999_in_any_language_stays_with_999() -> None:
    """The line that belongs to the emergency is in its message."""
    first, second = messages([RING, NOW, ANY_LANGUAGE, {"text": "These help:"}], NEUTRAL, ANY_LANGUAGE["text"])

    assert first.text == f"{RING['text']}\n\n{ANY_LANGUAGE['text']}"
    assert ANY_LANGUAGE["text"] not in second.text


def test_messages_possible_danger_begins_with_999_and_does_not_ring() -> None:
    """Nothing stands before 999; one line of caution need not wake the house."""
    (message,) = messages([{"text": "If anyone is in danger now, ring 999."}, POSSIBLE, {"text": "More."}], NEUTRAL)

    assert message.text.startswith("If anyone is in danger now, ring 999.")
    assert not message.urgent


def test_messages_999_far_behind_is_no_beginning() -> None:
    """A lock screen shows what stands before it."""
    (message,) = messages(
        [{"text": "Somebody at home is hurting you and watches your phone, you say. Ring 999."}], NEUTRAL
    )

    assert message.text.startswith(NEUTRAL)


def test_messages_names_stand_out_and_sites_are_links() -> None:
    """The name of a service is bold in its line; its website is a link below."""
    replies = [{"text": "- A & B <Line>: 0800 <1>"}, _signposts(_card("A & B <Line>", "https://a.example.org"))]
    (message,) = messages(replies, NEUTRAL)

    assert "- <b>A &amp; B &lt;Line&gt;</b>: 0800 &lt;1&gt;" in message.html
    assert message.links == (("A & B <Line>", "https://a.example.org"),)


def test_messages_numbers_stay_text() -> None:
    """Phones make a number in the text tappable; a button cannot ring."""
    card = {"name": "Line", "contacts": [{"type": "phone", "href": "tel:0800"}, {"type": "web", "href": None}]}
    (message,) = messages([{"text": "- Line: 0800 1111"}, _signposts(card)], NEUTRAL)

    assert "0800 1111" in message.html
    assert message.links == ()


@given(st.text(max_size=300))
def test_html_of_any_text_is_read_back_as_it_was(text: str) -> None:
    """Whatever is in a text, Telegram shows it and takes none of it for markup."""
    shown, entities = parse(Outgoing(text=text).html)

    assert (shown, entities) == (text, [])


@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda t: "\n" not in t), max_size=3), st.text(max_size=100))
def test_html_with_names_is_read_back_as_it_was(names: list[str], rest: str) -> None:
    """Bold or not, the words are the same."""
    text = "\n".join([*(f"- {name}: 1" for name in names), rest])
    shown, entities = parse(Outgoing(text=text, names=tuple(names)).html)

    assert shown == text
    assert {entity["type"] for entity in entities} <= {"bold"}


@given(st.text(alphabet=st.sampled_from("ab \n\U0001f622é"), max_size=600), st.integers(60, 200))
def test_split_keeps_every_word_in_order(text: str, most: int) -> None:
    """No part is too long by Telegram's count, and together they say all."""
    parts = split(Outgoing(text=text, answers=tuple(PLACES)), "N.", most)

    assert all(length(part.text) <= most for part in parts)
    said = "".join(part.text.removeprefix("N.\n\n") for part in parts)
    assert said.split() == text.split() or "".join(said.split()) == "".join(text.split())
    assert [bool(part.answers) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_split_begins_every_part_with_neutral_words() -> None:
    """Each part is a message of its own on the lock screen."""
    parts = split(Outgoing(text="word " * 3000), NEUTRAL)

    assert len(parts) > 1
    assert all(part.text.startswith(NEUTRAL) for part in parts)


def test_split_cuts_between_paragraphs() -> None:
    """A card is not torn apart where a border is near."""
    parts = split(Outgoing(text=f"{'a' * 60}\n\n{'b' * 60}"), "", 100)

    assert [part.text for part in parts] == ["a" * 60, "b" * 60]


@pytest.mark.parametrize("text", ["", "a", "é", "\U0001f622", "a\U0001f622b" * 9])
def test_length_counts_as_telegram_does(text: str) -> None:
    """In UTF-16 units, by the server's own count."""
    assert length(text) == units(text)


def test_messages_of_the_longest_turn_fit() -> None:
    """Ten thousand signs go out in parts that Telegram takes."""
    parts = messages([{"text": "a line of some words\n" * 500}], NEUTRAL)

    assert all(units(part.text) <= LONGEST for part in parts)
