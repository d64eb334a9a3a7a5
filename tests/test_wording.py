"""bot/wording.py: responses are found as Rasa finds them, and a broken file stops the start with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.files import FileError
from bot.wording import FOLDER, Wording, WordingError

TWO = """
responses:
  utter_a:
    - condition: [{type: slot, name: audience, value: child}, {type: slot, name: own, value: null}]
      text: to a child
    - text: to anybody
      buttons: [{title: Certainly, payload: certainly}]
  utter_b:
    - condition: [{type: slot, name: audience, value: child}]
      text: only to a child
"""


def _wording(tmp_path: Path, **files: str) -> Wording:
    for name, text in files.items():
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return Wording(tmp_path)


def test_reply_prefers_the_variant_that_fits(tmp_path: Path) -> None:
    """A variant whose conditions all hold wins over the one for anybody."""
    assert _wording(tmp_path, a=TWO).text("utter_a", {"audience": "child"}) == "to a child"


@pytest.mark.parametrize("slots", [None, {}, {"audience": "parent"}, {"audience": "child", "own": True}])
def test_reply_falls_back_to_the_text_for_anybody(tmp_path: Path, slots: dict[str, object] | None) -> None:
    """One condition that does not hold is enough to fall back."""
    assert _wording(tmp_path, a=TWO).text("utter_a", slots) == "to anybody"


def test_reply_leaves_out_conditions_and_keeps_buttons(tmp_path: Path) -> None:
    """What leaves is what a channel needs, and no more."""
    wording = _wording(tmp_path, a=TWO)

    assert wording.reply("utter_a") == {
        "text": "to anybody",
        "buttons": [{"title": "Certainly", "payload": "certainly"}],
    }
    assert wording.reply("utter_a", {"audience": "child"}) == {"text": "to a child"}


def test_reply_may_be_changed_by_the_caller(tmp_path: Path) -> None:
    """A caller who changes a reply changes nobody else's."""
    wording = _wording(tmp_path, a=TWO)
    wording.reply("utter_a")["text"] = "spoilt"

    assert wording.text("utter_a") == "to anybody"


@pytest.mark.parametrize("name", ["utter_b", "utter_nothing"])
def test_reply_missing_says_what_to_write(tmp_path: Path, name: str) -> None:
    """A response that is not there, or fits nobody, is named."""
    with pytest.raises(WordingError, match=f"{name}.*add one without a condition"):
        _wording(tmp_path, a=TWO).reply(name)


def test_wording_reads_every_file(tmp_path: Path) -> None:
    """All files of the folder count."""
    other = "responses:\n  utter_c:\n    - text: see\n"

    assert _wording(tmp_path, a=TWO, c=other).names() == ["utter_a", "utter_b", "utter_c"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("responses: [", "not YAML"),
        ("respones:\n  utter_z:\n    - text: hello\n", "responses"),
        ("", "responses"),
        ("- a list\n", "responses"),
        (TWO, "two places"),
    ],
)
def test_wording_wrong_file_says_where(tmp_path: Path, text: str, wrong: str) -> None:
    """A file that is broken, empty or doubles a response is named in one sentence."""
    with pytest.raises((WordingError, FileError), match=wrong) as caught:
        _wording(tmp_path, a=TWO, z=text)

    assert "z.yml" in str(caught.value)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_response_has_one_text_for_anybody(path: Path) -> None:
    """Each response has exactly one variant without a condition, so that Rasa never draws lots."""
    responses = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    wrong = [name for name, variants in responses.items() if sum("condition" not in v for v in variants) != 1]

    assert wrong == []


def test_every_button_says_what_it_means(wording: Wording) -> None:
    """A button's payload is plain words, never an intent of Rasa's."""
    buttons = [button for name in wording.names() for button in wording.reply(name).get("buttons", [])]

    assert buttons
    assert [b for b in buttons if set(b) != {"title", "payload"} or b["payload"].startswith("/")] == []
