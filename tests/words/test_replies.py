"""bot/words/replies.py: every variant and every fixed text is read, with the place to look for it."""

from __future__ import annotations

from pathlib import Path

from bot.words.replies import fixed, replies

FILE = """
version: "3.1"
responses:
  utter_hello:
    - condition: [{type: slot, name: audience, value: child}, {type: slot, name: own_behaviour, value: null}]
      text: "Hello, child."
    - text: |-
        Hello.
      buttons: [{title: "Go", payload: "go on"}]
"""


def test_replies_are_variants_with_their_place(tmp_path: Path) -> None:
    """File, name and condition stand in the place; text and buttons are parts."""
    (tmp_path / "some.yml").write_text(FILE, encoding="utf-8")

    child, anybody = replies(tmp_path)

    assert child.place == f"{tmp_path / 'some.yml'}: utter_hello (audience=child)"
    assert child.condition == {"audience": "child", "own_behaviour": None}
    assert anybody.parts == ("Hello.", "Go", "go on")


def test_replies_of_a_form_have_the_plain_name(tmp_path: Path) -> None:
    """A form has a file of its own; a name that only looks like one does not count."""
    (tmp_path / "cy.yml").write_text(FILE.replace("utter_hello", "utter_hello_cy"), encoding="utf-8")
    (tmp_path / "some.yml").write_text(FILE.replace("utter_hello", "utter_language_cy"), encoding="utf-8")

    assert {(said.name, said.form) for said in replies(tmp_path)} == {
        ("utter_hello", "cy"),
        ("utter_language_cy", None),
    }


def test_fixed_texts_are_titles_words_and_what_happens() -> None:
    """What people read that is no response."""
    places = [place for place, _ in fixed()]

    assert "data/phrases/concerns.yml: fraud.title" in places
    assert "data/phrases/concerns.yml: fraud.say" in places
