"""bot/directory/commands/number.py: one command changes a number, and says where else it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import cli
from bot.directory.commands import number
from bot.directory.load import FOLDER

ENTRY = """- id: line
  contacts:
    - type: phone
      value: 0808 802 4040
      hours: 24/7
      verified_by: Sam
      verified_on: 2026-11-20
    - type: sms
      value: 80 80 80
      verified_by: Sam
"""


def test_changed_takes_the_number_and_who_tried_it() -> None:
    """Nobody has rung the new one; the other contact keeps its tester."""
    after = number.changed(ENTRY, "08088024040", "0808 802 4041")

    assert "value: 0808 802 4041\n      hours: 24/7\n    - type: sms" in after
    assert after.count("verified_by: Sam") == 1


def test_changed_leaves_other_numbers_alone() -> None:
    """A longer number that holds the same digits is another number."""
    text = "      value: 0808 802 40401\n      value: 1 0808 802 4040\n"

    assert number.changed(text, "0808 802 4040", "0808 802 4041") == text


def test_mentions_finds_replies_and_papers() -> None:
    """The Samaritans' number stands in emergency texts too."""
    places = list(number.mentions("116123"))

    assert any(place.startswith("data/responses/emergency.yml: ") for place in places)
    assert any(place.startswith("data/directory/samaritans.yml: ") for place in places)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("116 123", "0808", "is no telephone number of the UK"),
        ("0999 999 9999", "0808 802 4040", "no entry of data/directory has this number"),
    ],
)
def test_number_that_will_not_do_is_one_sentence(
    old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number that cannot exist, or one that nobody has: nothing is written."""
    before = {path: path.read_bytes() for path in Path(FOLDER).glob("*.yml")}

    assert cli.main(["directory", "number", old, new]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in Path(FOLDER).glob("*.yml")} == before


def test_number_is_changed_and_the_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever changed it is led to the entry whose date and evidence are to be written next."""
    shutil.copytree("data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)

    assert cli.main(["directory", "number", "0808 800 5000", "0808 157 0999"]) == 0

    first, *_, last = capsys.readouterr().out.splitlines()
    path, line, _ = first.split(": ")
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip() == "value: 0808 157 0999"
    assert last.startswith("Next: ")
    assert "assured_date" in last
