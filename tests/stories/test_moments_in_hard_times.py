"""The ten moments of safeguarding 4 with Rasa dead, with Rasa slow, and in the night of a bank holiday, on every channel.

What must hold then: nobody meets silence, 999 stands in the first line, somebody who answers at any hour is named, nothing
that was typed or heard before is said again, nothing is promised, and a line that is shut is never the only way.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.channels.telegram.words import AllWords
from bot.directory.directory import Directory
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.wording import Reply, Wording
from bot.words.never import forbidden
from tests.stories.channels import CHANNELS, Channel
from tests.stories.player import FOLDER, Listener, Step, Story, Wanted, play, read, text_of
from tests.stories.telegram_player import INSTEAD

MOMENTS = sorted(FOLDER.glob("test_moment_*.yml"))
NIGHT = "2026-12-25T03:00:00+00:00"  # a bank holiday in all four nations, and a Friday
LONG = 4.0  # seconds that a slow Rasa takes; the guard waits for half of that at most
ANY_HOUR = ("116 123", "0800 1111", "85258", "999bsl.co.uk", "Ring 999", "ring 999", "any hour")
PLAIN = {"telegram": INSTEAD, "terminal": {}}  # channels whose cards are words, and what they say in other ones


class Slow:
    """An agent of which every use takes far too long; it blocks its thread, as a computation would."""

    def __getattr__(self, name: str) -> Any:
        time.sleep(LONG)
        raise RuntimeError("too late anyway")


def _no_model() -> Any:
    raise RuntimeError("there is no model")


BROKEN = {"dead": _no_model, "slow": Slow}


def stories() -> list[Story]:
    """All stories of the ten moments."""
    return [story for path in MOMENTS for story in read(path)]


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def _fixed(wording: Wording, directory: Directory) -> list[str]:
    """All that may be said without Rasa: texts of the guard, and what Telegram says of itself. Longest first."""
    names = [name for name in wording.names() if name.startswith(("utter_line_", "utter_emergency_"))]
    texts = [str(variant["text"]) for name in names for variant in wording.responses()[name]]
    telegram = AllWords(directory)()
    return sorted(map(_flat, (*texts, telegram.neutral, telegram.said_notice(None))), key=len, reverse=True)


def _broken_promises(
    step: Step, replies: list[Reply], rules: EmergencyRules, guard: Guard, fixed: list[str]
) -> list[str]:
    """What is wrong with an answer that was given without Rasa."""
    texts = [_flat(reply["text"]) for reply in replies if reply.get("text")]
    if not texts:
        return ["silence"]
    wrong = [] if "999" in str(replies[0]["text"])[:90] else ["999 is not in the first line"]
    heard = rules.assess(step.text)
    if heard is not None and heard.level == "now":
        wanted = _flat(guard.emergency(heard.intent, heard.variant)[0]["text"])
        wrong += [] if texts[0].startswith(wanted) else [f"does not begin with {wanted[:60]!r}"]
    rest = " ".join(texts)
    wrong += [] if "116 123" in rest else ["nobody who answers at any hour"]
    for text in fixed:
        rest = rest.replace(text, " ")
    return [*wrong, *([f"says more than the fixed texts: {rest.strip()!r}"] if rest.strip() else [])]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("way", BROKEN)
def test_moments_hold_without_rasa(
    way: str, channel: str, rules: EmergencyRules, wording: Wording, directory: Directory
) -> None:
    """Every turn of the ten moments is answered with 999 first, by the fixed texts and by nothing else."""
    engine = RasaEngine(BROKEN[way])
    guard, fixed = Guard(rules, wording, engine), _fixed(wording, directory)

    async def one(story: Story, to: Channel) -> list[str]:
        faults = []
        for step, person in zip(story.steps, story.people, strict=True):
            replies = await to.answer(step.text, f"{way}: {story.name}: {person}")
            wrong = _broken_promises(step, replies, rules, guard, fixed)
            faults += [f"{story.name}: {step.text!r}: {what}\n    got {text_of(replies)!r}" for what in wrong]
        return faults

    async def every() -> list[str]:
        async with CHANNELS[channel](engine, guard) as to:
            found = await asyncio.gather(*(one(story, to) for story in stories()))
        return [fault for faults in found for fault in faults]

    faults = asyncio.run(every())

    if faults:
        pytest.fail("\n".join([f"{len(faults)} promises are broken", *faults]), pytrace=False)


class Noting:
    """A channel that keeps what it brought back, and whose answers of words alone can be compared."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.said: list[tuple[str, list[Reply]]] = []

    async def answer(self, text: Any, person: str, opening: bool = False) -> list[Reply]:
        """Hands on, and notes."""
        replies = await self._channel.answer(text, person)
        self.said.append((str(text), replies))
        return replies


def _in_words(story: Story, directory: Directory, instead: dict[str, str]) -> Story:
    """The same story where cards are lines of text, as somebody on Telegram or in a terminal sees it."""

    def step(of: Step) -> Step:
        wanted = of.reply
        says = (*wanted.says, *(directory.entries[name].short_name for name in wanted.shows))
        hidden = tuple(f"- {directory.entries[name].short_name}" for name in wanted.hides)
        words = msgspec.structs.replace(
            wanted,
            says=tuple(instead.get(words, words) for words in says),
            not_=(*wanted.not_, *hidden),
            shows=(),
            hides=(),
            buttons=(),
            emergency=None,
        )
        return msgspec.structs.replace(of, reply=words)

    return msgspec.structs.replace(story, steps=tuple(map(step, story.steps)))


def _night_promises(text: str, replies: list[Reply], emergency: str | None) -> list[str]:
    """What is wrong with an answer in the night."""
    said = text_of(replies)
    wrong = [] if said.strip() else ["silence"]
    if emergency in ("now", "possible") and "999" not in str(replies[0].get("text"))[:90]:
        wrong.append("999 is not in the first line")
    if "closed" in said and not any(way in said for way in ANY_HOUR):
        wrong.append("a line that is shut is the only way")
    wrong += [f"never said: {rule}: {words}" for rule, words in forbidden(said)]
    return [f"{text!r}: {what}\n    got {said!r}" for what in wrong]


@pytest.mark.parametrize("channel", CHANNELS)
def test_moments_hold_in_the_night_of_a_bank_holiday(channel: str, listener: Listener, directory: Directory) -> None:
    """The stories go as they go by day, nobody is left with a line that is shut, and nothing is promised."""
    rules, wording = EmergencyRules(), Wording()
    levels = {step.text: step.reply.emergency for story in stories() for step in story.steps}

    async def every() -> list[str]:
        faults = []
        async with CHANNELS[channel](listener, Guard(rules, wording, listener)) as to:
            noting = Noting(to)
            for story in stories():
                night = msgspec.structs.replace(story, now=NIGHT)
                played = _in_words(night, directory, PLAIN[channel]) if channel in PLAIN else night
                faults += await play(played, noting, listener, f"night on {channel}")
        return faults + [
            fault for text, replies in noting.said for fault in _night_promises(text, replies, levels[text])
        ]

    faults = asyncio.run(every())

    if faults:
        pytest.fail("\n".join([f"{len(faults)} turns went wrong", *faults]), pytrace=False)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", "silence"),
        ("Good evening.\nIn danger? Ring 999.", "999 is not in the first line"),
        ("999\n- Some line: 01234 (closed, opens Monday 09:00)", "a line that is shut is the only way"),
        ("999. I promise that you will be fine.", "never said"),
    ],
)
def test_night_promises_find_what_is_broken(said: str, fault: str) -> None:
    """The checks above are not blind."""
    assert any(
        fault in found for found in _night_promises("x", [{"text": said.replace("Good evening.", "x" * 90)}], "now")
    )


def test_broken_promises_find_what_is_broken(rules: EmergencyRules, wording: Wording, directory: Directory) -> None:
    """An answer without 999, without a line for every hour, or that repeats what was typed."""
    guard = Guard(rules, wording, RasaEngine(_no_model))
    step = Step("he is kicking my door in", "emergency_danger", (), Wanted())
    said = [{"text": "You say that he is kicking your door in."}]

    assert _broken_promises(step, [], rules, guard, []) == ["silence"]
    assert len(_broken_promises(step, said, rules, guard, _fixed(wording, directory))) == 4


def test_moments_are_ten() -> None:
    """A moment without a file would be tried nowhere."""
    assert [int(Path(path).stem.split("_")[2]) for path in MOMENTS] == list(range(1, 11))
