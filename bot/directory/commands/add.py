"""Ask for the facts of a new entry, one by one, and write its file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bot import clock
from bot.directory import adding
from bot.directory.directory import Directory
from bot.directory.hsds.adopt import slug
from bot.directory.load import FOLDER, load
from bot.directory.model import Organization

Ask = Callable[[str], str]


def options(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(ask: Ask = input) -> None:
    """Asks, checks each answer at once, and writes.

    Raises:
        AddError: If somebody stops, or the answers do not fit each other; nothing is written then.
    """
    directory = load()
    print("Facts need a source; leave a line empty where you have no fact. Nothing is written before the end.")
    try:
        organization = _organization(directory, ask)
        answers = _answers(directory, ask)
    except (EOFError, KeyboardInterrupt) as error:
        raise adding.AddError("Stopped. Nothing was written.") from error
    entry = adding.entry_of(answers, directory, clock.now().date())
    path = adding.write(entry, organization)
    print(f"{path}: {entry.id} added. Ring or open it, write verified_by and verified_on, then run `make check`.")
    if any(concern in directory.routes for concern in entry.concerns):
        print("To show it for a worry, add its id to data/routes/<worry>.yml.")


def _organization(directory: Directory, ask: Ask) -> Organization:
    """One that is there, by its file, or a new one."""
    known = {Path(origin.file).stem: origin.organization for origin in directory.origins.values()}
    name = ""
    while not name:
        name = ask("Whose is it? The name of the organisation, or of its file in data/directory. ").strip()
    if slug(name) in known or (FOLDER / f"{slug(name)}.yml").exists():
        print(f"It goes into data/directory/{slug(name)}.yml.")
        return Organization(id=slug(name), name=known[slug(name)].name if slug(name) in known else name)
    return Organization(id=slug(name), name=name, url=ask("What is the organisation's website? ").strip() or None)


def _answers(directory: Directory, ask: Ask) -> dict[str, str]:
    answers: dict[str, str] = {}
    for question in adding.questions():
        if question.after and not answers.get(question.after):
            continue
        while True:
            answer = ask(f"{question.ask} ").strip()
            wrong = adding.problem(question, answer, directory)
            if wrong is None:
                break
            print(wrong)
        answers[question.field] = answer
    return answers
