"""bot/words/sentences.py: every sentence is read, with the line on which it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words.sentences import EXAMS, Sentence, SentenceError, examined, taught

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - hi
    - "ay up": duck
"""
MESSAGES = """# About.
intent: greet
messages:
  - text: hello there
    slice: plain
  - {text: "see you", label: goodbye}
"""
STORY = """version: "3.1"
stories:
  - story: a test
    steps:
      - user: |
          my words
        intent: fraud
      - action: utter_fraud
"""


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "file.yml").write_text(text, encoding="utf-8")
    return folder


def test_taught_knows_line_and_intent(tmp_path: Path) -> None:
    """An example is found on its own line, without its dash."""
    file = str(_write(tmp_path, NLU) / "file.yml")

    assert taught(tmp_path) == [Sentence("hi", "greet", file, 5), Sentence('"ay up": duck', "greet", file, 6)]


def test_examined_reads_messages_and_stories(tmp_path: Path) -> None:
    """Both kinds of files are read; a message's own label goes before that of its file."""
    folders = (_write(tmp_path / "messages", MESSAGES), _write(tmp_path / "stories", STORY))

    found = [(sentence.text, sentence.label, sentence.line) for sentence in examined(folders)]

    assert found == [("hello there", "greet", 4), ("see you", "goodbye", 6), ("my words", "fraud", 5)]


def test_examined_passes_over_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A set of unseen messages may or may not be at hand."""
    assert examined((tmp_path / "unseen",)) == []


@pytest.mark.parametrize("text", ["a: [", "- only\n- a list\n", ""])
def test_unreadable_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    """What is no YAML, or of another shape, is named with its file."""
    with pytest.raises(SentenceError, match=r"file\.yml: "):
        taught(_write(tmp_path, text))


def test_real_sentences_stand_where_they_are_said_to() -> None:
    """The line of a finding is the line of the editor, in all our files."""
    lines: dict[str, list[str]] = {}
    for sentence in [*taught(), *examined()]:
        if sentence.file not in lines:
            lines[sentence.file] = Path(sentence.file).read_text(encoding="utf-8").splitlines()
        assert sentence.text.split()[0].strip("'\"") in lines[sentence.file][sentence.line - 1]

    assert len(lines) > 100
    assert {str(Path(name).parent) for name in lines} >= {"data/nlu", str(EXAMS[0]), str(EXAMS[2])}
