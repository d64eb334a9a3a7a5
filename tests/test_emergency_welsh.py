"""bot/emergency.py: what the rules hear in Welsh, and that no Welsh speaker has approved it."""

from __future__ import annotations

import pytest

from bot.emergency import FOLDER, EmergencyRules

WELSH = [
    ("Mae e wrth y drws", "now", "emergency_danger"),
    ("Ffoniwch yr heddlu!", "now", "emergency_danger"),
    ("mae gynno fo gyllell", "now", "emergency_danger"),
    ("mae'n mynd i fy lladd i", "now", "emergency_danger"),
    ("mae o'n mynd i ladd fi", "now", "emergency_danger"),
    ("mae fy nhad yn fy mwrw i", "now", "emergency_danger"),
    ("dydy hi ddim yn anadlu", "now", "emergency_danger"),
    ("mae rhywun wedi torri i mewn", "now", "emergency_danger"),
    ("dwi eisiau marw", "now", "emergency_suicide"),
    ("dw i isio lladd fy hun heno", "now", "emergency_suicide"),
    ("dwi wedi cymryd tabledi", "now", "emergency_suicide"),
    ("mae hi eisiau lladd ei hun", "now", "emergency_suicide"),
    ("mae fy mab ar goll", "now", "emergency_child"),
    ("mae bom yn yr ysgol", "now", "emergency_attack"),
    ("dwi'n cuddio yn y wardrob", "now", "emergency_silent"),
    ("help plis", "possible", "emergency_danger"),
    ("rwy'n meddwl am hunanladdiad", "possible", "emergency_suicide"),
    ("dwi'n methu siarad", "possible", "emergency_silent"),
]


@pytest.mark.parametrize(("message", "level", "intent"), WELSH)
def test_assess_hears_welsh(rules: EmergencyRules, message: str, level: str, intent: str) -> None:
    """Typical cries in Welsh are heard, by cues whose names say that no Welsh speaker has approved them."""
    heard = rules.assess(message)

    assert heard is not None
    assert (heard.level, heard.intent) == (level, intent)
    assert all(name.endswith("(Welsh, unapproved)") for name in heard.why)


@pytest.mark.parametrize(
    "message",
    [
        "mae'r parsel wrth y drws",
        "dwi'n methu siarad Cymraeg",
        "sut mae defnyddio'r wefan yma",
        "dwi'n mynd i'r ysgol yfory",
        "diolch yn fawr, hwyl fawr",
        "I live in Pwllheli near the ysgol, shwmae",
    ],
)
def test_assess_lets_ordinary_welsh_be(rules: EmergencyRules, message: str) -> None:
    """Welsh without danger raises no alarm; that 999 works in any language is said by the guard."""
    assert rules.assess(message) is None


def test_rules_welsh_cues_are_marked_in_every_file() -> None:
    """Each emergency has Welsh cues, under a note that nobody has checked them."""
    for path in sorted(FOLDER.glob("emergency_*.yml")):
        words = path.read_text(encoding="utf-8")
        assert "(Welsh, unapproved)" in words, path
        assert "no Welsh speaker has checked these" in words, path
