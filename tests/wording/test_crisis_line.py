"""Worries that wear people down: the first words name a line that answers at any hour."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.files import read_yaml

LINES = ("116 123", "0800 1111", "85258")
NOT_TOLD = ({"name": "own_behaviour", "value": True}, {"name": "audience", "value": "professional"})
ROUTES = [path for path in sorted(Path("data/routes").glob("[!_]*.yml")) if read_yaml(path).get("crisis_line")]
RESPONSES = {
    name: variants
    for path in Path("data/responses").glob("*.yml")
    for name, variants in (read_yaml(path).get("responses") or {}).items()
}


def _is_told(variant: dict[str, Any]) -> bool:
    """False for the words to who causes it, and to staff."""
    conditions = [{"name": one["name"], "value": one["value"]} for one in variant.get("condition", ())]
    return not any(one in conditions for one in NOT_TOLD)


@pytest.mark.parametrize("route", ROUTES, ids=lambda path: path.stem)
def test_crisis_line_stands_in_every_first_reply_of_such_a_worry(route: Path) -> None:
    """`crisis_line: true` in data/routes/ is kept by data/responses/."""
    told = [variant["text"] for variant in RESPONSES[f"utter_{route.stem}"] if _is_told(variant)]

    assert told
    assert [text for text in told if not any(line in text for line in LINES)] == []
