"""A new entry, from answers: each is checked as it is given; nothing is written unless the whole directory loads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml

from bot import hours
from bot.directory import checks, phone
from bot.directory.directory import Directory
from bot.directory.hsds.adopt import free, slug
from bot.directory.load import FOLDER, ROUTES, load
from bot.directory.model import Audience, Contact, Entry, Kind, Organization
from bot.files import decode

INVENTORY = Path("data") / "inventory.yml"
QUESTIONS = Path("data") / "phrases" / "add_questions.yml"
_ADDED = "added:\n"


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question.

    Attributes:
        field: What it settles.
        ask: How it is put.
        many: True if the answer is a list with commas.
        optional: True if it may be left empty.
        after: Asked only if this one was answered.
    """

    field: str
    ask: str
    many: bool = False
    optional: bool = False
    after: str | None = None


class AddError(ValueError):
    """The entry cannot be added; nothing was written."""


def questions(file: Path = QUESTIONS) -> list[Question]:
    """Reads the questions.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, dict[str, list[Question]])["questions"]


def problem(question: Question, answer: str, directory: Directory) -> str | None:
    """Says what is wrong with an answer.

    Args:
        question: That was asked.
        answer: As typed.
        directory: For places and concerns.

    Returns:
        A sentence, or None if it will do.
    """
    if not answer:
        return None if question.optional else "This one is needed."
    values = parts(answer) if question.many else [answer]
    if question.field in ("phone", "email", "web"):
        contact = Contact(type=question.field, value=answer)  # type: ignore[arg-type]  # the three are contact types
        return phone.problem(contact) or next(checks.contact_problems(contact), None)
    if question.field == "hours":
        try:
            hours.parse(answer)
        except hours.HoursError as error:
            return str(error)
    if question.field.endswith("_age") and not (answer.isascii() and answer.isdecimal() and int(answer) < 130):
        return f"{answer!r} is no age; write a whole number."
    choices = _choices(question.field, directory)
    strange = [value for value in values if choices and value not in choices]
    return f"{strange[0]!r} is not one of them; choose from {', '.join(choices)}." if strange else None


def _choices(field: str, directory: Directory) -> tuple[str, ...]:
    kinds = tuple(kind for kind in get_args(Kind) if kind not in ("session", "emergency"))
    known: dict[str, tuple[str, ...]] = {
        "kind": kinds,
        "areas": tuple(directory.areas.areas),
        "audiences": get_args(Audience),
        "concerns": tuple(directory.routes),
    }
    return known.get(field, ())


def parts(answer: str) -> list[str]:
    """The values of an answer with commas."""
    return [part.strip() for part in answer.split(",") if part.strip()]


def entry_of(answers: Mapping[str, str], directory: Directory, today: dt.date) -> Entry:
    """Makes the entry.

    Args:
        answers: Field -> answer; each without a problem.
        directory: For ids that are taken.
        today: The day on which the facts were put together.

    Returns:
        An entry that a person has still to try: nobody has rung it by writing it down.

    Raises:
        AddError: If the answers do not fit each other.
    """
    contacts = [
        Contact(type=kind, value=answers[kind], hours=answers.get("hours") or None if kind == "phone" else None)
        for kind in ("phone", "email", "web")
        if answers.get(kind)
    ]
    many = {name: tuple(parts(answers.get(name, ""))) for name in ("areas", "audiences", "concerns", "evidence")}
    ages = {name: int(answers[name]) for name in ("minimum_age", "maximum_age") if answers.get(name)}
    fields: dict[str, Any] = {"kind": answers["kind"], **many, **ages}
    entry = Entry(
        id=free(slug(answers["name"]), set(directory.entries)),
        name=answers["name"],
        description=answers["description"],
        url=answers.get("web") or None,
        contacts=tuple(contacts),
        source=answers["source"],
        assured_date=today,
        **fields,
    )
    wrong = next(checks.problems(entry, directory.areas), None)
    if wrong is not None:
        raise AddError(f"{wrong} Nothing was written.")
    return entry


def _block(entries: Iterable[Entry]) -> str:
    plain = [msgspec.to_builtins(entry, builtin_types=(dt.date,)) for entry in entries]
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120)


def write(
    entry: Entry, organization: Organization, folder: Path = FOLDER, routes: Path = ROUTES, inventory: Path = INVENTORY
) -> Path:
    """Adds an entry to the file of its organization, and its id to the inventory.

    Args:
        entry: From `entry_of`.
        organization: Whose it is; the file is made if there is none.
        folder: Holds the files of the organizations.
        routes: Holds the routes.
        inventory: The file that names every id.

    Returns:
        The file of the organization.

    Raises:
        AddError: If the directory would no longer load; then both files are as they were.
    """
    path = folder / f"{organization.id}.yml"
    before = {file: file.read_text(encoding="utf-8") if file.exists() else None for file in (path, inventory)}
    old, listed = before[path], before[inventory] or ""
    head = "organization:\n" + "".join(
        f"  {line}\n" for line in _organization(organization).splitlines()
    ) + "entries:\n"  # fmt: skip
    path.write_text((old.rstrip("\n") + "\n" if old else head) + _block([entry]), encoding="utf-8")
    inventory.write_text(_with_id(listed, entry.id), encoding="utf-8")
    try:
        load(folder, routes)
    except ValueError as error:
        for file, text in before.items():
            file.write_text(text, encoding="utf-8") if text is not None else file.unlink()
        raise AddError(f"{error} Nothing was written.") from error
    return path


def _organization(organization: Organization) -> str:
    return str(yaml.safe_dump(msgspec.to_builtins(organization), sort_keys=False, allow_unicode=True, width=116))


def _with_id(inventory: str, name: str) -> str:
    """The inventory with an id at the end of the services that were added."""
    start = inventory.index(_ADDED) + len(_ADDED)
    end = start + len((re.match(r"(?:  - .*\n)*", inventory[start:]) or [""])[0])
    line = yaml.safe_dump([name]).strip()
    return f"{inventory[:end]}  {line}\n{inventory[end:]}"
