"""The words of an emergency are pinned: nobody changes a letter of them by accident."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.wording import FOLDER, Wording

PINS = ("emergency", "after_emergency", "emergency_cy", "emergency_easy")
PINNED: dict[str, dict[str, str]] = {
    name: texts
    for stem in PINS
    for name, texts in yaml.safe_load(Path(__file__).with_name(f"{stem}.yml").read_text(encoding="utf-8")).items()
}
EMERGENCIES = [name for name in PINNED if name.startswith("utter_emergency_")]
AFTER = [name for name in PINNED if name.startswith(("utter_refuse_", "utter_suicide_again_", "utter_steps_"))]
TOLD = {
    "cy": ("Cyfrifiadur ydw i", "does neb wedi cael gwybod")
}  # what it says in English: a computer, nobody was told
ANYBODY = "anybody"
# Words to adopt as they stand (safeguarding.md, 1 to 10); whole sentences, whatever stands around them. Where a line ends is
# ours: one action to a line (12).
ADOPTED = {
    (
        "utter_line_opening",
        ANYBODY,
    ): "I am a computer, not a person. Nobody reads this and nobody is told. In danger now? Ring 999. "
    "Someone may be able to see this screen; a school or work device may record what you type.",
    ("utter_line_not_told", ANYBODY): "I have not told anyone, because I can't. These people can help:",
    (
        "utter_emergency_danger",
        ANYBODY,
    ): "If you are in danger now, ring 999. Ask for police, or ambulance if someone is hurt. "
    "Then say where you are.\nCan't speak? Mobile: cough or tap, then press 55 when the voice says so. Landline: stay on the "
    "line. BSL: 999bsl.co.uk.\nSomeone else in danger? Ring 999 and give their address. Do not go there.",
    (
        "utter_emergency_danger",
        "own_behaviour",
    ): "Ring 999 now and tell them, or get right away from the other person and from "
    "anything you could use.\nYou can talk at any hour: Samaritans 116 123.",
    (
        "utter_emergency_child",
        "child",
    ): "Ring 999 now, or ask any grown-up near you, like a shop worker or bus driver, to ring.\n"
    "You are not in trouble.\nDon't go to meet them. If you are with them, go where there are other people.\n"
    "Childline, any hour: 0800 1111.",
    (
        "utter_emergency_attack",
        ANYBODY,
    ): "999, but get safe first if it is happening where you are: run if there is a safe way; "
    "if not, hide and silence your phone; ring 999 as soon as you safely can.\nA threat, or somewhere else? Ring 999 now, even "
    "if it is for tomorrow.",
    (
        "utter_emergency_suicide",
        "taken",
    ): "Ring 999 now, even if you feel all right.\nDon't be alone. Unlock the door if you can.",
    (
        "utter_emergency_suicide",
        "pressure",
    ): "Leave the phone as it is for the police. Nobody should copy or screenshot a nude picture of someone under 18.",
    ("utter_emergency_suicide", "other"): "It is right to break a promise to keep someone alive.",
    (
        "utter_line_possible_suicide",
        ANYBODY,
    ): "If you might hurt yourself, ring 999. To talk at any hour: Samaritans 116 123, "
    "Childline 0800 1111 (under 19), or text SHOUT to 85258.",
    ("utter_line_language", ANYBODY): "You can ring 999 in any language: say the name of your language in English.",
}


def _variants(name: str) -> dict[str, dict[str, Any]]:
    for path in FOLDER.glob("*.yml"):
        responses = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
        if name in responses:
            return {_condition(variant): variant for variant in responses[name]}
    return {}


def _condition(variant: dict[str, Any]) -> str:
    return "+".join(str(condition["value"]) for condition in variant.get("condition", [])) or ANYBODY


@pytest.mark.parametrize("name", sorted(PINNED))
def test_pinned_text_is_what_is_said(name: str) -> None:
    """Every variant of the response, letter by letter, and no variant that is not pinned."""
    assert {key: variant["text"] for key, variant in _variants(name).items()} == PINNED[name]


def test_pinned_holds_every_emergency_response(wording: Wording) -> None:
    """A new emergency response must be pinned, too, in every form, and so must what follows it."""
    starts = ("utter_emergency_", "utter_refuse_", "utter_suicide_again_", "utter_steps_emergency_")

    assert sorted([*EMERGENCIES, *AFTER]) == sorted(name for name in wording.names() if name.startswith(starts))


@pytest.mark.parametrize(
    ("place", "text"), list(ADOPTED.items()), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_pinned_keeps_the_words_that_safeguarding_wrote(place: tuple[str, str], text: str) -> None:
    """The sentences that were given as they stand are there as they stand."""
    name, variant = place

    assert " ".join(text.split()) in " ".join(PINNED[name][variant].split())


@pytest.mark.parametrize("name", EMERGENCIES)
def test_emergency_999_is_in_the_first_line(name: str) -> None:
    """The first line that is read holds the number, in every variant and every form."""
    assert [key for key, text in PINNED[name].items() if "999" not in text.split("\n")[0]] == []


@pytest.mark.parametrize("name", EMERGENCIES)
def test_emergency_says_that_nobody_was_told(name: str) -> None:
    """Every emergency reply says that this is a computer and that nobody has been told."""
    said = TOLD.get(name.rpartition("_")[2], ("computer", "nobody has been told"))

    assert [key for key, text in PINNED[name].items() if not all(words in text for words in said)] == []


@pytest.mark.parametrize("name", EMERGENCIES)
def test_emergency_has_the_payload_of_the_contract(name: str) -> None:
    """Type, intent and level stand with each variant; only the gentle one is level possible."""
    intent = re.sub("_(cy|easy)$", "", name.removeprefix("utter_"))
    wanted = {"type": "emergency", "intent": intent}
    customs = {key: variant.get("custom") for key, variant in _variants(name).items()}

    assert customs == {key: {**wanted, "level": "possible" if key == "possible" else "now"} for key in customs}


@pytest.mark.parametrize("name", EMERGENCIES)
def test_emergency_is_one_message(name: str) -> None:
    """A blank line would make Rasa send it in two parts."""
    assert [key for key, text in PINNED[name].items() if "\n\n" in text] == []


@pytest.mark.parametrize(("key", "title"), [(0, "Yes"), (1, "No"), (2, "Not sure")])
def test_emergency_possible_suicide_asks_plainly(key: int, title: str) -> None:
    """One plain question with three buttons (safeguarding 4.2)."""
    variant = _variants("utter_emergency_suicide")["possible"]

    assert variant["text"].endswith("Are you thinking about suicide?")
    assert variant["buttons"][key]["title"] == title


@pytest.mark.parametrize(
    "name", [name for name in PINNED if name.startswith("utter_line_") and name not in ("utter_line_not_told",)]
)
def test_line_of_the_guard_names_999(name: str) -> None:
    """Whatever the guard says on its own holds the number."""
    assert "999" in PINNED[name][ANYBODY].split("\n")[0]


@pytest.mark.parametrize("name", AFTER)
def test_after_an_emergency_999_is_in_the_first_line(name: str) -> None:
    """Whatever follows, 999 is still the first thing that is read."""
    assert [key for key, text in PINNED[name].items() if "999" not in text.split("\n")[0]] == []


@pytest.mark.parametrize("name", [name for name in (*EMERGENCIES, *AFTER) if "suicide" in name])
def test_suicide_always_offers_a_voice_and_a_text(name: str) -> None:
    """A phone and a text route, each time (facts: emergency_first_lines)."""
    voices = ("116 123", "0800 1111")
    texts = PINNED[name].values()

    assert [text for text in texts if "85258" not in text or not any(voice in text for voice in voices)] == []


@pytest.mark.parametrize("kind", ["refuse_999", "refuse_suicide", "suicide_again"])
def test_ladder_never_says_the_same_twice(kind: str) -> None:
    """Safeguarding 4.3: each rung is another way in."""
    rungs = [PINNED[name]["anybody"] for name in AFTER if name.startswith(f"utter_{kind}_")]

    assert len(rungs) >= 3
    assert len(set(rungs)) == len(rungs)


def test_ladder_ends_with_the_two_shortest_lines() -> None:
    """After three the two shortest lines stay."""
    assert len(PINNED["utter_refuse_999_4"]["anybody"].split("\n")) == 2


@pytest.mark.parametrize("name", [name for name in (*EMERGENCIES, *AFTER) if "suicide" not in name])
def test_emergency_does_not_say_that_a_silent_call_brings_police(name: str) -> None:
    """Facts: a silent call alone does not; 55 comes only after the prompt, and text 999 only after signing up."""
    for text in PINNED[name].values():
        assert not re.search(r"leave the line open|they will find you|trace", text)
        if "55" in text and not name.endswith("_cy"):
            assert re.search(r"press 55 when|press 55 only when", text, re.IGNORECASE)
        if "Text 999" in text:
            assert re.search(r"registered before|signed up before", text)
