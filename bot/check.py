"""`make check`: the content, in seconds and without training. A finding is one sentence that says where and what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import clock
from bot.channels.telegram.words import AllWords
from bot.concerns import FILE as CONCERNS
from bot.concerns import concerns, drafts
from bot.coverage import chart, proof
from bot.directory import audit, explain
from bot.directory.directory import Directory
from bot.directory.load import FOLDER, ROUTES, load
from bot.directory.names import phrases
from bot.emergency import EmergencyRules
from bot.files import decode, read_yaml
from bot.person import PersonFinder
from bot.verdict import NOT_UNDERSTOOD, PREFIX
from bot.wording import Wording
from bot.words import check as guards
from bot.words import wording as replies

DATA = Path("data")
FEWEST = {"emergency": 60, "concern": 40, "draft": 10, "dialogue": 20}  # training messages an intent
BUILT_IN = {"action_listen", "action_restart", "action_session_start", "action_default_fallback"}


class ContentError(ValueError):
    """Something in the content is wrong; the message lists all of it."""


class Content:
    """The files that Rasa reads, as plain data."""

    def __init__(self) -> None:
        """Reads domain, rules and words."""
        self.domain: dict[str, Any] = read_yaml(Path("domain.yml"))
        self.rules: list[dict[str, Any]] = []
        for path in sorted((DATA / "rules").glob("*.yml")):
            self.rules += read_yaml(path)["rules"]
        for path in sorted((DATA / "stories").glob("*.yml")):
            read_yaml(path)  # Rasa trains on them: a file that is broken is said here, not after minutes
        self.words: dict[str, list[str]] = {}
        self.stems: dict[str, str] = {}
        for path in sorted((DATA / "nlu").glob("*.yml")):
            for block in read_yaml(path)["nlu"]:
                self.words[block["intent"]] = [line[2:] for line in block["examples"].splitlines()]
                self.stems[block["intent"]] = path.stem

    def kind(self, intent: str, directory: Directory) -> str:
        """emergency, concern or dialogue."""
        if intent.startswith(PREFIX):
            return "emergency"
        return "concern" if intent in directory.routes else "dialogue"


def _intents(content: Content, directory: Directory) -> Iterator[str]:
    ruled = {step["intent"] for rule in content.rules for step in rule["steps"] if "intent" in step}
    for intent in content.domain["intents"]:
        known = concerns().get(intent)
        fewest = FEWEST["draft" if known and known.draft else content.kind(intent, directory)]
        words = content.words.get(intent, [])
        if len(words) < fewest:
            yield f"data/nlu/{intent}.yml: {len(words)} messages; write at least {fewest}."
        if intent not in ruled:
            yield f"data/rules: {intent}: no rule; add one, or Rasa takes back what the person said."
        if content.kind(intent, directory) == "concern" and intent not in concerns():
            yield f"{CONCERNS}: {intent}: not there; add it where its risk belongs, with title, payload and say."
    for intent in set(content.words) | (ruled - {NOT_UNDERSTOOD}):
        if intent not in content.domain["intents"]:
            yield f"domain.yml: intents: {intent} is used but not listed; add it."
    for intent, stem in content.stems.items():
        if intent != stem:
            yield f"data/nlu/{stem}.yml: holds {intent}; one intent a file, with its name."


def _rules(content: Content, wording: Wording) -> Iterator[str]:
    known = set(wording.names()) | set(content.domain["actions"]) | BUILT_IN
    if content.domain.get("forms"):
        yield "domain.yml: forms: take them out; an active form swallows a cry for help."
    for name, count in Counter(rule["rule"] for rule in content.rules).items():
        if count > 1:
            yield f"data/rules: {name!r}: stands {count} times; keep one."
    for rule in content.rules:
        actions = [step["action"] for step in rule["steps"] if "action" in step]
        intent = rule["steps"][0].get("intent", "")
        if intent.startswith(PREFIX) and actions[:1] != [f"utter_{intent}"]:
            yield f"data/rules: {rule['rule']!r}: start with utter_{intent}, so that 999 needs no action code."
        for action in actions:
            if action not in known:
                yield f"data/rules: {rule['rule']!r}: {action}: no such response or action; write it or mend the name."


def _emergency_wording(wording: Wording, content: Content) -> Iterator[str]:
    for intent in (name for name in content.domain["intents"] if name.startswith(PREFIX)):
        reply = wording.reply(f"utter_{intent}")
        if "999" not in reply["text"].split("\n")[0]:
            yield f"data/responses/emergency.yml: utter_{intent}: put 999 in the first line."
        if reply.get("custom", {}).get("intent") != intent:
            yield f"data/responses/emergency.yml: utter_{intent}: custom: say type emergency and this intent."


def _inventory(directory: Directory) -> Iterator[str]:
    facts = decode(DATA / "inventory.yml", dict[str, list[str]])
    named = phrases(directory)["service"]
    ids = {name for group in facts.values() for name in group}
    for name in sorted(ids):
        if name not in directory.entries:
            yield f"data/directory: {name}: lost; every id of data/inventory.yml needs an entry."
        elif name not in named and directory.current(name, clock.now())[0].id not in named:
            yield f"data/directory: {name}: nobody can ask for it; give it a name or an alternate_name of its own."
    for entry in directory.entries.values():
        yield from (
            f"data/directory: {entry.id}: replaces: {name}: not in data/inventory.yml."
            for name in entry.replaces
            if name not in ids
        )
    for name in sorted(set(directory.entries) - ids):
        yield f"data/inventory.yml: {name}: an entry that no fact names; add the id where its facts come from."


def problems() -> list[str]:
    """Everything that is wrong with the content.

    Returns:
        One sentence a finding; empty if all is well.

    Raises:
        ValueError: If a file cannot even be read.
    """
    directory, wording, content = load(), Wording(), Content()
    PersonFinder()
    AllWords(directory)
    return [
        *_intents(content, directory),
        *_rules(content, wording),
        *guards.problems(directory, EmergencyRules()),
        *_emergency_wording(wording, content),
        *replies.problems(directory),
        *_inventory(directory),
        *(
            said
            for folder in (FOLDER, ROUTES)
            for path in sorted(folder.glob("*.yml"))
            for said in explain.doubles(path)
        ),
        *proof.holes(directory, clock.now()),
    ]


def check() -> None:
    """Prints what is wrong.

    Raises:
        ContentError: If anything is.
    """
    found = problems()
    if found:
        raise ContentError("\n".join([*found, f"{len(found)} things to mend."]))
    content, directory = Content(), load()
    words = sum(len(examples) for examples in content.words.values())
    now = clock.now()
    for warning in (*drafts(), *audit.warnings(directory, now)):
        print(f"Warning: {warning}")
    print(replies.figures())
    cells = list(proof.cells(directory, now))
    print(f"{chart.figures(cells)} Map: {chart.draw(cells, now)}")
    print(f"{len(content.words)} intents, {words} messages, {len(directory.entries)} entries: all is well.")
