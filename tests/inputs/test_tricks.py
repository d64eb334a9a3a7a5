"""Every trick with every cry for help, alone and in long messages, through the guard with the model broken behind it."""

from __future__ import annotations

import json

import pytest

from bot import listening
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.hearing import OVERLAP, PIECE, hear, pieces
from bot.wording import Wording
from tests.engines import Raising, ask, emergencies
from tests.inputs.tricks import CRIES, TRICKS

CALM = "my neighbour plays music late and the bins are full again, so I wrote to the council about it on Tuesday. "
JUNK = "<<%%>>\x00\u202e{}[]\\/*&^ \ud83d 123 \U0001f600 "
PLACES = {
    "start": lambda cry, filling: f"{cry}\n{filling * 60}",
    "middle": lambda cry, filling: f"{filling * 60}\n{cry}\n{filling * 60}",
    "end": lambda cry, filling: f"{filling * 60}\n{cry}",
}


@pytest.fixture(autouse=True)
def _time_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long reading takes on a busy machine is not what is tried here."""
    monkeypatch.setattr(listening, "LIMIT", 60.0)


@pytest.fixture(scope="module")
def guard(rules: EmergencyRules, wording: Wording) -> Guard:
    """With nothing behind it that could help."""
    return Guard(rules, wording, Raising())


def _is_now(replies: list[dict[str, object]]) -> bool:
    return "999" in str(replies[0]["text"]).split("\n")[0] and emergencies(replies)[0]["level"] == "now"


@pytest.mark.parametrize("name", TRICKS)
async def test_cry_in_disguise_gets_999_first(guard: Guard, name: str) -> None:
    """Every sentence, in every disguise: the full 999 reply."""
    lost = [cry for cry in CRIES if not _is_now(await ask(guard, TRICKS[name](cry)))]

    assert lost == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("filling", [CALM, JUNK], ids=["calm text", "junk"])
@pytest.mark.parametrize("name", TRICKS)
async def test_cry_in_disguise_is_heard_in_a_long_message(guard: Guard, name: str, filling: str, place: str) -> None:
    """At the start, in the middle and at the end of thousands of characters."""
    cry = CRIES[list(TRICKS).index(name) % len(CRIES)]
    replies = await ask(guard, PLACES[place](TRICKS[name](cry), filling))

    assert _is_now(replies), cry


@pytest.mark.parametrize("at", range(PIECE - OVERLAP - 60, PIECE + 60, 10))
def test_cry_is_heard_wherever_a_long_message_is_cut(rules: EmergencyRules, at: int) -> None:
    """No cry falls between two pieces."""
    filling = CALM * 200
    heard = hear(rules, f"{filling[:at]}. {CRIES[2]}. {filling[at:]}")

    assert heard is not None
    assert heard.level == "now"


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 10 * PIECE + 7])
def test_pieces_leave_nothing_out(length: int) -> None:
    """Put together again, the pieces are the message."""
    message = "".join(chr(33 + n % 90) for n in range(length))
    rebuilt = pieces(message)[-1]
    for piece in reversed(pieces(message)[:-1]):
        rebuilt += piece[OVERLAP:]

    assert rebuilt == message
    assert max(map(len, pieces(message))) <= PIECE


def test_every_trick_survives_json() -> None:
    """What is tried here can come in over HTTP, half characters too."""
    for trick in TRICKS.values():
        said = trick(CRIES[0])
        assert json.loads(json.dumps(said)) == said
