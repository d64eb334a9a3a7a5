"""`python -m bot directory ...`: what each command prints, writes and refuses."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.directory import links as checking
from bot.directory.commands import links, main
from bot.directory.hsds import validate

LATER = "2027-03-01T12:00:00+00:00"


def test_commands_all_have_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Each is named with what it does."""
    with pytest.raises(SystemExit):
        cli.main(["directory", "--help"])
    said = " ".join(capsys.readouterr().out.split())

    assert [name for name, module in main.COMMANDS.items() if name not in said or not module.__doc__] == []


def test_due_today_is_nothing(capsys: pytest.CaptureFixture[str], set_clock: Callable[[str], object]) -> None:
    """On the day of the facts."""
    set_clock("2026-11-20T12:00:00+00:00")

    assert cli.main(["directory", "due"]) == 0
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_due_later_lists_every_entry(capsys: pytest.CaptureFixture[str], set_clock: Callable[[str], object]) -> None:
    """A hundred days on all of them, each with its file."""
    set_clock(LATER)

    assert cli.main(["directory", "due"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"{len(lines) - 1} entries are due."
    assert all(line.startswith("data/directory/") for line in lines[:-1])


def test_release_fails_until_a_person_has_tried_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, a line each, and the word that the page must show."""
    assert cli.main(["directory", "release"]) == 1
    said = capsys.readouterr().err

    assert "data/directory/childline.yml: childline: ring 0800 1111" in said
    assert "Demonstration only: nobody has tried" in said


def test_coverage_draws_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is asked for, with the figures on the screen."""
    file = tmp_path / "map.html"

    assert cli.main(["directory", "coverage", "--to", str(file)]) == 0
    assert "0 holes" in capsys.readouterr().out
    assert "sextortion" in file.read_text(encoding="utf-8")


def test_export_writes_the_standard(tmp_path: Path) -> None:
    """A page that holds all services, right by the published schema."""
    file = tmp_path / "feed.json"

    assert cli.main(["directory", "export", "--format", "hsds-uk", "--to", str(file)]) == 0
    page = json.loads(file.read_text(encoding="utf-8"))
    assert page["total_items"] == len(page["contents"]) > 200
    assert list(validate.problems(page["contents"])) == []


def test_export_writes_a_table(tmp_path: Path) -> None:
    """CSV with a heading."""
    file = tmp_path / "table.csv"

    assert cli.main(["directory", "export", "--format", "csv", "--to", str(file)]) == 0
    with file.open(encoding="utf-8", newline="") as table:
        assert next(csv.reader(table))[:2] == ["id", "name"]


def test_import_of_no_feed_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 and one line."""
    file = tmp_path / "feed.json"
    file.write_text("hello", encoding="utf-8")

    assert cli.main(["directory", "import", str(file)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("state", "code"), [("dead", 1), ("moved", 0), ("unsure", 0), ("fine", 0)])
def test_links_fails_only_for_dead_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], state: checking.State, code: int
) -> None:
    """A dead link must be mended; a site that is slow today need not stop anybody."""

    async def check(urls: list[str], **given: object) -> list[checking.Result]:
        first, *rest = urls
        return [
            checking.Result(url=first, state=state, detail="x"),
            *(checking.Result(url=url, state="fine") for url in rest),
        ]

    monkeypatch.setattr(links.links, "check", check)

    assert cli.main(["directory", "links"]) == code
    said = capsys.readouterr()
    assert f"1 {state}" in said.out + said.err or state == "fine"


def test_add_stopped_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of the input."""

    def ended(said: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    monkeypatch.setattr(main.COMMANDS["add"].run, "__defaults__", (ended,))

    assert cli.main(["directory", "add"]) == 1
    assert capsys.readouterr().err == "Stopped. Nothing was written.\n"
