"""Reads every sentence that the bot is taught or examined with, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

from bot.files import no_yaml

TAUGHT = Path("data") / "nlu"
EXAMS = (Path("tests") / "messages", Path("tests") / "unseen", Path("tests") / "stories")
_SAID = ("text", "user")  # under these keys stand the words of a held-out message and of a story's turn
_LABEL = ("label", "intent")


class SentenceError(ValueError):
    """A file cannot be read; the message says which and why."""


class Sentence(msgspec.Struct, frozen=True):
    """What somebody might type.

    Attributes:
        text: As it is written in the file.
        label: The intent that it has there; empty if the file says none.
        file: Where it stands.
        line: Of the file, from 1.
    """

    text: str
    label: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """File and line, as they begin a finding."""
        return f"{self.file}: {self.line}"


def _root(path: Path) -> yaml.Node:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SentenceError(no_yaml(path, error)) from error
    if not isinstance(node, yaml.MappingNode):
        raise SentenceError(f"{path}: nothing there to read; write it as the files beside it, or take the file away.")
    return node


def _scalars(node: yaml.Node) -> dict[str, yaml.ScalarNode]:
    """The plain values of a mapping by their keys."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(value, yaml.ScalarNode)}


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """All mappings below a node, in the order of the file."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def taught(folder: Path = TAUGHT) -> list[Sentence]:
    """Reads the training messages.

    Args:
        folder: Holds Rasa's training files.

    Returns:
        One sentence an example, in the order of files and lines.

    Raises:
        SentenceError: If a file is no YAML.
    """
    found = []
    for path in sorted(folder.glob("*.yml")):
        for values in map(_scalars, _mappings(_root(path))):
            if "examples" not in values:
                continue
            label = values["intent"].value if "intent" in values else ""
            first = values["examples"].start_mark.line + 2  # the line below "examples: |", counted from 1
            lines = enumerate(values["examples"].value.splitlines(), first)
            found += [Sentence(text[2:].strip(), label, str(path), line) for line, text in lines if text[:2] == "- "]
    return found


def examined(folders: tuple[Path, ...] = EXAMS) -> list[Sentence]:
    """Reads the held-out messages and what is typed in stories.

    Args:
        folders: Hold YAML files; one that does not exist is passed over.

    Returns:
        One sentence a message or turn, in the order of files and lines.

    Raises:
        SentenceError: If a file is no YAML.
    """
    found = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.yml"))):
        root = _root(path)
        whole = _scalars(root)
        for values in map(_scalars, _mappings(root)):
            said = next((values[key] for key in _SAID if key in values), None)
            label = next((source[key].value for source in (values, whole) for key in _LABEL if key in source), "")
            if said is not None:
                found.append(Sentence(said.value.strip(), label, str(path), said.start_mark.line + 1))
    return found
