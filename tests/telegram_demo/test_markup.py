"""bot/telegram_demo/markup.py: HTML as Telegram reads and refuses it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_demo.markup import MarkupError, parse, units


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a <b>b</b> c", "a b c", [("bold", 2, 1)]),
        ("<b>x<i>y</i></b>", "xy", [("bold", 0, 2), ("italic", 1, 1)]),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#33;", '1 < 2 && 3 > 2 "!', []),
        ("&nbsp; & &copy;", "&nbsp; & &copy;", []),
        ("\U0001f622<b>a</b>", "\U0001f622a", [("bold", 2, 1)]),
        ('<a href="https://a.example">site</a>', "site", [("text_link", 0, 4)]),
        ("<b></b>a", "a", []),
        ("a > b", "a > b", []),
    ],
)
def test_parse_gives_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """What people read, and where it is bold, counted in UTF-16 units."""
    shown, found = parse(source)

    assert shown == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <br> x", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2", "start tag"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_parse_refuses_in_telegrams_words(source: str, words: str) -> None:
    """Wrong markup costs the whole message."""
    with pytest.raises(MarkupError) as caught:
        parse(source)

    assert words in str(caught.value)


@given(st.text(max_size=80))
def test_parse_any_text_is_read_or_refused(source: str) -> None:
    """Nothing else can happen."""
    try:
        text, entities = parse(source)
    except MarkupError:
        return

    assert all(0 <= entity["offset"] < units(text) for entity in entities)
