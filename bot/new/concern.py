"""A new worry: every file and line that it needs, or none if `make check` would object."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import clock
from bot.concerns import FILE as CONCERNS
from bot.concerns import concerns
from bot.coverage import proof
from bot.directory.adding import Question, parts, questions
from bot.directory.directory import Directory
from bot.directory.load import ROUTES, load
from bot.directory.opening import surely_open
from bot.files import read_yaml
from bot.new.asking import KEPT, Ask, answers, forget
from bot.new.edits import TEMPLATES, EditError, Edits, fill, with_line
from bot.wording import FOLDER as RESPONSES

DOMAIN, NLU, RULES = Path("domain.yml"), Path("data") / "nlu", Path("data") / "rules"
MESSAGES, STORIES = Path("tests") / "messages", Path("tests") / "stories"
QUESTIONS = TEMPLATES / "concern" / "questions.yml"
FEWEST = {"words": 10, "held_out": 3}
SHOWN = 8  # findings; one hole in the routes is found for every place
AUDIENCES = ("adult", "child", "parent", "professional")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_ROUTE = re.compile(rf"({'|'.join(AUDIENCES)})=([\w,. -]+)")


def options(parser: argparse.ArgumentParser) -> None:
    """NAME, and an option for each question of questions.yml; `@FILE` reads a list from a file."""
    parser.add_argument("name", help="small letters with _ between words: ticket_touting")
    for question in questions(QUESTIONS):
        flag, text = f"--{question.field.replace('_', '-')}", question.ask.replace("%", "%%")
        parser.add_argument(flag, dest=question.field, nargs="+" if question.many else None, help=text)


def run(name: str, ask: Ask = input, **given: Any) -> None:
    """Asks what is not given, writes, and checks.

    Args:
        name: Of the intent.
        ask: Puts a question.
        given: Answers by field.

    Raises:
        EditError: If an answer will not do, or the check objects; everything is as it was then.
    """
    directory = load()
    _refuse_name(name)
    asked = {question.field: question for question in questions(QUESTIONS)}

    def problem(question: Question, answer: Any) -> str | None:
        return _problem(question.field, answer, directory)

    kept = KEPT / f"{name}.yml"
    said = answers(asked.values(), given, problem, ask, kept)
    edits = plan(name, said)
    written = edits.write()
    print("\n".join(str(path) for path in written))
    print("Checking ...")
    found = _check()
    if found:
        edits.undo()
        where = f" in {kept}" if kept.is_file() else ""
        raise EditError(f"{found}\nNothing was made. Mend what is said above in your answers{where} and run it again.")
    forget(kept)
    print(
        f"{name} is there as a draft. Next: write what people type into data/nlu/{name}.yml (40 lines or more) and "
        f"tests/messages/{name}.yml, take `draft: true` out of {CONCERNS}, then `make train` and `make evaluate`."
    )


def _refuse_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise EditError(f"{name!r} is no name; write small letters with _ between words, such as ticket_touting.")
    if name in read_yaml(DOMAIN)["intents"]:
        raise EditError(f"{name} is there already; to teach it words, use `python -m bot new phrase {name} ...`.")


def _problem(field: str, answer: Any, directory: Directory) -> str | None:
    """What is wrong with an answer, or None."""
    if field in FEWEST and len(answer) < FEWEST[field]:
        return f"{len(answer)} sentences; write at least {FEWEST[field]}."
    if field == "like" and answer not in concerns():
        return f"{answer!r} is no worry; choose from {', '.join(concerns())}."
    ids: list[str] = parts(answer) if field == "any_hour" else []
    if field == "routes":
        matches = [_ROUTE.fullmatch(line) for line in answer]
        if not all(matches) or not any(line.startswith("adult=") for line in answer):
            return "Write adult=ID,ID and, if they need others, child=, parent= and professional= the same way."
        ids = [name for line in answer for name in parts(line.partition("=")[2])]
    strange = [name for name in ids if name not in directory.entries]
    if strange:
        return f"{strange[0]!r} is no id of data/directory; look there for `id:`."
    awake = _awake(directory) if field == "any_hour" else []
    if awake and not set(ids) & set(awake):
        return f"Of none of them is it sure that somebody answers at night; such are {', '.join(awake)}."
    return None


def _awake(directory: Directory) -> list[str]:
    """The ids of those that surely answer at any hour."""
    hours = proof.moments(clock.now())
    return [name for name, entry in directory.entries.items() if all(surely_open(entry, hour) for hour in hours)]


def plan(name: str, said: Mapping[str, Any]) -> Edits:
    """Everything that a new worry changes.

    Args:
        name: Of the intent.
        said: An answer to every question.

    Returns:
        Edits that are still to be written.

    Raises:
        EditError: If a file of that name is there.
    """
    like, words, edits = said["like"], name.replace("_", " "), Edits()
    quoted = {field: _quote(said[field]) for field in ("title", "payload", "say")}
    routes = {line.partition("=")[0]: ", ".join(parts(line.partition("=")[2])) for line in said["routes"]}
    *exam, told = said["held_out"]
    edits.insert_after(DOMAIN, f"- {like}", f"  - {name}\n")
    edits.insert_after(CONCERNS, f"{like}:", fill("concern/concern.yml", name=name, **quoted))
    rules = with_line(RULES, f"- intent: {like}")
    edits.insert_after(rules, f"- intent: {like}", fill("concern/rule.yml", name=name, words=words), starts="- rule:")
    for response, lines in (("utter_", said["reply"]), ("utter_steps_", said["steps"])):
        file = with_line(RESPONSES, f"{response}{like}:")
        text = fill("concern/response.yml", name=f"{response}{name}", lines=_lines("        ", lines))
        edits.insert_after(file, f"{response}{like}:", text)
    edits.create(NLU / f"{name}.yml", fill("concern/nlu.yml", name=name, words=_lines("    - ", said["words"])))
    must = "\n".join(f"  {who}: [{routes[who]}]" for who in AUDIENCES if who in routes)
    any_hour = ", ".join(parts(said["any_hour"]))
    edits.create(ROUTES / f"{name}.yml", fill("concern/routes.yml", words=words, must=must, any_hour=any_hour))
    messages = "\n".join(f"  - text: {_quote(text)}\n    slice: plain" for text in exam)
    edits.create(MESSAGES / f"{name}.yml", fill("concern/messages.yml", name=name, messages=messages))
    says, shows = _quote(said["reply"][0]), routes["adult"].split(",")[0]
    story = fill("concern/story.yml", name=name, words=words, says=says, shows=shows, user=_quote(told))
    edits.create(STORIES / f"test_someone_asks_about_{name}.yml", story)
    return edits


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a YAML scalar, whatever signs are in it


def _lines(before: str, lines: list[str]) -> str:
    return "\n".join(f"{before}{line}" for line in lines)


def _check() -> str:
    """What `make check` objects to, in a process that has read nothing yet; empty if all is well."""
    done = subprocess.run([sys.executable, "-m", "bot", "check"], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    more = [f"... and {len(lines) - SHOWN - 1} more like these."] if len(lines) > SHOWN + 1 else []
    return "\n".join([*lines[:SHOWN], *more, *lines[SHOWN:][-1:]])
