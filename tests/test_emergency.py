"""bot/emergency.py: what the rules hear and what they leave alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emergency import EmergencyRules

NOW = [
    ("hes outside my door and he says hes going to kill me", "emergency_danger", None),
    ("I've taken all my tablets", "emergency_suicide", "taken"),
    ("im going to stab him when he gets off the bus", "emergency_danger", "own_behaviour"),
    ("im scared ill molest my niece", "emergency_child", "own_behaviour"),
    ("im attracted to kids and im alone with my niece and scared ill touch her", "emergency_child", "own_behaviour"),
    ("i think of hurting kids sexually and im scared i will do it", "emergency_child", "own_behaviour"),
    ("I want to die", "emergency_suicide", None),
    ("I WANT TO KILL MYSELF", "emergency_suicide", None),
    ("my daughter is missing", "emergency_child", None),
    ("theres a gunman shooting people in the town", "emergency_attack", None),
    ("cant speak he will hear me", "emergency_silent", None),
]
CALM = [
    "a man on roblox keeps asking my daughter for photos",
    "my ex has put a tracker on my car and reads my messages",
    "I gave my card details to a scammer",
    "my brother says hes joining some group and the white race is under attack",
    "what is Action Fraud?",
    "when is the cyber choices webinar",
    "what's the capital of France",
    "I have sexual thoughts about children and want to stop",
    "my ex is scared he might lose touch with my son",
    "this homework is killing me",
    "my phone died",
    "how do I deal with a phishing attack",
]


@pytest.mark.parametrize(("message", "intent", "variant"), NOW)
def test_assess_hears_danger(rules: EmergencyRules, message: str, intent: str, variant: str | None) -> None:
    """Plain cries for help are heard at level now, with the wording that fits."""
    heard = rules.assess(message)

    assert heard is not None
    assert (heard.level, heard.intent, heard.variant) == ("now", intent, variant)


@pytest.mark.parametrize("message", CALM)
def test_assess_leaves_other_worries_alone(rules: EmergencyRules, message: str) -> None:
    """Worries and figures of speech that are no emergency raise no alarm."""
    assert rules.assess(message) is None


@pytest.mark.parametrize("message", ["I wish I wasnt here", "cant go on", "she is self harming"])
def test_assess_hears_hints_as_possible(rules: EmergencyRules, message: str) -> None:
    """What is said sideways about suicide is heard at level possible, no less."""
    heard = rules.assess(message)

    assert heard is not None
    assert (heard.level, heard.intent) == ("possible", "emergency_suicide")


def test_assess_context_silences_only_its_clause(rules: EmergencyRules) -> None:
    """A memory in one sentence does not silence the danger in the next."""
    heard = rules.assess("I tried to die years ago. Now I have taken all my tablets.")

    assert heard is not None
    assert heard.variant == "taken"


@pytest.mark.parametrize(
    "message",
    [
        "in the film he wants to kill himself",
        "I need a lesson plan about suicide. what if a pupil says they want to die",
    ],
)
def test_assess_stories_and_lessons_are_calm(rules: EmergencyRules, message: str) -> None:
    """A story or a lesson is no emergency, also when the cue stands in another sentence of it."""
    assert rules.assess(message) is None


def test_assess_puts_now_before_possible(rules: EmergencyRules) -> None:
    """Of two cues the graver decides, wherever it stands."""
    heard = rules.assess("cant go on. hes at my door with a knife and hes going to kill me")

    assert heard is not None
    assert (heard.level, heard.intent) == ("now", "emergency_danger")
    assert "said sideways" in heard.why


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\u00a0", "\u2003", "\u3000"])
def test_assess_hears_across_any_blank(rules: EmergencyRules, gap: str) -> None:
    """The kind of blank between the words does not matter."""
    assert rules.assess(gap.join("I want to die".split())) is not None


@pytest.mark.parametrize("end", ["\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\r\n"])
def test_assess_hears_before_and_after_any_line_end(rules: EmergencyRules, end: str) -> None:
    """A line end of any system does not hide the words beside it."""
    assert rules.assess(f"hello there{end}I want to die{end}ok bye") is not None


@given(st.text(max_size=200), st.sampled_from(NOW), st.text(max_size=200))
def test_assess_hears_danger_in_junk(
    rules: EmergencyRules, before: str, case: tuple[str, str, None], after: str
) -> None:
    """Junk before and after a cry for help does not drown it."""
    heard = rules.assess(f"{before}\n{case[0]}\n{after}")

    assert heard is not None
    assert heard.level == "now"


@given(st.text(max_size=500))
def test_assess_never_raises(rules: EmergencyRules, message: str) -> None:
    """Any text can be asked about."""
    heard = rules.assess(message)

    assert heard is None or heard.level in ("now", "possible")


@pytest.mark.parametrize("message", ["i am " * 13_000, "a" * 65_536, "he is the man and she was at " * 2200])
def test_assess_reads_64_kb(rules: EmergencyRules, message: str) -> None:
    """The end of the longest message is heard too."""
    heard = rules.assess(f"{message}. I want to die")

    assert heard is not None
    assert heard.intent == "emergency_suicide"


@pytest.mark.parametrize("word", ["now", "and"])
def test_assess_repeated_words_do_not_hang(word: str) -> None:
    """Somebody in panic who types one word forty times is answered, not kept waiting for ever."""
    message = f"hes outside my door {' '.join([word] * 40)} :("
    code = f"from bot.emergency import EmergencyRules; assert EmergencyRules().assess({message!r})"

    subprocess.run([sys.executable, "-c", code], timeout=10, check=True)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("gonna unalive myself once mum is asleep", "emergency_suicide"),
        ("im gonna kms 2nite", "emergency_suicide"),
        ("i wаnt tо dіе", "emergency_suicide"),  # Cyrillic look-alikes
        ("i w a n t t o d i e", "emergency_suicide"),
        ("i want to d13", "emergency_suicide"),
        ("please i want.to.die", "emergency_suicide"),
        ("feelin suicidl she is suicdal", "emergency_suicide"),
        ("he has a 🔪", "emergency_danger"),
        ("my dads bf is stranglng me", "emergency_danger"),
        ("hes gonna k1ll me", "emergency_danger"),
        ("hes stabed my brother just been stabed", "emergency_danger"),
        ("they r gonna jump me outside the bookies", "emergency_danger"),
    ],
)
def test_assess_hears_what_is_disguised(rules: EmergencyRules, message: str, intent: str) -> None:
    """Disguises, text-speak, coded words and slips do not hide a cry for help."""
    heard = rules.assess(message)

    assert heard is not None
    assert (heard.level, heard.intent) == ("now", intent)


@pytest.mark.parametrize(
    "message",
    ["ran 6 kms with my dad 2day", "i have 2 sisters n a bf", "my therapist is gr8", "filled in the form 4 my gf pls"],
)
def test_assess_plain_words_raise_no_alarm(rules: EmergencyRules, message: str) -> None:
    """Spelling out what is harmless makes no danger of it."""
    assert rules.assess(message) is None


@pytest.mark.parametrize(
    "message", ["my husband hits me", "my boyfriend gets violent when he drinks", "her ex beats us"]
)
def test_assess_hears_a_violent_partner(rules: EmergencyRules, message: str) -> None:
    """Violence that goes on at home is danger, whether or not it is this minute."""
    heard = rules.assess(message)

    assert heard is not None
    assert (heard.level, heard.intent, heard.certain) == ("now", "emergency_danger", True)


def test_assess_leaves_a_violent_past_alone(rules: EmergencyRules) -> None:
    """What a former partner did years ago is no emergency today."""
    heard = rules.assess("my husband beats me was what i told the doctor years ago")

    assert heard is None or heard.level != "now"


@pytest.mark.parametrize("word", ["POLICY", "policy", "workshop", "template", "toolkit"])
def test_assess_a_bare_word_silences_no_cry(rules: EmergencyRules, word: str) -> None:
    """A word of offices beside a cry for help does not turn the cry into a lesson."""
    assert rules.assess(f"hes outside my door and he says hes going to kill me\n{word}") is not None
