"""JSON Schemas of the files under data/, made from the types, so that editors complete fields and check values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from bot.directory import model, routes

FOLDER = Path("data") / "schema"
FILES: dict[str, Any] = {
    "directory.json": model.DirectoryFile,
    "areas.json": routes.AreasFile,
    "routes.json": routes.Route,
    "nations.json": dict[str, routes.NationLimit],
}
Json = dict[str, Any]


def schemas() -> dict[str, str]:
    """Makes all schemas.

    Returns:
        File name -> JSON, with what each field means taken from the types' own explanations.
    """
    return {name: json.dumps(_described(kind), indent=1, ensure_ascii=False) + "\n" for name, kind in FILES.items()}


def _described(kind: Any) -> Json:
    schema: Json = msgspec.json.schema(kind)
    for name, definition in schema.get("$defs", {}).items():
        struct = getattr(model, name, None) or getattr(routes, name)
        definition["description"] = (struct.__doc__ or "").strip().splitlines()[0]
        for field, text in _explanations(struct.__doc__ or "").items():
            prop = definition.get("properties", {}).get(field)
            if prop is not None:
                prop["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _explanations(doc: str) -> dict[str, str]:
    """The lines under "Attributes:", one text a field; "a, b: text" explains both."""
    _, _, lines = doc.partition("Attributes:\n")
    found: dict[str, str] = {}
    names: list[str] = []
    for line in lines.splitlines():
        head = re.match(r" {8}(\w+(?:, \w+)*): (.*)", line)
        if head:
            names = head[1].split(", ")
            found |= dict.fromkeys(names, head[2])
        elif line.strip():
            found |= {name: f"{found[name]} {line.strip()}" for name in names}
    return found


def write(folder: Path = FOLDER) -> list[Path]:
    """Writes the schemas.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written
