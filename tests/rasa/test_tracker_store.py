"""bot/rasa/tracker_store.py: conversations in memory, without what was said, for half an hour."""

from __future__ import annotations

import pickle

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa import tracker_store
from bot.rasa.tracker_store import LIFETIME, TURNS, QuietTrackerStore
from tests.clocks import Clock

CANARY = "canary-9f2c"
DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["fraud"],
        "slots": {
            name: {"type": kind, "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name, kind in (("concern", "text"), ("area", "text"), ("shown", "list"))
        },
    }
)


@pytest.fixture
def clock() -> Clock:
    """At an arbitrary moment."""
    return Clock()


@pytest.fixture
def store(clock: Clock) -> QuietTrackerStore:
    """Empty."""
    return QuietTrackerStore(DOMAIN, clock=clock)


def _tracker(sender: str = "somebody", turns: int = 1, **slots: object) -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    _add(tracker, [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")])
    _add(tracker, [SlotSet(name, value) for name, value in slots.items()])
    for number in range(turns):
        _add(tracker, _turn(number))
    return tracker


def _add(tracker: DialogueStateTracker, events: list[Event]) -> None:
    for event in events:
        tracker.update(event)


def _turn(number: int) -> list[Event]:
    entity = {"entity": "name", "value": CANARY, "start": 0, "end": 5}
    parse = {"text": CANARY, "intent": {"name": "fraud", "confidence": 0.9}, "found": {"service": [CANARY]}}
    said = UserUttered(
        f"{CANARY} {number}", {"name": "fraud", "confidence": 0.9}, [entity], parse, metadata={"typed": CANARY}
    )
    bot = BotUttered(f"{CANARY} back", {"custom": {"a": CANARY}}, {"utter_action": "utter_fraud", "echo": CANARY})
    return [said, ActionExecuted("utter_fraud"), bot, ActionExecuted("action_listen")]


async def test_save_keeps_no_text(store: QuietTrackerStore) -> None:
    """Nothing that was typed, found in it or answered is anywhere in the store's memory."""
    await store.save(_tracker(concern="fraud"))

    assert CANARY.encode() not in pickle.dumps(store._rows)


async def test_save_leaves_the_running_conversation_alone(store: QuietTrackerStore) -> None:
    """The turn that is being answered still has its words."""
    tracker = _tracker()
    await store.save(tracker)

    assert tracker.latest_message is not None
    assert CANARY in tracker.latest_message.text


async def test_retrieve_gives_back_slots_and_intents(store: QuietTrackerStore) -> None:
    """What the dialogue needs is still there: worry, place, what was shown, and what kind of message came last."""
    await store.save(_tracker(concern="fraud", area="dudley", shown=["report-fraud"]))
    kept = await store.retrieve("somebody")

    assert kept is not None
    assert (kept.get_slot("concern"), kept.get_slot("area"), kept.get_slot("shown")) == (
        "fraud",
        "dudley",
        ["report-fraud"],
    )
    assert kept.latest_message is not None
    assert kept.latest_message.intent_name == "fraud"
    assert kept.latest_action_name == "action_listen"


async def test_retrieve_unknown_is_none(store: QuietTrackerStore) -> None:
    """A new name has no past."""
    assert await store.retrieve("nobody") is None


async def test_retrieve_gives_each_their_own(store: QuietTrackerStore) -> None:
    """Two people do not share."""
    await store.save(_tracker("one", area="dudley"))
    await store.save(_tracker("two", area="wales"))
    one, two = await store.retrieve("one"), await store.retrieve("two")

    assert one is not None
    assert two is not None
    assert (one.get_slot("area"), two.get_slot("area")) == ("dudley", "wales")


async def test_retrieve_is_a_copy(store: QuietTrackerStore) -> None:
    """A turn that dies half-way leaves the conversation as it was."""
    await store.save(_tracker(area="dudley"))
    handed_out = await store.retrieve("somebody")
    assert handed_out is not None
    events = len(handed_out.events)
    _add(handed_out, [SlotSet("area", "wales"), *_turn(7)])
    again = await store.retrieve("somebody")

    assert again is not None
    assert again.get_slot("area") == "dudley"
    assert len(again.events) == events


@pytest.mark.parametrize(("seconds", "there"), [(LIFETIME - 1, True), (LIFETIME + 1, False)])
async def test_retrieve_ends_after_the_lifetime(
    store: QuietTrackerStore, clock: Clock, seconds: int, there: bool
) -> None:
    """Half an hour after the last message nothing is left."""
    await store.save(_tracker())
    clock.now += seconds

    assert (await store.retrieve("somebody") is not None) is there


async def test_save_renews_the_lifetime(store: QuietTrackerStore, clock: Clock) -> None:
    """Whoever goes on writing is not forgotten in the middle."""
    await store.save(_tracker())
    clock.now += LIFETIME - 1
    await store.save(_tracker())
    clock.now += LIFETIME - 1

    assert await store.retrieve("somebody") is not None


async def test_save_drops_what_nobody_comes_back_for(store: QuietTrackerStore, clock: Clock) -> None:
    """Old conversations leave memory although nobody asks for them."""
    await store.save(_tracker("old"))
    clock.now += LIFETIME + 1
    await store.save(_tracker("new"))

    assert list(await store.keys()) == ["new"]


async def test_save_caps_the_number(store: QuietTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the cap those that were idle longest go first."""
    monkeypatch.setattr(tracker_store, "MOST", 3)
    for sender in ("a", "b", "c", "a", "d"):
        await store.save(_tracker(sender))

    assert list(await store.keys()) == ["c", "a", "d"]


async def test_save_trims_long_chats(store: QuietTrackerStore) -> None:
    """Turn 300 costs no more than turn 3, and the slots are still what they were."""
    await store.save(_tracker(turns=300, concern="fraud", area="dudley"))
    kept = await store.retrieve("somebody")

    assert kept is not None
    assert sum(isinstance(event, UserUttered) for event in kept.events) == TURNS
    assert (kept.get_slot("concern"), kept.get_slot("area")) == ("fraud", "dudley")


async def test_save_trimmed_chat_can_be_rebuilt(store: QuietTrackerStore) -> None:
    """Rasa rebuilds a conversation from its events: the trimmed ones give the same slots."""
    await store.save(_tracker(turns=40, concern="fraud", shown=["a", "b"]))
    kept = await store.retrieve("somebody")
    assert kept is not None
    rebuilt = DialogueStateTracker.from_events("somebody", list(kept.events), DOMAIN.slots)

    assert (rebuilt.get_slot("concern"), rebuilt.get_slot("shown")) == ("fraud", ["a", "b"])


async def test_save_short_chats_are_whole(store: QuietTrackerStore) -> None:
    """A short chat loses no event."""
    tracker = _tracker(turns=3)
    await store.save(tracker)
    kept = await store.retrieve("somebody")

    assert kept is not None
    assert [type(event) for event in kept.events] == [type(event) for event in tracker.events]


async def test_delete_forgets_at_once(store: QuietTrackerStore) -> None:
    """Deleted is gone; deleting again, or what was never there, is no error."""
    await store.save(_tracker())
    await store.delete("somebody")
    await store.delete("somebody")

    assert await store.retrieve("somebody") is None
    assert list(await store.keys()) == []


def test_store_refuses_an_event_broker() -> None:
    """A broker would pass on what people type: the start stops with a sentence."""
    with pytest.raises(ValueError, match="event_broker: take it out"):
        QuietTrackerStore(DOMAIN, event_broker=object())
