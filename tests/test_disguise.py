"""bot/disguise.py: what is hidden is read, and what hides nothing raises no alarm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.disguise import readings
from bot.emergency import EmergencyRules
from bot.hearing import hear
from bot.wording import read_yaml

CALM = sorted(path for path in Path("tests/messages").glob("*.yml") if not path.stem.startswith("emergency_"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d\u3164i\u3164e", "die"),
        ("<b>help</b>&nbsp;me", "help me"),
        ("help%20me", "help me"),
        ("ᴋɪʟʟ ᴍᴇ ꜰᴀꜱᴛ", "kill me fast"),
        ("⒟⒤⒠", "die"),
        ("đie", "die"),
        ("w4nt 2 d13", "want 2 die"),
        ("\u202eeid\u202c", "die"),
        ("iwanttodie", "i want to die"),
        ("IWantToDie", "I Want To Die"),
        ("I, want, to, die", "I want to die"),
        ("die\U0001f62dnow", "die now"),
    ],
)
def test_readings_undo_disguises(typed: str, meant: str) -> None:
    """One of the readings says what was meant."""
    assert meant.split() in [reading.split() for reading in readings(typed)]


@pytest.mark.parametrize(
    "typed", ["my ex reads my messages", "is this real?", "Call me at 9. Thanks!", "my therapist moved away", ""]
)
def test_readings_of_ordinary_words_are_none(typed: str) -> None:
    """What hides nothing costs nothing."""
    assert readings(typed) == []


@pytest.mark.parametrize("path", CALM, ids=lambda path: path.stem)
def test_readings_raise_no_alarm_where_nobody_cries(rules: EmergencyRules, path: Path) -> None:
    """No held-out message of another intent is taken for danger because of a reading."""
    calm = [message["text"] for message in read_yaml(path)["messages"] if "level" not in message]
    alarms = [text for text in calm if (heard := hear(rules, text)) is not None and heard.reading is not None]

    assert alarms == []


@given(st.text(max_size=400))
def test_readings_never_raise(typed: str) -> None:
    """Any text can be read, and no reading is what was typed."""
    assert typed not in readings(typed)
