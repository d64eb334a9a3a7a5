"""Words that must not be said to people in distress; each with the rule of safeguarding.md that forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from bot.wording import FOLDER

EVERYWHERE = {
    "3: confidentiality that cannot be promised": r"confidential|safe space|no ?one will (ever )?know|nobody will (ever )?know",
    "10: never commit": r"commit(s|ted|ting)? suicide|successful suicide|failed suicide",
    "27: no verdict on the person": r"you (have )?committed|you won'?t be (prosecuted|arrested)|you broke the law|nobody gets into trouble",
    "4.3: no understanding is claimed": r"i understand how you feel|i know how you feel|i can imagine",
    "4.4: no script of thanks": r"thank you for trusting|thanks for (sharing|trusting)|so brave",
    "4.4: no promise": r"i promise|i won'?t tell anyone",
    "4.6: no reproach": r"you should(n'?t)? have|why did(n'?t)? you|how could you",
    "27: no rating": r"was this helpful|rate (this|your)|leave (us )?feedback|survey",
    "4.5: no recap": r"you told me (that|about)|earlier you said|as you said",
    "26 and 4.8: no false cheer": r"have a (nice|great) day|no worries|oops|cheer up|stay positive",
    "2: what is not true of Telegram or a school": r"completely private|100 ?% private|anonymous chat|nobody can see",
    "1: no mistaking": r"we have (reported|told)|i have (reported|passed)|help is on (its|the) way|someone will (call|contact) you",
}
IN = {
    (
        "honour_abuse",
        "18: no family, no mediation",
    ): r"talk to your (family|parents)|mediation|ask your (family|parents)|trusted adult",
    ("radicalisation", "19: no promise about trouble"): r"not (be )?in trouble|no trouble|confidential",
    ("emergency_suicide", "10: no method, place or drug"): r"bridge|rope|blade|tablets|paracetamol|train|jump|hang",
    ("wellbeing", "10: no method, place or drug"): r"bridge|rope|blade|tablets|paracetamol|hang (your|him|her)self",
    (
        "tech_abuse",
        "1.16: not how a tracker is found",
    ): r"look under|scan for|bluetooth|settings|factory reset|app store",
    ("com_network", "24: no group or site is named"): r"\b764\b|discord|telegram",
    ("harmful_content", "24: no group or site is named"): r"forum named|4chan|kiwi",
}


def _texts(name: str | None = None) -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.yml")):
        for response, variants in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            if name in (None, response):
                for variant in variants:
                    yield response, variant["text"]
                    yield from ((response, word) for button in variant.get("buttons", []) for word in button.values())


@pytest.mark.parametrize("rule", sorted(EVERYWHERE))
def test_forbidden_everywhere(rule: str) -> None:
    """No reply and no button says it."""
    pattern = re.compile(EVERYWHERE[rule], re.IGNORECASE)

    assert [(name, found.group()) for name, text in _texts() if (found := pattern.search(text))] == []


@pytest.mark.parametrize(("concern", "rule"), sorted(IN))
def test_forbidden_in_a_concern(concern: str, rule: str) -> None:
    """What may be said elsewhere is wrong here."""
    pattern = re.compile(IN[concern, rule], re.IGNORECASE)
    texts = list(_texts(f"utter_{concern}"))

    assert texts
    assert [found.group() for _, text in texts if (found := pattern.search(text))] == []


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
