"""Says in plain words what is wrong in a YAML file: which entry, which field, what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

_AT = re.compile(r" - at `\$?(?P<path>.*?)`$")
_STEP = re.compile(r"\.(?P<field>[^.\[]+)|\[(?P<index>\d+|\.\.\.)\]")
_NAMED = re.compile(r"`(?P<name>[^`]+)`$")
_PLAIN = {
    "str": "words; put quotation marks round it if it is a number or a date",
    "int": "a whole number",
    "bool": "true or false",
    "date": "a day like 2026-11-20",
    "datetime": "a time with its offset, like 2026-11-20T10:00:00+00:00",
    "array": "a list, like [one, two]",
    "object": "fields with values, one a line, like name: Childline",
}


def sentence(error: msgspec.ValidationError, content: object, kind: Any) -> str:
    """Puts a finding into plain words.

    Args:
        error: From msgspec.
        content: The file as plain data, to name the entry by its id.
        kind: The type that was wanted.

    Returns:
        For example "childline: contacts 2: type: 'pigeon' is not one of them; write phone, sms, ...".
    """
    text = str(error)
    found = _AT.search(text)
    said, path = (text[: found.start()], found["path"]) if found else (text, "")
    places, wanted = _follow(path, content, kind)
    return ": ".join([*places, _what(said, wanted)])


def _follow(path: str, content: Any, kind: Any) -> tuple[list[str], Any]:
    """The places on the way, an entry by its id, and the type at its end."""
    places: list[str] = []
    for step in _STEP.finditer(path):
        kind = _bare(kind)
        if step["field"]:
            name = step["field"]
            content = content.get(name) if isinstance(content, dict) else None
            kind = get_type_hints(kind, include_extras=False).get(name, Any) if _is_struct(kind) else Any
            if name != "entries":
                places.append(name)
            continue
        kind = get_args(kind)[-1 if get_origin(kind) is dict else 0] if get_args(kind) else Any
        if step["index"] == "...":
            continue
        number = int(step["index"])
        content = content[number] if isinstance(content, list) and number < len(content) else None
        name = content.get("id") if isinstance(content, dict) else None
        if name is not None:
            places.append(str(name))
        elif places:
            places[-1] += f" {number + 1}"
        else:
            places.append(f"entry {number + 1}")
    return places, _bare(kind)


def _bare(kind: Any) -> Any:
    """A type without what may be left out and without notes."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(part for part in get_args(kind) if part is not type(None)))
    return kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _what(said: str, wanted: Any) -> str:
    name = _NAMED.search(said)
    if said.startswith("Object contains unknown field") and name:
        near = difflib.get_close_matches(
            name["name"], wanted.__struct_fields__ if _is_struct(wanted) else (), n=1, cutoff=0.7
        )
        return f"{name['name']}: there is no such field; {'did you mean ' + near[0] + '?' if near else 'take it out.'}"
    if said.startswith("Object missing required field") and name:
        return f"{name['name']}: it is missing; write it."
    if said.startswith("Invalid enum value") and get_origin(wanted) is Literal:
        choices = ", ".join(str(choice) for choice in get_args(wanted))
        return f"{said.removeprefix('Invalid enum value ')} is not allowed; write one of {choices}."
    expected = re.match(r"Expected `(\w+)", said)
    if expected:
        return f"write {_PLAIN.get(expected[1], expected[1])}."
    return f"{said}."


def not_yaml(error: Exception) -> str:
    """Puts a mistake of YAML itself into one line."""
    mark = getattr(error.__cause__ or error, "problem_mark", None)
    problem = getattr(error.__cause__ or error, "problem", None) or str(error).splitlines()[-1]
    line = f"line {mark.line + 1}: " if mark is not None else ""
    return f"{line}this is not YAML ({problem}); look for a missing quotation mark, bracket or space there."


def doubles(path: Path) -> Iterator[str]:
    """Finds fields that stand twice in one place: YAML would keep the last and lose the first without a word.

    Args:
        path: A YAML file.

    Yields:
        One sentence each.
    """
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield f"{path}: line {key.start_mark.line + 1}: {key.value}: stands twice; keep one."
                seen.add(str(key.value))
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
