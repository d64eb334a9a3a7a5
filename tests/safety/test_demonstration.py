"""Until all four have signed, every page and every channel says that it is a demonstration; then none does."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import chat, signoff
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.web.pages import FOLDER, render
from bot.web.settings import Settings
from bot.wording import Reply, Wording
from tests.engines import CALM, Answering
from tests.houses import Switch, open_house
from tests.telegram import running, said, say, words_of

WARNING = "Demonstration only: these words have not been signed off yet."
HOST = Settings(contact_name="The lead", contact_href="mailto:dsl@example.org")
PAGES = ("demo", "chat", "tracks", "privacy")
SIGNED = "{name: A, role: B, date: 2026-06-01}"


@pytest.fixture(params=[False, True], ids=["unsigned", "signed"])
def signed(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_clock: Callable[[str], object]
) -> Iterator[bool]:
    """A sign-off file with nobody in it, or with all four."""
    set_clock("2026-11-20T12:00:00+00:00")
    path = tmp_path / "signoff.yml"
    who = signoff.SignOff.__struct_fields__
    path.write_text("\n".join(f"{name}: {SIGNED if request.param else '{}'}" for name in who), encoding="utf-8")
    file = signoff.read
    monkeypatch.setattr(signoff, "read", lambda: file(path))
    yield request.param


def _texts(replies: list[Reply]) -> str:
    return "\n".join(str(reply.get("text") or "") for reply in replies)


def test_demonstration_is_the_same_sentence_everywhere(wording: Wording) -> None:
    """The widget's words and those of the other channels cannot drift apart."""
    strings = json.loads((FOLDER / "strings" / "en.json").read_text(encoding="utf-8"))

    assert wording.text(signoff.DEMONSTRATION) == strings["demonstration"] == WARNING


@pytest.mark.parametrize("page", PAGES)
def test_demonstration_stands_on_every_page(page: str, signed: bool) -> None:
    """Where there is no JavaScript, too: the widget itself is tested in tests/widget/test_embed.py."""
    assert (WARNING in render(page, "en", HOST)) is not signed


@pytest.mark.parametrize("page", PAGES)
def test_demonstration_stays_on_a_page_that_names_no_contact(page: str, signed: bool) -> None:
    """The host's own safeguarding contact is required, whoever has signed."""
    assert WARNING in render(page, "en", Settings())


def test_demonstration_is_told_to_the_widget(signed: bool, rules: EmergencyRules, wording: Wording) -> None:
    """What the widget asks before it takes the sentence away."""
    switch = Switch()
    with open_house(Guard(rules, wording, switch), switch) as house:
        assert house.ask("GET", "/webhooks/web/config").json == {"demonstration": not signed}


@pytest.mark.parametrize("answer", [CALM["text"], "utter_greet"])
async def test_demonstration_opens_a_rest_conversation(
    answer: str, signed: bool, rules: EmergencyRules, wording: Wording
) -> None:
    """After a worry, and after a greeting that says the opening text itself."""
    text = wording.text(answer) if answer.startswith("utter_") else answer
    guard = Guard(rules, wording, Answering({"text": text}, new=True))
    replies = await guard.answer("hello there", "somebody", opening=True)

    assert (WARNING in _texts(replies[1:])) is not signed
    assert _texts(replies).count(wording.text(signoff.OPENING)) == 1


async def test_demonstration_never_stands_before_999(rules: EmergencyRules, wording: Wording) -> None:
    """The first words may be the emergency."""
    replies = await Guard(rules, wording, Answering(CALM, new=True)).answer("he has a knife", "somebody", opening=True)

    assert "999" in replies[0]["text"].split("\n")[0]


@pytest.mark.parametrize("first", ["/start", "my nan lost her savings"])
async def test_demonstration_opens_a_telegram_chat(first: str, signed: bool) -> None:
    """With the first answer, whatever that is, and before the first message."""
    async with running(Answering(CALM)) as (telegram, bot):
        words = words_of(await say(telegram, bot, first))
        again = words_of(await say(telegram, bot, "and now?"))
        description = telegram.called("setMyDescription")[0].params["description"]

    assert (WARNING in words) is not signed
    assert WARNING not in again
    assert (WARNING in description) is not signed
    assert said(telegram)


def test_demonstration_opens_the_terminal(
    signed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is typed."""
    monkeypatch.setattr(chat, "RasaEngine", lambda load: Switch())
    monkeypatch.setattr(builtins, "input", lambda prompt: "/quit")
    chat.chat()

    assert (WARNING in capsys.readouterr().out) is not signed
