"""bot/directory/schema.py, data/schema/ and data/templates/: what editors are given fits what the server reads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from bot.directory import checks, schema
from bot.directory.directory import Directory
from bot.directory.load import FOLDER, ROUTES
from bot.directory.model import DirectoryFile, Kind

TEMPLATES = Path("data") / "templates"


def _plain(content: Any) -> Any:
    """Dates as text, as an editor sees them."""
    if isinstance(content, dict):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_plain(value) for value in content]
    return content.isoformat() if isinstance(content, dt.date) else content


def _problems(name: str, path: Path) -> list[str]:
    found = jsonschema.Draft202012Validator(json.loads((schema.FOLDER / name).read_text(encoding="utf-8")))
    return [error.message for error in found.iter_errors(_plain(msgspec.yaml.decode(path.read_bytes())))]


@pytest.mark.parametrize("name", sorted(schema.FILES))
def test_schema_in_the_repository_is_fresh(name: str) -> None:
    """After a change of the fields: python -m bot directory schema."""
    assert (schema.FOLDER / name).read_text(encoding="utf-8") == schema.schemas()[name]


def test_schema_explains_every_field() -> None:
    """An editor shows what each field means."""
    silent = [
        (struct, field)
        for name in schema.FILES
        for struct, definition in json.loads(schema.schemas()[name])["$defs"].items()
        for field, prop in definition["properties"].items()
        if not prop.get("description")
    ]

    assert silent == []


@pytest.mark.parametrize("path", sorted(path for path in FOLDER.glob("*.yml") if path.name != "areas.yml"), ids=str)
def test_schema_accepts_every_file_of_the_directory(path: Path) -> None:
    """What is served is what the schema calls right."""
    assert _problems("directory.json", path) == []


def test_schema_accepts_areas_and_routes() -> None:
    """The other files as well."""
    assert _problems("areas.json", FOLDER / "areas.yml") == []
    assert _problems("nations.json", ROUTES / "_nations.yml") == []
    assert [said for path in ROUTES.glob("[!_]*.yml") for said in _problems("routes.json", path)] == []


def test_schema_refuses_what_the_server_refuses(tmp_path: Path) -> None:
    """A misspelt field and a kind that is none are marked while somebody types."""
    text = (TEMPLATES / "helpline.yml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("kind: helpline", "kind: shop\n  colour: red"), encoding="utf-8")

    assert len(_problems("directory.json", wrong)) >= 2


def test_templates_are_one_for_each_kind() -> None:
    """None is missing, none is left over."""
    assert {path.stem for path in TEMPLATES.glob("*.yml")} == set(get_args(Kind))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_template_has_the_shape_of_a_file(kind: str, directory: Directory) -> None:
    """It can be read as it stands, is of its kind, and what `make check` still refuses are its placeholders."""
    path = TEMPLATES / f"{kind}.yml"
    (entry,) = msgspec.yaml.decode(path.read_bytes(), type=DirectoryFile).entries

    assert entry.kind == kind
    assert _problems("directory.json", path) == []
    assert [said for said in checks.problems(entry, directory.areas) if "0000 000 0000" not in said] == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_template_is_commented(kind: str) -> None:
    """Each says what it is for and what its fields want."""
    assert (TEMPLATES / f"{kind}.yml").read_text(encoding="utf-8").count("#") >= 10


def test_editor_settings_name_the_schemas() -> None:
    """The settings of the editor point at files that are there."""
    settings = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))

    assert {Path(name).name for name in settings["yaml.schemas"]} == set(schema.FILES)
