"""What actions do when somebody may be in danger: the rungs after 999, and the answer to a question about suicide."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import clock
from bot.verdict import PREFIX, SUICIDE

SILENT = "emergency_silent"


def push_back(dispatcher: CollectingDispatcher, tracker: Tracker) -> shared.Events:
    """The next rung for who pushes back after 999 (safeguarding 4.3): short, no menu; the last one is repeated."""
    times = int(tracker.get_slot("refused") or 0) + 1
    ladder = "suicide" if tracker.get_slot("concern") == SUICIDE else "999"
    rungs = sorted(
        name
        for name in shared.signpost().wording.names()
        if name.startswith(f"utter_refuse_{ladder}_") and name[-1].isdigit()
    )
    if tracker.get_slot("concern") == SILENT:  # they have just read how to ring without a voice
        rungs = [*rungs[2:3], rungs[1], *rungs[3:]]
    shared.utter(dispatcher, tracker, shared.words(tracker, rungs[min(times, len(rungs)) - 1]))
    kind = str(tracker.get_slot("concern") or "")
    if kind.startswith(PREFIX):  # 999 stands in the first line: no other line need be put before it
        dispatcher.utter_message(json_message={"type": "emergency", "intent": kind, "level": "possible"})
    return shared.set_slots(refused=float(times), pending=None)


def crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> shared.Events:
    """Answers whatever is not a clear "no" to "Are you thinking about suicide?" as an emergency (safeguarding 4.2)."""
    dispatcher.utter_message(response=f"utter_{SUICIDE}")
    turn = shared.turn_of(tracker, SUICIDE)
    answer = shared.signpost().first(turn, clock.now())
    shared.say(dispatcher, answer)
    return [*shared.remember(turn, answer), crisis_again(tracker)]


def crisis_again(tracker: Tracker) -> dict[str, Any]:
    """Counts that the crisis lines were said: the next time other words say the same."""
    return SlotSet("cries", float(tracker.get_slot("cries") or 0) + 1)  # type: ignore[no-any-return]  # untyped
