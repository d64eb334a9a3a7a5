"""bot/evaluation/data.py: whose words are examined, and one sentence for what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.data import MessagesError, from_file, held_out


def _lines(folder: Path, *lines: str) -> Path:
    path = folder / "some.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_held_out_gives_every_message_a_label() -> None:
    """A message has its own label, or that of its file."""
    messages = held_out()

    assert len(messages) > 500
    assert [message.text for message in messages if message.label is None] == []


def test_held_out_second_worry_is_accepted_unless_the_first_is_an_emergency() -> None:
    """Of an emergency and a worry only the emergency is right; of two worries either."""
    pairs = [message for message in held_out() if message.second]

    assert pairs
    assert [m.text for m in pairs if (m.second in m.accepted) is m.is_emergency] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("intent: flying\nmessages:\n  - text: hello\n", "message 1: 'flying' is no intent"),
        ("messages:\n  - text: hello\n", "message 1: no label"),
        ("messages: 5\n", "some.yml"),
        ("intent: greet\nwords: []\n", "some.yml"),
        ("intent: greet\nmessages: []\n", "no messages"),
    ],
)
def test_held_out_bad_file_is_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    """Where, what, and what to do."""
    (tmp_path / "some.yml").write_text(content, encoding="utf-8")

    with pytest.raises(MessagesError, match=said):
        held_out(tmp_path)


def test_from_file_reads_lines(tmp_path: Path) -> None:
    """Only text and label are needed; empty lines and a byte order mark do no harm."""
    path = _lines(
        tmp_path,
        '\ufeff{"text": "lost my savings", "label": "fraud", "accept": ["cybercrime"]}',
        "",
        '{"text": "he is here", "label": "emergency_danger", "slice": "typos", "level": "possible", "accept": "tech_abuse"}',
    )

    first, second = from_file(path)

    assert (first.slice, first.accepted) == ("plain", {"fraud", "cybercrime"})
    assert (second.slice, second.level, second.is_emergency) == ("typos", "possible", True)
    assert second.accepted == {"emergency_danger", "tech_abuse"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "line 2: "),
        ('"only words"', "line 2: "),
        ('{"label": "fraud"}', "line 2: .*text"),
        ('{"text": "secret"}', "line 2: no label"),
        ('{"text": "  ", "label": "fraud"}', "line 2: the text is empty"),
        ('{"text": "secret", "label": "flying"}', "line 2: 'flying' is no intent"),
        ('{"text": "secret", "label": "fraud", "accept": ["flying"]}', "line 2: 'flying' is no intent"),
        ('{"text": "secret", "label": "fraud", "second": "flying"}', "line 2: 'flying' is no intent"),
        ('{"text": "secret", "label": "fraud", "level": "perhaps"}', "line 2: level 'perhaps'"),
        ('{"text": "secret", "label": "fraud", "audience": "kid"}', "line 2: audience 'kid'"),
        ('{"text": "secret", "label": "fraud", "area": "leeds"}', "line 2: area 'leeds'.* data/directory/areas.yml"),
        (
            '{"text": "secret", "label": "fraud", "platform": ["tiktok", "insta"]}',
            "line 2: platform 'insta'.*platforms.yml",
        ),
        (
            '{"text": "secret", "label": "fraud", "service": "child-line"}',
            "line 2: service 'child-line'.* data/directory",
        ),
        ('{"text": "secret", "label": "fraud", "age": "13"}', "line 2: age '13'"),
        ('{"text": "secret", "label": "fraud", "accpet": []}', "line 2: .*accpet"),
        ('{"text": "secret", "label": 5}', "line 2: "),
    ],
)
def test_from_file_bad_line_is_one_sentence_without_the_words(tmp_path: Path, line: str, said: str) -> None:
    """The file and the line are named; what somebody typed is not repeated."""
    path = _lines(tmp_path, '{"text": "fine", "label": "fraud"}', line)

    with pytest.raises(MessagesError, match=said) as caught:
        from_file(path)

    assert str(path) in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_from_file_reads_tags(tmp_path: Path) -> None:
    """One value or several; what has no tag is judged only where the tags are complete."""
    path = _lines(
        tmp_path,
        '{"text": "on snap and insta", "label": "fraud", "platform": ["snapchat", "instagram"], "audience": "child"}',
        '{"text": "a scam", "label": "fraud", "tagged": true, "age": "any"}',
    )

    some, every = from_file(path)

    assert (some.tags("platform"), some.tags("audience")) == ({"snapchat", "instagram"}, {"child"})
    assert (some.tags("service"), every.tags("service"), every.tags("age")) == (None, frozenset(), None)


def test_held_out_file_may_say_that_its_tags_are_complete(tmp_path: Path) -> None:
    """Once for all its messages."""
    (tmp_path / "greet.yml").write_text("intent: greet\ntagged: true\nmessages:\n  - text: hello\n", encoding="utf-8")

    (message,) = held_out(tmp_path)

    assert message.tags("audience") == frozenset()


def test_from_file_other_encoding_is_one_sentence(tmp_path: Path) -> None:
    """A file that Excel saved is refused with its line."""
    path = tmp_path / "some.jsonl"
    path.write_bytes('{"text": "café", "label": "fraud"}'.encode("latin-1"))

    with pytest.raises(MessagesError, match="line 1"):
        from_file(path)


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_from_file_missing_is_one_sentence(tmp_path: Path, name: str) -> None:
    """No file, or a folder."""
    with pytest.raises(MessagesError, match="give a file"):
        from_file(tmp_path / name)


def test_from_file_empty_is_one_sentence(tmp_path: Path) -> None:
    """A report of nothing would say that all is well."""
    with pytest.raises(MessagesError, match="no messages"):
        from_file(_lines(tmp_path, "", " "))
