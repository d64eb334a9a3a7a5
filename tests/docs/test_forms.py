"""What the project's page on a code host shows and runs: forms that protect people's words, and the same make targets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rasa import model

FORMS = sorted(Path(".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
OPEN = {"textarea", "input"}  # where somebody could paste


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_form_warns_before_the_first_box(form: Path) -> None:
    """Never a real person's message, and no helpline: said before anything can be typed."""
    first, *rest = _read(form)["body"]

    assert first["type"] == "markdown"
    assert "Never paste what a real person has typed" in first["attributes"]["value"]
    assert "999" in first["attributes"]["value"]
    assert OPEN & {field["type"] for field in rest}


def test_forms_are_those_of_the_incidents() -> None:
    """A wrong number and a missed emergency have a form, and steps in docs/incidents.md."""
    names = [_read(form)["name"] for form in FORMS]
    steps = re.findall(r"^## (.+)$", Path("docs/incidents.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert names == ["A number is wrong", "It misunderstood"]
    assert all(any(step.startswith(name) for step in steps) for name in names)


def test_workflow_runs_what_everybody_runs() -> None:
    """No check that only the code host knows: the last step is `make test`."""
    steps = _read(Path(".github/workflows/ci.yml"))["jobs"]["test"]["steps"]

    assert steps[-1] == {"run": "make test"}


def test_workflow_keeps_a_model_by_all_that_it_was_trained_on() -> None:
    """A key that leaves something out brings an old model back, and every run trains again."""
    steps = _read(Path(".github/workflows/ci.yml"))["jobs"]["test"]["steps"]
    (cache,) = (step["with"] for step in steps if "cache" in step.get("uses", ""))
    named = {name.removesuffix("/**") for name in re.findall(r"'([^']+)'", cache["key"])}

    assert named == {*model.SOURCES, *model.CODE}


@pytest.mark.parametrize("path", sorted(Path(".github/workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_workflow_may_only_read(path: Path) -> None:
    """A pull request of a stranger cannot write."""
    assert _read(path)["permissions"] == {"contents": "read"}


def test_licence_is_the_one_that_notice_names() -> None:
    """A whole licence, not a line about one."""
    licence = Path("LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in licence.splitlines()[0] + licence.splitlines()[1]
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "Apache License 2.0 (LICENSE)" in Path("NOTICE").read_text(encoding="utf-8")
