"""Checks services against the published schemas of HSDS-UK 3.0."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path("data") / "standards" / "hsds-uk-3.0"
FULL, LIST = "service_with_definitions", "service_list"
_TYPES = {"date": dt.date.fromisoformat, "time": dt.time.fromisoformat, "datetime": dt.datetime.fromisoformat}
_formats = FormatChecker(formats=["uuid"])


def _uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and not re.search(r"\s", value))


def _email(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value))


def _moment(value: object) -> bool:
    return not isinstance(value, str) or _is("datetime", value)


def _is(kind: str, value: str) -> bool:
    try:
        _TYPES[kind](value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def _datapackage_type(validator: Any, kind: str, value: object, schema: object) -> Iterator[jsonschema.ValidationError]:
    if isinstance(value, str) and not _is(kind, value):
        yield jsonschema.ValidationError(f"{value!r} is not a {kind!r}")


_formats.checkers.update({"uri": (_uri, ()), "email": (_email, ()), "date-time": (_moment, ())})


@lru_cache(maxsize=4)
def _validator(name: str, definition: str | None = None) -> Any:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if definition is not None:
        schema = {"definitions": schema["definitions"], "$ref": f"#/definitions/{definition}"}
    kind = jsonschema.validators.extend(Draft202012Validator, {"datapackage_type": _datapackage_type})
    return kind(schema, format_checker=_formats)


def problems(services: Iterable[object], name: str = FULL) -> Iterator[str]:
    """Finds what the standard does not allow.

    Args:
        services: As read from JSON.
        name: Which of the published schemas: full services or those of lists.

    Yields:
        One sentence a finding: which service, which field, and what is wrong.
    """
    for number, service in enumerate(services):
        for error in _validator(name).iter_errors(service):
            yield _sentence(f"service {number + 1}", error)
        contacts = service.get("contacts") if isinstance(service, dict) else None
        for contact in contacts if isinstance(contacts, list) else ():
            # The published contact has no `phones`; the table of phones that it publishes says what one is.
            for phone in (contact.get("phones") or ()) if isinstance(contact, dict) else ():
                for error in _validator(FULL, "phone").iter_errors(phone):
                    yield _sentence(f"service {number + 1}: phones", error)


def _sentence(where: str, error: jsonschema.ValidationError) -> str:
    path = ".".join(str(part) for part in error.absolute_path)
    return f"{where}: {path + ': ' if path else ''}{error.message[:200]}."
