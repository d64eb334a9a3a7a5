"""bot/channels/telegram/conversation.py: what a person meets, from /start to /forget."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from bot.channels.telegram.conversation import MOST_WAITING
from bot.channels.telegram.memory import sender_id
from bot.channels.telegram.updates import MEDIA
from bot.directory.directory import Directory
from bot.guard import Turn
from bot.telegram_demo.server import Fault
from bot.wording import Wording
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering, Raising, Silent
from tests.telegram import SAM, running, said, say, settle, until, words_of

DANGER = "there is a man in my house with a knife"
NOTICE = "Telegram keeps this chat on its servers"
PLACES = {
    "text": "Where?",
    "buttons": [{"title": "Derby", "payload": "i live in derby"}, {"title": "Wales", "payload": "Wales"}],
}
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}


def _signposts(concern: str) -> dict[str, Any]:
    return {"custom": {"type": "signposts", "concern": concern, "services": [], "sessions": [], "resources": []}}


# --- 999 first ---


async def test_danger_rings_first_and_alone(world: World) -> None:
    """999 is the first thing that is read, loud, without dots before it."""
    telegram, bot = world
    messages = await say(telegram, bot, DANGER)

    assert "999" in messages[0].text.split("\n")[0]
    assert not messages[0].silent
    assert telegram.methods.typing == []
    assert all(message.silent for message in messages[1:])


async def test_danger_under_a_picture_is_heard(world: World) -> None:
    """What stands under a picture is read; what cannot be read is said after it."""
    telegram, bot = world
    messages = await say(telegram, bot, DANGER, extra=PHOTO)

    assert not messages[0].silent
    assert "999" in messages[0].text.split("\n")[0]
    assert "I can't see pictures" in words_of(messages[1:])


async def test_danger_behind_a_command_is_heard(world: World) -> None:
    """Words behind a command are words."""
    telegram, bot = world

    assert not (await say(telegram, bot, f"/help {DANGER}"))[0].silent


async def test_danger_in_a_changed_message_is_heard(world: World) -> None:
    """A correction may be the cry for help; the answer points at it."""
    telegram, bot = world
    await say(telegram, bot, "hello")
    mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
    telegram.chats.edit(SAM, mine, DANGER)
    await settle(telegram, bot)

    assert not said(telegram)[-2].silent or not said(telegram)[-1].silent
    assert telegram.called("sendMessage")[-1].params["reply_parameters"]["message_id"] == mine.number


@pytest.mark.parametrize("engine", [Raising(), Silent()], ids=["broken", "silent"])
async def test_danger_with_a_broken_rasa_still_gets_999(engine: Silent) -> None:
    """The guard is the same as on the website."""
    async with running(engine) as (telegram, bot):
        messages = await say(telegram, bot, DANGER)

    assert not messages[0].silent
    assert "999" in messages[0].text.split("\n")[0]


async def test_danger_while_rasa_loads_waits_for_nothing() -> None:
    """The calm wait for Rasa; who is in danger, or writes again, does not."""
    async with running(Answering(CALM), ready=lambda: False) as (telegram, _):
        telegram.chats.say(SAM, "hello")
        await until(lambda: bool(telegram.methods.typing))
        telegram.chats.say(SAM, DANGER)
        await until(lambda: any(not message.silent for message in said(telegram)))


async def test_danger_overtakes_what_waits() -> None:
    """Ten messages before it are no reason for 999 to come eleventh."""

    class Slow(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await asyncio.sleep(0.05)
            await super().ask(turn, limit)

    async with running(Slow(CALM)) as (telegram, bot):
        for number in range(10):
            telegram.chats.say(SAM, f"message {number}")
        telegram.chats.say(SAM, DANGER)
        await settle(telegram, bot)
        loud = [place for place, message in enumerate(said(telegram)) if not message.silent]

    assert loud[0] <= 2


async def test_command_999_says_what_to_do(world: World) -> None:
    """/999 is the emergency text, loud."""
    telegram, bot = world
    messages = await say(telegram, bot, "/999")

    assert messages[0].text == Wording().text("utter_emergency_danger")
    assert not messages[0].silent


# --- what cannot be read ---


@pytest.mark.parametrize("field", sorted(MEDIA))
async def test_media_gets_999_and_a_route(field: str, directory: Directory) -> None:
    """Every kind gets its sentence and its route; nothing is opened or downloaded, Rasa is not asked."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        messages = await say(telegram, bot, extra={field: {"file_id": "x"}})
        routes = bot.conversations.words().media[MEDIA[field]].routes

        assert "999" in messages[0].text.split("\n")[0]
        assert all(directory.entries[way.entry].name in messages[0].text for way in routes)
        assert [call.method for call in telegram.calls if "file" in call.method.lower()] == []
    assert engine.turns == []


async def test_media_unknown_gets_an_answer(world: World) -> None:
    """What Telegram invents tomorrow, too."""
    telegram, bot = world

    assert "999" in (await say(telegram, bot, extra={"hologram": {}}))[0].text.split("\n")[0]


async def test_media_album_is_answered_once(world: World) -> None:
    """Ten pictures sent together are one message to the person."""
    telegram, bot = world
    for _ in range(10):
        telegram.chats.say(SAM, extra={**PHOTO, "media_group_id": "g"})
    await settle(telegram, bot)

    assert words_of(said(telegram)).count("I can't see pictures") == 1


async def test_media_live_location_is_answered_once(world: World) -> None:
    """A place that moves is a message that changes without words."""
    telegram, bot = world
    await say(telegram, bot, extra={"location": {"latitude": 1, "longitude": 1}})
    place = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
    for _ in range(3):
        telegram.chats.edit(SAM, place, "")
    await settle(telegram, bot)

    assert len(said(telegram)) == 1


@pytest.mark.parametrize("text", ["😢", "?!", "\u200b", "   "])
async def test_text_without_words_gets_help_to_write(world: World, text: str) -> None:
    """A sign is answered, too."""
    telegram, bot = world

    assert "Can you write what is wrong" in words_of(await say(telegram, bot, text))


# --- the notice ---


async def test_notice_comes_with_start(world: World) -> None:
    """The first message says what Telegram keeps, who is listening, and 999; with the menu."""
    telegram, bot = world
    (message,) = await say(telegram, bot, "/start")

    assert message.text.index(NOTICE) < message.text.index("I am a computer, not a person")
    assert "Danger: 999." in message.text
    assert any(button["text"] == "Feeling low" for row in message.rows for button in row)
    assert NOTICE not in words_of(await say(telegram, bot, "hello"))


async def test_notice_follows_a_worry_that_comes_first(world: World) -> None:
    """Help comes before the small print; both in the first answer, once."""
    telegram, bot = world
    first = words_of(await say(telegram, bot, "my nan lost her savings"))

    assert first.index(CALM["text"]) < first.index(NOTICE) < first.index("I am a computer")
    assert NOTICE not in words_of(await say(telegram, bot, "and now?"))


@pytest.mark.parametrize("concern", ["tech_abuse", "stalking_harassment", "honour_abuse"])
async def test_notice_is_repeated_where_somebody_may_watch(concern: str) -> None:
    """Once at each of the three, in a conversation that has had it at the start."""
    async with running(Answering(CALM, _signposts(concern))) as (telegram, bot):
        await say(telegram, bot, "/start")

        assert NOTICE in words_of(await say(telegram, bot, "he reads my phone"))
        assert NOTICE not in words_of(await say(telegram, bot, "what else"))


async def test_notice_is_not_repeated_elsewhere() -> None:
    """A scam is no reason."""
    async with running(Answering(CALM, _signposts("fraud"))) as (telegram, bot):
        await say(telegram, bot, "/start")

        assert NOTICE not in words_of(await say(telegram, bot, "i was scammed"))


async def test_notice_does_not_part_a_question_from_its_buttons() -> None:
    """The question is the last thing above the buttons."""
    async with running(Answering(CALM, PLACES, _signposts("tech_abuse"))) as (telegram, bot):
        (message,) = await say(telegram, bot, "he reads my phone")

    assert message.text.endswith("Where?")
    assert NOTICE in message.text


# --- manners ---


async def test_ordinary_answer_is_quiet_and_neutral(world: World) -> None:
    """Nothing on the lock screen tells what it is about."""
    telegram, bot = world
    (message,) = await say(telegram, bot, "my nan lost her savings")

    assert message.silent
    assert message.text.startswith("Thank you for your message. Here is some information.\n\n")
    assert not message.preview
    assert SAM in telegram.methods.typing


async def test_button_is_answered_taken_and_removed() -> None:
    """The spinner stops, the words behind the button are read, the buttons go and the links stay."""
    engine = Answering(PLACES, intent="fraud")
    async with running(engine) as (telegram, bot):
        (message,) = await say(telegram, bot, "i was scammed")
        data = [button["callback_data"] for row in message.rows for button in row]
        message.rows.append([{"text": "Site", "url": "https://a.example.org"}])
        telegram.chats.press(SAM, "Derby")
        await settle(telegram, bot)

        assert engine.turns[-1].text == "i live in derby"
        assert telegram.chats.open_queries == set()
        assert message.rows == [[{"text": "Site", "url": "https://a.example.org"}]]
        assert all(len(key.encode()) <= 64 and "derby" not in key for key in data)


async def test_button_pressed_twice_is_answered_once() -> None:
    """A trembling thumb; both spinners stop."""
    engine = Answering(PLACES)
    async with running(engine) as (telegram, bot):
        (message,) = await say(telegram, bot, "hello")
        chat, data = telegram.chats.open(SAM), message.rows[0][0]["callback_data"]
        for _ in range(2):
            telegram.chats.press_data(chat, message, data)
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["hello", "i live in derby"]
    assert telegram.chats.open_queries == set()


async def test_button_from_before_a_restart_means_what_stands_on_it() -> None:
    """The table of keys is gone, the title is not."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        chat = telegram.chats.open(SAM)
        old = telegram.chats.add(chat, True, "Where?", rows=[[{"text": "Derby", "callback_data": "old"}]])
        telegram.chats.press_data(chat, old, "old")
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["Derby"]


async def test_button_that_nobody_knows_gets_an_answer(world: World) -> None:
    """A forged or lost button: 999, and how to go on."""
    telegram, bot = world
    chat = telegram.chats.open(SAM)
    old = telegram.chats.add(chat, True, "Where?")
    telegram.chats.press_data(chat, old, "forged")
    await settle(telegram, bot)

    assert "That button is too old" in words_of(said(telegram))


async def test_edit_is_read_as_a_correction() -> None:
    """The new words are answered; an edit that changes nothing is not."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "my nan lost her shavings")
        mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
        for text in ("my nan lost her savings", "my nan lost her savings"):
            telegram.chats.edit(SAM, mine, text)
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["my nan lost her shavings", "my nan lost her savings"]


async def test_help_and_privacy_name_the_commands(world: World) -> None:
    """Both begin with 999 and say how to clear the chat."""
    telegram, bot = world
    for command in ("/help", "/privacy"):
        (message,) = await say(telegram, bot, command)

        assert "999" in message.text.split("\n")[0]
        assert "/forget" in message.text
        assert "{" not in message.text


async def test_menu_is_set_at_the_start(world: World) -> None:
    """Six commands with descriptions, and what stands in the empty chat."""
    telegram, _ = world
    await until(lambda: len(telegram.methods.descriptions) == 2)

    assert [c["command"] for c in telegram.methods.menu[""]] == ["start", "help", "999", "forget", "privacy", "exit"]
    assert "999" in telegram.methods.descriptions["description", ""]
    assert "999" in telegram.methods.descriptions["short_description", ""]


async def test_too_many_messages_are_answered_with_one_request() -> None:
    """Fifty at once: some are answered, the others get one sentence; danger among them is heard."""
    gate = asyncio.Event()

    class Held(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await gate.wait()
            await super().ask(turn, limit)

    async with running(Held(CALM)) as (telegram, bot):
        for number in range(50):
            telegram.chats.say(SAM, f"message {number}")
        telegram.chats.say(SAM, DANGER)
        await until(lambda: not telegram.updates.waiting)
        gate.set()
        await settle(telegram, bot)

        assert words_of(said(telegram)).count(CALM["text"]) <= MOST_WAITING + 2
        assert words_of(said(telegram)).count("That was a lot at once") == 1
        assert any(not message.silent for message in said(telegram))


# --- groups, people who leave ---


async def test_group_gets_one_sentence_and_the_bot_leaves(world: World) -> None:
    """Private chats only: what one asks, all would read."""
    telegram, bot = world
    telegram.chats.membership(-5, "supergroup", "member")
    await settle(telegram, bot)
    group = telegram.chats.open(-5)

    assert [message.text for message in group.messages.values()] == [bot.conversations.words().group]
    assert group.left


async def test_group_message_is_not_answered(world: World) -> None:
    """Not even with 999 first: it names no one, and the sentence holds 999."""
    telegram, bot = world
    telegram.chats.say(-5, "my nan lost her savings", kind="group")
    await settle(telegram, bot)

    assert "999" in words_of(said(telegram, -5))
    assert CALM["text"] not in words_of(said(telegram, -5))
    assert telegram.chats.open(-5).left


async def test_blocked_bot_forgets_the_chat() -> None:
    """Who blocks the bot is forgotten, whether Telegram says so or refuses the answer."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        sender = sender_id(bot.settings, SAM)
        await say(telegram, bot, "hello")
        telegram.chats.membership(SAM, "private", "kicked")
        await settle(telegram, bot)
        assert engine.forgotten == [sender]

        await say(telegram, bot, "hello")
        telegram.faults = [Fault("sendMessage", 403, description="Forbidden: bot was blocked by the user")]
        await say(telegram, bot, "hello")

    assert engine.forgotten == [sender, sender]
    assert bot.conversations.chats.drop(sender) is None


# --- forgetting ---


async def test_forget_deletes_both_sides_and_the_state() -> None:
    """Nothing is left on the screen but what could not be erased, said plainly."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "my nan lost her savings")
        await say(telegram, bot, extra=PHOTO)
        await say(telegram, bot, "/forget")
        left = list(telegram.chats.open(SAM).messages.values())

        assert [message.mine for message in left] == [True]
        assert "I deleted what I could." in left[0].text
        assert "Telegram did not let me" not in left[0].text
        assert engine.forgotten == [sender_id(bot.settings, SAM)]


async def test_forget_says_how_many_telegram_kept(world: World) -> None:
    """A die of today cannot be deleted; the person is told that something stays."""
    telegram, bot = world
    await say(telegram, bot, extra={"dice": {"emoji": "x", "value": 3}})
    messages = await say(telegram, bot, "/forget")

    assert "Telegram did not let me delete 1 of the messages." in words_of(messages)


async def test_forget_does_not_count_what_the_person_deleted(world: World) -> None:
    """Gone is gone."""
    telegram, bot = world
    await say(telegram, bot, "hello")
    telegram.chats.open(SAM).messages.clear()

    assert "did not let me" not in words_of(await say(telegram, bot, "/forget"))


async def test_delete_this_chat_in_words_does_the_same() -> None:
    """The words and the button on the website's replies mean /forget here."""
    engine = Answering({"text": "Cleared here."}, intent="delete_data")
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "delete this chat")
        (left,) = telegram.chats.open(SAM).messages.values()

    assert "I deleted what I could." in left.text
    assert "Cleared here" not in left.text


async def test_delete_with_danger_says_999_first_and_keeps_it() -> None:
    """Who wants everything gone and is in danger gets 999 first; it stays on the screen."""
    engine = Answering({"text": "Cleared here."}, intent="delete_data")
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "hello")
        await say(telegram, bot, f"{DANGER}. delete this chat")
        first, last = telegram.chats.open(SAM).messages.values()

    assert "999" in first.text.split("\n")[0]
    assert not first.silent
    assert "I deleted what I could." in last.text


async def test_exit_leaves_no_word_about_it(world: World) -> None:
    """What stands on the screen then is about nothing, and one tap leads away."""
    telegram, bot = world
    await say(telegram, bot, "he hits me")
    await say(telegram, bot, "/exit")
    (left,) = telegram.chats.open(SAM).messages.values()

    assert left.text == "This is an information page. How can I help?"
    assert left.rows[0][0]["url"].startswith("https://")


async def test_after_forgetting_the_chat_begins_anew(world: World) -> None:
    """Whoever writes next, perhaps somebody else, has the notice again."""
    telegram, bot = world
    await say(telegram, bot, "/start")
    await say(telegram, bot, "/forget")

    assert NOTICE in words_of(await say(telegram, bot, "hello"))


# --- nothing kept, nothing shared ---


async def test_conversations_have_no_name_and_no_number() -> None:
    """Rasa knows a chat by a keyed hash only; two chats have two."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "hello")
        telegram.chats.say(2002, "hello")
        await settle(telegram, bot)
    senders = {turn.sender for turn in engine.turns}

    assert len(senders) == 2
    assert not [sender for sender in senders if "1001" in sender or "2002" in sender]


async def test_nothing_typed_stays_in_memory() -> None:
    """A word sent down every path is found nowhere in the bot afterwards."""
    canary = "xylocanary"
    async with running(Raising()) as (telegram, bot):
        await say(telegram, bot, f"{canary} hello")
        await say(telegram, bot, f"{canary} under a picture", extra=PHOTO)
        await say(telegram, bot, f"/help {canary}")
        mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
        telegram.chats.edit(SAM, mine, f"{canary} changed")
        await settle(telegram, bot)
        telegram.chats.open(SAM).messages.clear()
        telegram.calls.clear()
        gc.collect()
        kept = _reachable(bot)

    assert len(kept) > 1000
    assert [value for value in kept if canary in value] == []


def _reachable(root: Any) -> list[str]:
    """All texts and bytes that can be reached from an object without leaving through a module or a class."""
    seen, texts, todo = {id(root)}, [], [root]
    while todo:
        for item in gc.get_referents(todo.pop()):
            if id(item) in seen or isinstance(item, type) or type(item).__name__ in ("module", "function", "frame"):
                continue
            seen.add(id(item))
            todo.append(item)
            if isinstance(item, (str, bytes, bytearray)):
                texts.append(item if isinstance(item, str) else item.decode(errors="replace"))
    return texts


async def test_broken_part_of_the_channel_still_says_999(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is broken in here, the person gets the lines that answer at any hour."""
    telegram, bot = world
    monkeypatch.setattr(bot.conversations, "_talk", None)
    messages = await say(telegram, bot, "hello")

    assert "999" in messages[0].text.split("\n")[0]
