"""Words that must not be said to people in distress; each with the rule of safeguarding.md that forbids it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import yaml

from bot.directory.directory import Directory, Person
from bot.signpost import Signpost, Turn
from bot.wording import FOLDER, Wording
from bot.words.never import forbidden, never, problems
from bot.words.replies import replies


def _texts(name: str | None = None) -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.yml")):
        for response, variants in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            if name in (None, response):
                for variant in variants:
                    yield response, variant["text"]
                    yield from ((response, word) for button in variant.get("buttons", []) for word in button.values())


# Words that break each rule of data/wording/never.yml, so that no rule is blind; what it must not take for them is below.
BREAKS = {
    "1: no mistaking this for help that came": "We have told the police and help is on its way.",
    "2: not true of Telegram or a school": "This chat is completely private.",
    "3: privacy that cannot be promised": "It is confidential.",
    "10: never commit": "She wants to commit suicide.",
    "10: no method, place, drug or site of suicide": "He took paracetamol.",
    "26 and 4.8: no false cheer": "No worries, have a nice day!",
    "27: no verdict on the person": "You broke the law.",
    "27: no rating": "Was this helpful?",
    "4.3: no understanding is claimed": "I know how you feel.",
    "4.4: no script of thanks": "Thank you for trusting me.",
    "4.4: no promise of secrecy": "I won't tell anyone.",
    "4.5: no recap": "You told me that he hits you.",
    "4.6: no reproach": "Why didn't you tell someone?",
    "4.10: no doubting who takes it back": "Are you really sure?",
    "promise: that it ends well": "Everything will be fine.",
    "promise: that a service acts": "You will get your money back.",
    "promise: trust": "Don't worry.",
    "blame: the person's doing": "You put yourself at risk.",
    "blame: the person's mind": "That was naive.",
    "blame: falling for it": "Many people fall for it.",
    "blame: making it small": "Just ignore them.",
    "abuse is not porn": "It is child pornography.",
    "slang for abuse images and people": "Somebody shared nudes.",
    "slang for people": "He sounds crazy.",
    "no diagnosis": "You seem depressed.",
}


@pytest.mark.parametrize("rule", sorted(never().everywhere))
def test_never_said_finds_what_breaks_the_rule(rule: str) -> None:
    """Each rule has a sentence that breaks it."""
    assert rule in [found for found, _ in forbidden(BREAKS[rule])]


@pytest.mark.parametrize(
    "text",
    [
        "Ring the Revenge Porn Helpline.",
        "You are not in trouble.",
        "Report Remove can take down a picture of you.",
        "A sexual assault centre can help without them.",
        "If you are in danger now, ring 999.",
    ],
)
def test_never_said_leaves_the_rest(text: str) -> None:
    """What must be sayable is."""
    assert list(forbidden(text)) == []


def test_never_said_in_any_reply(directory: Directory) -> None:
    """No reply, button, title or card says any of it, safeguarding 13 included."""
    assert list(problems(replies(), directory)) == []


@pytest.mark.parametrize("own", [True, None])
@pytest.mark.parametrize("audience", [None, "child", "parent", "adult", "professional"])
def test_never_said_in_an_answer_put_together(
    directory: Directory, wording: Wording, audience: str | None, own: bool | None
) -> None:
    """What the code puts together for each worry, first reply, routes and steps, breaks no rule either."""
    post, noon = Signpost(directory, wording), dt.datetime(2026, 11, 20, 12, tzinfo=dt.timezone.utc)
    slots = {"audience": audience, "own_behaviour": own}
    wrong = []
    for concern in directory.routes:
        person = Person(audience=audience, own_behaviour=bool(own))
        texts = [post.first(Turn(concern=concern, person=person), noon).text, wording.text(f"utter_{concern}", slots)]
        if f"utter_steps_{concern}" in wording.names():
            texts.append(wording.text(f"utter_steps_{concern}", slots))
        wrong += [(concern, found) for text in texts for found in forbidden(text, concern)]

    assert wrong == []


@pytest.mark.parametrize("part", sorted(never().only_in))
def test_never_said_in_a_concern_names_a_reply(part: str) -> None:
    """A rule for one worry is a rule for a reply that is there."""
    assert [reply for reply in replies() if part in reply.name]


def test_tech_abuse_begins_with_the_device() -> None:
    """Safeguarding 17: the first line is device safety, before anything is asked."""
    assert list(_texts("utter_tech_abuse"))[-1][1].startswith(
        "If they may see this phone or computer, use one they have never touched."
    )


def test_tech_abuse_to_who_watches_is_the_fixed_answer() -> None:
    """Safeguarding 16: one fixed answer, however cleverly it is asked."""
    fixed = (
        "I can't help with watching or finding another adult without them knowing. If you are afraid for someone, or of "
        "someone, tell me that. If you are worried how you treat a partner, the Respect Phoneline talks about it without "
        "judging: 0808 802 4040."
    )

    assert fixed in [" ".join(text.split()) for _, text in _texts("utter_tech_abuse")]


def test_honour_abuse_says_not_to_tell() -> None:
    """Safeguarding 18: the two sentences that were given as they stand."""
    said = "\n".join(text for _, text in _texts("utter_honour_abuse"))

    assert "Don't tell family or community that you asked." in said
    assert "Going abroad, or at the airport: 999, or tell any airport or airline staff." in said


def test_goodbye_withdraws_no_help() -> None:
    """Safeguarding 4.10: who takes it back, or leaves, is told what stays."""
    stays = "OK. If it changes: 999, Samaritans 116 123, Childline 0800 1111, any hour."

    assert [name for name in ("utter_goodbye", "utter_deny") if not next(_texts(name))[1].startswith(stays)] == []
