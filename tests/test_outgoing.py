"""bot/outgoing.py: what is no reply does not leave."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing import MOST_BYTES, sound

FINE = [
    {"text": "hello"},
    {"text": "hello", "buttons": [{"title": "A", "payload": "a"}], "recipient_id": "me"},
    {"custom": {"type": "signposts", "services": []}},
]
JUNK = [
    None,
    5,
    "hello",
    [],
    {},
    {"text": ""},
    {"text": 5},
    {"text": {"a": 1}},
    {"text": "a", "buttons": [5]},
    {"text": "a", "buttons": [{"title": "A"}]},
    {"text": "a", "custom": []},
    {"text": "\ud800"},
    {"text": "x" * MOST_BYTES},
    {"custom": {"a": object()}},
]


@pytest.mark.parametrize("reply", FINE)
def test_sound_replies_leave_as_they_are(reply: dict[str, Any]) -> None:
    """Nothing is added or taken away."""
    assert sound([reply]) == [reply]


@pytest.mark.parametrize("reply", JUNK, ids=range(len(JUNK)))
def test_junk_does_not_leave(reply: Any) -> None:
    """Wrong types, nothing to show, what cannot be written, what is absurdly long; what stands beside it stays."""
    assert sound([reply, FINE[0]]) == [FINE[0]]


def test_endless_payload_does_not_leave() -> None:
    """A payload that holds itself."""
    endless: dict[str, Any] = {}
    endless["custom"] = endless

    assert sound([endless]) == []


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_value_is_taken(reply: Any) -> None:
    """It never raises."""
    assert sound([reply]) in ([], [reply])
