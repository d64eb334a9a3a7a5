"""bot/guard.py: 999 first and never silent, whatever stands behind the guard."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emergency import EmergencyRules, Verdict
from bot.guard import EMERGENCY_LIMIT, LIMIT, LONGEST, Guard
from bot.text import MAX_LENGTH
from bot.wording import Wording, WordingError
from tests.engines import CALM, SIGNPOSTS, Answering, Dying, Hanging, Raising, Silent, ask, emergencies, text_of

DANGER = "hes outside my door and he says hes going to kill me"
TABLETS = "I've taken all my tablets"
WORRY = "I gave my card details to a scammer"
HINT = "i wish i wasnt here"
FORGOTTEN = {"custom": {"type": "forgotten"}}
CRIES = [DANGER, TABLETS, "I want to die", "im going to stab him when he gets off the bus", "my daughter is missing"]
GATE_NOW = {"level": "now", "intent": "emergency_child", "variant": None}
GATE_POSSIBLE = {"level": "possible", "intent": "emergency_danger", "variant": None}
BROKEN = [Silent, Raising, Answering, lambda: Answering({"text": ""}), lambda: Dying(CALM)]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def make(rules: EmergencyRules, wording: Wording) -> Any:
    """Puts a guard before an engine."""
    return lambda engine: Guard(rules, wording, engine)


def _is_999_first(replies: list[dict[str, Any]]) -> bool:
    return "999" in str(replies[0].get("text")).split("\n")[0]


def _fine(replies: list[dict[str, Any]]) -> bool:
    return bool(text_of(replies).strip()) and all(reply.get("text") or reply.get("custom") for reply in replies)


@pytest.mark.parametrize("engine", BROKEN)
async def test_answer_broken_engine_gives_last_resort(make: Any, wording: Wording, engine: Any) -> None:
    """Silent, raising, blank or dying half-way: the lines that answer at any hour are named."""
    assert wording.text("utter_line_last_resort") in text_of(await ask(make(engine()), WORRY))


@pytest.mark.parametrize("message", CRIES)
@pytest.mark.parametrize("engine", BROKEN)
async def test_answer_broken_engine_still_gives_the_emergency_reply(make: Any, engine: Any, message: str) -> None:
    """With everything behind it broken, a cry for help gets the 999 text of its kind first, and its payload."""
    guard = make(engine())
    heard = guard._rules.assess(message)
    replies = await ask(guard, message)

    assert replies[:2] == guard.emergency(heard.intent, heard.variant)


async def test_answer_dying_engine_keeps_what_was_said(make: Any) -> None:
    """What Rasa said before it died is still worth reading."""
    assert CALM["text"] in text_of(await ask(make(Dying(CALM)), WORRY))


@pytest.mark.parametrize(("message", "limit"), [(DANGER, EMERGENCY_LIMIT), (WORRY, LIMIT)])
async def test_answer_hanging_engine_is_not_waited_for(make: Any, message: str, limit: float) -> None:
    """After the limit, shorter once danger was heard, the answer comes without Rasa."""
    engine = Hanging()
    began = time.monotonic()
    replies = await ask(make(engine), message)

    assert time.monotonic() - began < limit + 3
    assert engine.limits == [limit]
    assert "999" in text_of(replies)


async def test_answer_within_two_seconds_by_its_limits() -> None:
    """The limits leave room for the rest of the turn within the 2 seconds that are promised."""
    assert EMERGENCY_LIMIT < LIMIT < 2.0


async def test_answer_healthy_engine_is_passed_on(make: Any) -> None:
    """An ordinary answer leaves as it came."""
    assert await ask(make(Answering(CALM, SIGNPOSTS, intent="fraud")), WORRY) == [CALM, SIGNPOSTS]


async def test_answer_engine_gets_clean_text(make: Any) -> None:
    """What Rasa reads is capped, visible, and no command."""
    engine = Silent()
    await ask(make(engine), "/restart\u200b " + "x" * 10_000)

    assert engine.turns[0].text.startswith("restart x")
    assert len(engine.turns[0].text) <= MAX_LENGTH


@pytest.mark.parametrize("message", CRIES)
async def test_answer_engine_that_mishears_gets_999_put_first(make: Any, message: str) -> None:
    """Rules heard danger, Rasa answered something else: 999 comes first, the rest follows."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, intent="fraud")), message)

    assert _is_999_first(replies)
    assert emergencies(replies)[0]["level"] == "now"
    assert replies[-2:] == [CALM, SIGNPOSTS]


async def test_answer_999_in_small_talk_is_not_taken_for_the_emergency_reply(make: Any, wording: Wording) -> None:
    """A greeting that mentions 999 in passing does not stand in for what to do with tablets taken."""
    replies = await ask(make(Answering(wording.reply("utter_greet"), intent="greet")), TABLETS)

    assert replies[0]["text"] == wording.text("utter_emergency_suicide", {"emergency_variant": "taken"})


async def test_answer_emergency_reply_of_rasa_is_not_doubled(make: Any) -> None:
    """Where Rasa has said it, the guard does not say it again."""
    guard = make(Silent())
    said = guard.emergency("emergency_suicide", "taken")
    replies = await ask(make(Answering(*said, SIGNPOSTS, intent="emergency_suicide")), TABLETS)

    assert replies == [*said, SIGNPOSTS]


async def test_answer_emergency_without_routes_gets_crisis_lines(make: Any, wording: Wording) -> None:
    """The action that knows the routes failed: the lines of any hour stand in."""
    said = make(Silent()).emergency("emergency_suicide", "taken")
    replies = await ask(make(Answering(*said, intent="emergency_suicide")), TABLETS)

    assert replies[-1]["text"] == wording.text("utter_line_crisis")


async def test_answer_gate_alone_is_enough(make: Any) -> None:
    """What only the trained gate hears gets 999 first, too."""
    replies = await ask(make(Answering(CALM, intent="fraud", emergency=GATE_NOW)), WORRY)

    assert _is_999_first(replies)
    assert emergencies(replies) == [{"type": "emergency", "intent": "emergency_child", "level": "now"}]


async def test_answer_gate_possible_gets_one_999_line(make: Any, wording: Wording) -> None:
    """At level possible one 999 line comes first, then the ordinary answer."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, emergency=GATE_POSSIBLE)), WORRY)

    assert replies[0]["text"] == wording.text("utter_line_possible_danger")
    assert emergencies(replies)[0]["level"] == "possible"
    assert replies[-2:] == [CALM, SIGNPOSTS]


@pytest.mark.parametrize("engine", [Silent, Raising, lambda: Answering(CALM, SIGNPOSTS)])
async def test_answer_hint_of_suicide_names_the_crisis_lines(make: Any, wording: Wording, engine: Any) -> None:
    """A hint of suicide gets the crisis lines and the payload of level possible, working or broken."""
    replies = await ask(make(engine()), HINT)

    assert replies[0]["text"] == wording.text("utter_line_possible_suicide")
    assert emergencies(replies) == [{"type": "emergency", "intent": "emergency_suicide", "level": "possible"}]


async def test_answer_gate_that_doubts_the_rules_leaves_a_999_line(make: Any, wording: Wording) -> None:
    """The gate has heard the rules and may take a cue for possible; never for nothing."""
    replies = await ask(make(Answering(CALM, emergency=GATE_POSSIBLE)), DANGER)

    assert replies[0]["text"] == wording.text("utter_line_possible_danger")
    assert emergencies(replies)[0]["level"] == "possible"


async def test_answer_gate_with_an_unknown_emergency_still_says_999(make: Any) -> None:
    """A model of another day may name an emergency that has no text any more; 999 is said all the same."""
    gate = {"level": "now", "intent": "emergency_flood"}

    assert _is_999_first(await ask(make(Answering(CALM, emergency=gate)), WORRY))


@pytest.mark.parametrize("message", [None, 5, True, [], {}, {"text": DANGER}, "", "   ", "😭", "?!", "\u200b", "\x00"])
async def test_answer_without_words_helps_to_write(make: Any, wording: Wording, message: Any) -> None:
    """Nothing, a sign or something else than text: 999, and how to go on; Rasa is not asked."""
    engine = Silent()

    assert await ask(make(engine), message) == [wording.reply("utter_line_empty")]
    assert engine.turns == []


async def test_answer_foreign_script_gets_999_in_any_language(make: Any, wording: Wording) -> None:
    """Safeguarding 11: another language gets level possible and how to ring 999 in it, then what Rasa says."""
    replies = await ask(make(Answering(CALM)), "он хочет меня убить помогите")

    assert replies[0]["text"] == wording.text("utter_line_language")
    assert [custom["level"] for custom in emergencies(replies)] == ["possible"]
    assert replies[-1] == CALM


async def test_answer_foreign_script_with_danger_is_still_level_now(make: Any) -> None:
    """A cry for help that the rules hear in it stays one."""
    replies = await ask(make(Answering(CALM)), f"помогите пожалуйста мне очень очень страшно сейчас дома. {TABLETS}")

    assert _is_999_first(replies)
    assert emergencies(replies)[0]["level"] == "now"


@pytest.mark.parametrize(
    "message", ["ktoś wysyła mojej córce dziwne wiadomości i ona się boi", "dwi ddim yn gwybod beth i'w wneud"]
)
async def test_answer_other_language_in_latin_script_gets_999_in_any_language(
    make: Any, wording: Wording, message: str
) -> None:
    """The alphabet does not matter."""
    replies = await ask(make(Answering(CALM)), message)

    assert replies[0]["text"] == wording.text("utter_line_language")
    assert [custom["level"] for custom in emergencies(replies)] == ["possible"]
    assert replies[-1] == CALM


@pytest.mark.parametrize(
    ("message", "gate", "level"),
    [
        ("mae e wrth y drws gyda chyllell", {}, "now"),
        ("mae gen i ofn, helpwch fi os gwelwch yn dda", {}, "possible"),
        ("proszę o pomoc on mnie bije", GATE_NOW, "now"),
        ("proszę o pomoc on mnie bije", GATE_POSSIBLE, "possible"),
    ],
)
async def test_answer_danger_in_another_language_is_told_so_too(
    make: Any, wording: Wording, message: str, gate: dict[str, Any], level: str
) -> None:
    """Behind the emergency's own words, and before anything else, stands that 999 works in any language; once."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, emergency=gate)), message)
    said = [reply.get("text") for reply in replies]

    assert _is_999_first(replies)
    assert emergencies(replies)[0]["level"] == level
    assert said.index(wording.text("utter_line_language")) == 2
    assert said.count(wording.text("utter_line_language")) == 1
    assert replies[-2:] == [CALM, SIGNPOSTS]


async def test_answer_in_another_language_shows_no_welsh(make: Any) -> None:
    """Welsh is heard and never spoken: nobody has approved a word of it."""
    replies = await ask(make(Silent()), "mae e wrth y drws gyda chyllell")

    assert not [word for word in ("heddlu", "ffoniwch", "cymraeg", "drws") if word in text_of(replies).lower()]


@pytest.mark.parametrize("place", [0, LONGEST // 4, LONGEST - 200])
async def test_answer_64_kb_is_read_to_the_end(make: Any, place: int) -> None:
    """A cry for help anywhere in the longest message is heard."""
    junk = "lorem ipsum. " * (LONGEST // 13 + 1)
    replies = await ask(make(Silent()), f"{junk[:place]}. {TABLETS}. {junk[place:]}"[:LONGEST])

    assert emergencies(replies)[0]["intent"] == "emergency_suicide"


async def test_answer_beyond_64_kb_reads_head_and_tail(make: Any) -> None:
    """Of an endless message the beginning and the end are heard."""
    junk = "lorem ipsum. " * 20_000

    assert emergencies(await ask(make(Silent()), f"{TABLETS}. {junk}"))
    assert emergencies(await ask(make(Silent()), f"{junk}{TABLETS}"))


async def test_answer_opening_follows_the_first_answer(make: Any, wording: Wording) -> None:
    """A new conversation hears who is listening, after the answer and never before it."""
    replies = await make(Answering(CALM, new=True)).answer(WORRY, "somebody", opening=True)

    assert replies[0] == CALM
    assert text_of(replies[1:]).startswith(wording.text("utter_line_opening"))
    assert replies[-1]["custom"] == {"type": "opening"}


@pytest.mark.parametrize(("new", "opening"), [(False, True), (True, False)])
async def test_answer_opening_only_once_and_only_where_wanted(make: Any, new: bool, opening: bool) -> None:
    """Later turns, and channels that show it themselves, hear no opening."""
    assert await make(Answering(CALM, new=new)).answer(WORRY, "somebody", opening=opening) == [CALM]


async def test_answer_opening_never_comes_before_999(make: Any) -> None:
    """The first words of a new conversation may be the emergency."""
    assert _is_999_first(await make(Answering(CALM, new=True)).answer(DANGER, "somebody", opening=True))


async def test_answer_delete_forgets(make: Any) -> None:
    """ "Delete this chat" deletes it, and no other's."""
    engine = Answering(CALM, intent="delete_data")
    assert (await make(engine).answer("delete this chat", "somebody"))[-1] == FORGOTTEN

    assert engine.forgotten == ["somebody"]


async def test_answer_other_intents_forget_nothing(make: Any) -> None:
    """Nothing else deletes."""
    engine = Answering(CALM, intent="start_again")
    await make(engine).answer("start again", "somebody")

    assert engine.forgotten == []


async def test_answer_delete_with_a_broken_store_still_answers(make: Any) -> None:
    """A store that cannot forget does not cost the answer."""

    class Stubborn(Answering):
        async def forget(self, sender: str) -> None:
            raise RuntimeError("the store is broken")

    assert await ask(make(Stubborn(CALM, intent="delete_data")), "delete this chat") == [CALM, FORGOTTEN]


@given(JSON)
async def test_answer_any_json_value_gets_an_answer(make: Any, message: Any) -> None:
    """Whatever a channel hands in, the guard does not raise and does not fall silent."""
    assert _fine(await ask(make(Silent()), message))
    assert _fine(await ask(make(Raising()), message))


@given(st.text(max_size=400))
async def test_answer_any_text_gets_an_answer(make: Any, message: str) -> None:
    """The same for any text, answered by Rasa or not."""
    assert _fine(await ask(make(Answering(CALM)), message))
    assert _fine(await ask(make(Raising()), message))


@given(st.text(max_size=200), st.sampled_from(CRIES), st.text(max_size=200))
async def test_answer_danger_in_junk_is_999_first(make: Any, before: str, cry: str, after: str) -> None:
    """A cry for help anywhere in junk gets 999 first, from Rasa or without it."""
    message = f"{before}\n{cry}\n{after}"

    assert _is_999_first(await ask(make(Raising()), message))
    assert _is_999_first(await ask(make(Answering(CALM)), message))


@given(st.sampled_from([None, "none", "possible", "now"]), st.sampled_from(CRIES), st.booleans())
async def test_answer_no_gate_lowers_the_rules(make: Any, level: str | None, cry: str, says_999: bool) -> None:
    """Whatever the gate makes of it, what the rules hear gets 999 first, at level now unless the gate said possible."""
    gate = {"level": level, "intent": "emergency_danger"} if level else {}
    reply = {"text": "Ring 999 if you like."} if says_999 else CALM
    replies = await ask(make(Answering(reply, emergency=gate)), cry)

    assert _is_999_first(replies)
    assert emergencies(replies)[0]["level"] == ("possible" if level == "possible" else "now")


def test_hears_says_whether_to_wait(make: Any) -> None:
    """While Rasa loads, only the calm wait for it."""
    assert make(Silent()).hears(DANGER)
    assert not make(Silent()).hears(WORRY)


@pytest.mark.parametrize("too_long", [False, True])
def test_last_resort_begins_with_999(make: Any, too_long: bool) -> None:
    """A message that could not even be read is answered with 999 first."""
    assert _is_999_first(make(Silent()).last_resort(too_long))


@pytest.mark.parametrize("intent", ["danger", "suicide", "child", "attack", "silent"])
def test_emergency_has_text_and_payload(make: Any, intent: str) -> None:
    """Each emergency has a text with 999 in its first line, and the payload of contract 4.3."""
    replies = make(Silent()).emergency(f"emergency_{intent}", None)

    assert _is_999_first(replies)
    assert replies[1] == {"custom": {"type": "emergency", "intent": f"emergency_{intent}", "level": "now"}}


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"utter_line_{n}"
            for n in ("last_resort", "empty", "opening", "possible_danger", "possible_suicide", "language")
        ),
        *(f"utter_line_{n}" for n in ("crisis", "too_long")),
        *(f"utter_emergency_{n}" for n in ("danger", "suicide", "child", "attack", "silent")),
    ],
)
def test_guard_missing_text_stops_the_start(rules: EmergencyRules, name: str) -> None:
    """A text that the guard may have to say, and that is not there, is noticed at the start and not at night."""
    wording = Wording()
    del wording._responses[name]

    with pytest.raises(WordingError, match=name):
        Guard(rules, wording, Silent())


def test_verdict_of_every_cue_has_a_text(rules: EmergencyRules, wording: Wording) -> None:
    """Each intent and variant that a cue may name has its own wording."""
    named = {Verdict(c.cue.level, c.intent, c.cue.variant) for c in rules._cues if c.cue.level == "now"}
    wrong = [v for v in named if v.variant and _plain(wording, v, None) == _plain(wording, v, v.variant)]

    assert named
    assert wrong == []


def _plain(wording: Wording, verdict: Verdict, variant: str | None) -> str:
    return wording.text(f"utter_{verdict.intent}", {"emergency_variant": variant})
