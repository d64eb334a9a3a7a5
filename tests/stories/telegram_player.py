"""Plays story files through Telegram: typed into the local Bot API server, read from what it shows."""

from __future__ import annotations

import hashlib

from bot.channels.telegram.bot import TelegramBot
from bot.channels.telegram.render import EARLY
from bot.directory.directory import Directory
from bot.telegram_demo.chats import Message
from bot.telegram_demo.server import LocalTelegram
from tests.stories.player import Heard, Listener, Step, Story, Wanted, clock_at
from tests.telegram import settle

# What Telegram says in other words than a web page, and why.
INSTEAD = {"Cleared here": "I deleted what I could"}  # safeguarding rule 26


async def play_on_telegram(
    story: Story, telegram: LocalTelegram, bot: TelegramBot, listener: Listener, directory: Directory, place: str
) -> list[str]:
    """Plays a story from its first turn to its last, whatever goes wrong on the way.

    Returns:
        For each turn that went wrong what was wanted and what came; empty if all went well.
    """
    faults: list[str] = []
    with clock_at(story.now):
        for step, person in zip(story.steps, story.people, strict=True):
            number = int(hashlib.sha256(f"{place}: {story.name}: {person}".encode()).hexdigest()[:12], 16)
            listener.heard = Heard()
            before = set(telegram.chats.open(number).messages)
            telegram.chats.say(number, step.text)
            await settle(telegram, bot)
            new = [m for n, m in telegram.chats.open(number).messages.items() if n not in before and m.mine]
            wrong = compare(step, new, listener.heard, directory)
            if wrong:
                faults.append("\n    ".join([f"{story.name}: {step.text!r}", *wrong]))
    return faults


def compare(step: Step, messages: list[Message], heard: Heard, directory: Directory) -> list[str]:
    """What of a turn is not as the story wants it."""
    if not messages:
        return ["no answer"]
    text, wanted = "\n".join(message.text for message in messages), step.reply
    titles = [button["text"] for message in messages for row in message.rows for button in row]
    wrong = [] if heard.intent == step.intent else [f"intent: wanted {step.intent}, got {heard.intent}"]
    wrong += [] if heard.actions == step.actions else [f"actions: wanted {step.actions}, got {heard.actions}"]
    wrong += [f"wanted: {words!r}" for words in wanted.says if INSTEAD.get(words, words) not in text]
    wrong += [f"wanted first: {words!r}" for words in wanted.first if words not in messages[0].text]
    wrong += [f"not wanted: {words!r}" for words in wanted.not_ if words in text]
    wrong += [f"wanted card {name}" for name in wanted.shows if directory.entries[name].short_name not in text]
    wrong += [f"not wanted: card {name}" for name in wanted.hides if f"- {directory.entries[name].short_name}" in text]
    wrong += [f"wanted button {title!r}, got {titles}" for title in wanted.buttons if title not in titles]
    wrong += _manners(wanted, messages)
    return [*wrong, f"got: {text!r}"] if wrong else []


def _manners(wanted: Wanted, messages: list[Message]) -> list[str]:
    """How loud the messages are, and what they begin with."""
    first = messages[0].text.split("\n")[0]
    wrong = ["a later message rings"] if not all(message.silent for message in messages[1:]) else []
    if wanted.emergency == "now" and (messages[0].silent or "999" not in first):
        wrong.append("999 is not first, or silent")
    if wanted.emergency == "possible" and "999" not in first:
        wrong.append("999 is not first")
    if wanted.emergency in ("none", "possible") and not messages[0].silent:
        wrong.append("rings without an emergency")
    quiet = [message for message in messages if message.silent and "999" not in message.text.split("\n")[0][:EARLY]]
    wrong += [
        "does not begin with neutral words" for m in quiet if not m.text.startswith("Thank you for your message.")
    ]
    return wrong + ["a link preview" for message in messages if message.preview]
