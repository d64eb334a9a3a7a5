"""bot/directory/load.py: the real files load, and each kind of mistake stops the start with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.directory import explain
from bot.directory.directory import Directory
from bot.directory.load import FOLDER, DirectoryError, load

AREAS = "areas:\n- {id: uk, name: United Kingdom}\n- {id: england, name: England, within: uk}\n"
ENTRY = """
- id: line
  name: A line
  kind: helpline
  description: Listens.
  areas: [uk]
  source: facts.txt:1
  assured_date: 2026-11-20
"""
HEAD = "organization: {id: org, name: Org}\nentries:"
EVENT = "  event: {starts: 2026-02-09T10:00:00+00:00, ends: 2026-02-09T11:00:00+00:00, provider: Police}\n"
ROUTE = "must: {adult: [line]}\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A tiny directory in which all is well."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "routes").mkdir()
    _write(tmp_path, "directory/areas.yml", AREAS)
    _write(tmp_path, "directory/org.yml", HEAD + ENTRY)
    _write(tmp_path, "routes/fraud.yml", ROUTE)
    _write(tmp_path, "routes/_nations.yml", "{}\n")
    return tmp_path


def _write(house: Path, name: str, text: str) -> None:
    (house / name).write_text(text, encoding="utf-8")


def _load(house: Path) -> Directory:
    return load(house / "directory", house / "routes")


def _refused(house: Path) -> str:
    with pytest.raises(DirectoryError) as caught:
        _load(house)
    return str(caught.value)


def test_load_reads_the_real_directory(directory: Directory) -> None:
    """Every file under data/directory is read, and nothing of it is lost."""
    written = sum(path.read_text(encoding="utf-8").count("\n- id: ") for path in FOLDER.glob("*.yml"))
    areas = (FOLDER / "areas.yml").read_text(encoding="utf-8").count("\n- id: ")

    assert len(directory.entries) == written - areas
    assert len(directory.areas.areas) == areas


def test_load_reads_a_tiny_directory(house: Path) -> None:
    """The fixture of this file is right before anything in it is made wrong."""
    loaded = _load(house)

    assert (list(loaded.entries), list(loaded.routes)) == (["line"], ["fraud"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (HEAD + ENTRY + "  colour: red\n", "line: colour: there is no such field; take it out"),
        (HEAD + ENTRY.replace("[uk]", "[atlantis]"), "atlantis"),
        (HEAD + ENTRY.replace("[uk]", "[]"), "say at least one"),
        (HEAD + ENTRY + ENTRY, "line: this id"),
        (HEAD + ENTRY + "  contacts: [{type: phone, value: '1', hours: 9 to 5}]\n", "'9 to 5'"),
        (
            HEAD + ENTRY + "  contacts: [{type: pigeon, value: '1'}]\n",
            "line: contacts 1: type: 'pigeon' is not allowed; write one of phone, sms",
        ),
        (HEAD + ENTRY + EVENT.replace("T11", "T09"), "ends before it starts"),
        (HEAD + ENTRY + EVENT.replace("+00:00", ""), "line: event: starts: write a time with its offset"),
        (HEAD + ENTRY.replace("helpline", "session"), "a session needs"),
        (HEAD + ENTRY.replace("helpline", "shop"), "shop"),
        (HEAD + ENTRY.replace("id: line", "ident: line"), "entry 1: ident: there is no such field"),
        (HEAD + ENTRY.replace("  name: A line\n", ""), "line: name: it is missing"),
        (HEAD + ENTRY.replace("2026-11-20", "2026-13-20"), "write a day like"),
        (HEAD + ENTRY.replace("2026-11-20", "soon"), "line: assured_date: write a day like"),
        (HEAD + ENTRY + "  replaced_by: [nobody]\n", "nobody"),
        (HEAD + ENTRY + "  replaces: [nobody]\n", "nobody"),
        ("organization: {id: org\n", "not YAML"),
        (HEAD + ENTRY + "  contacts: [{type: phone, value: 999}]\n", "line: contacts 1: value: write words"),
        (HEAD + ENTRY + "  minimum_age: old\n", "line: minimum_age: write a whole number"),
        (HEAD + ENTRY.replace("[uk]", "uk"), "line: areas: write a list"),
        (HEAD + ENTRY + "  contacts: [{type: phone, value: '12'}]\n", "line: contacts: '12' is no telephone number"),
        (HEAD + ENTRY + "  minimum_age: 20\n  maximum_age: 10\n", "line: minimum_age: it is above"),
        ("", "org.yml"),
        ("- line\n", "write fields with values"),
    ],
)
def test_load_wrong_entry_says_what_to_write(house: Path, text: str, named: str) -> None:
    """The sentence names the file or the entry, and what is wrong."""
    _write(house, "directory/org.yml", text)
    said = _refused(house)

    assert named in said
    assert "org.yml" in said or "line: replace" in said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (AREAS + "- {id: leeds, name: Leeds, within: yorkshire}\n", "yorkshire"),
        (AREAS + "- {id: a, name: A, within: b}\n- {id: b, name: B, within: a}\n", "within itself"),
        (AREAS + "- {id: leeds, nam: Leeds}\n", "nam"),
        ("areas: [\n", "not YAML"),
    ],
)
def test_load_wrong_areas_say_what_to_write(house: Path, text: str, named: str) -> None:
    """A place that lies nowhere, or within itself, stops the start instead of hanging it."""
    _write(house, "directory/areas.yml", text)
    said = _refused(house)

    assert named in said
    assert "areas.yml" in said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("must: {adult: [nobody]}\n", "nobody"),
        ("must: {adult: [line]}\nfirst: [nobody]\n", "nobody"),
        ("must: {adult: [line]}\nany_hour: [nobody]\n", "nobody"),
        ("must: {adult: [line]}\nlocal: {england: [nobody]}\n", "nobody"),
        ("must: {adult: [line]}\nlocal: {atlantis: [line]}\n", "atlantis"),
        ("must: {adlut: [line]}\n", "adlut"),
        ("must: {adult: [line]}\nask: [name]\n", "name"),
        ("most: {adult: [line]}\n", "most"),
        ("must: [\n", "not YAML"),
    ],
)
def test_load_wrong_route_says_what_to_write(house: Path, text: str, named: str) -> None:
    """An id that nothing has, somebody who does not exist, or a misspelt field stops the start."""
    _write(house, "routes/fraud.yml", text)
    said = _refused(house)

    assert named in said
    assert "fraud.yml" in said


@pytest.mark.parametrize(
    ("text", "named"),
    [("nobody: {serves: [england]}\n", "nobody"), ("line: {serves: [england], instead: {wales: nobody}}\n", "nobody")],
)
def test_load_wrong_nations_say_what_to_write(house: Path, text: str, named: str) -> None:
    """Nation limits name entries that are there."""
    _write(house, "routes/_nations.yml", text)
    said = _refused(house)

    assert named in said
    assert "_nations.yml" in said


@pytest.mark.parametrize("missing", ["directory/areas.yml", "routes/_nations.yml"])
def test_load_missing_file_is_named(house: Path, missing: str) -> None:
    """A file that is not there is named."""
    (house / missing).unlink()

    assert missing in _refused(house)


def test_load_every_mistake_is_one_sentence(house: Path) -> None:
    """What is said fits on one line, so that it can be read in a terminal."""
    _write(house, "directory/org.yml", HEAD + ENTRY + "  colour: red\n")

    assert "\n" not in _refused(house)


def test_doubles_names_the_field_that_stands_twice(house: Path) -> None:
    """YAML itself would keep the last one and lose the other without a word."""
    _write(house, "directory/org.yml", HEAD + ENTRY + "  name: Another\n")
    (said,) = explain.doubles(house / "directory/org.yml")

    assert said.endswith("org.yml: line 10: name: stands twice; keep one.")


def test_doubles_finds_nothing_in_the_real_directory() -> None:
    """No field of the files that are served is lost."""
    assert [said for path in FOLDER.glob("*.yml") for said in explain.doubles(path)] == []
