"""Changes to several files that happen together or not at all; comments and order of what is there stay."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

TEMPLATES = Path("data") / "templates"


class EditError(ValueError):
    """A change does not fit what is there; nothing was written."""


def fill(template: str, **values: str) -> str:
    """Fills in a template.

    Args:
        template: Its path below data/templates/.
        values: For each $name in it.

    Returns:
        The text.

    Raises:
        KeyError: If the template has a name without a value.
    """
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)


def with_line(folder: Path, line: str) -> Path:
    """The one file of a folder that has a line.

    Args:
        folder: Holds YAML files.
        line: Without the spaces before it.

    Returns:
        The file.

    Raises:
        EditError: If none has it.
    """
    for path in sorted(folder.glob("*.yml")):
        if any(one.strip() == line for one in path.read_text(encoding="utf-8").splitlines()):
            return path
    raise EditError(f"{folder}: no file has the line {line!r}; nothing was written.")


class Edits:
    """What is to be written; call write() at the end."""

    def __init__(self) -> None:
        """Starts with nothing to write."""
        self._texts: dict[Path, str] = {}
        self._before: dict[Path, str | None] = {}

    def create(self, path: Path, text: str) -> None:
        """Plans a new file.

        Raises:
            EditError: If there is one of that name.
        """
        if path.exists():
            raise EditError(f"{path}: is there already; choose another name. Nothing was written.")
        self._texts[path] = text

    def insert_after(self, path: Path, line: str, text: str, starts: str = "") -> None:
        """Plans lines after the block that holds a line.

        Args:
            path: A file that is there.
            line: Without the spaces before it.
            text: Whole lines, indented as they are to stand.
            starts: How the first line of the block starts, if it stands above that line: "- rule:".

        Raises:
            EditError: If the file has no such line.
        """
        lines = self._read(path).splitlines(keepends=True)
        first = next((number for number, one in enumerate(lines) if one.strip() == line), None)
        if first is None:
            raise EditError(f"{path}: no line {line!r}; nothing was written.")
        while starts and not lines[first].strip().startswith(starts):
            first -= 1
        depth = _depth(lines[first])
        end = first + 1
        while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) > depth):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        self._texts[path] = "".join([*lines[:end], text, *lines[end:]])

    def append(self, path: Path, text: str) -> None:
        """Plans lines at the end of a file that is there."""
        self._texts[path] = self._read(path).rstrip("\n") + "\n" + text

    def replace(self, path: Path, text: str) -> None:
        """Plans another text for a file that is there."""
        self._texts[path] = text

    def _read(self, path: Path) -> str:
        return self._texts[path] if path in self._texts else path.read_text(encoding="utf-8")

    def write(self) -> list[Path]:
        """Writes everything.

        Returns:
            The files, new ones and changed ones.

        Raises:
            OSError: If a file cannot be written; all are as they were then.
        """
        self._before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path in self._texts}
        try:
            for path, text in self._texts.items():
                path.write_text(text, encoding="utf-8")
        except OSError:
            self.undo()
            raise
        return list(self._texts)

    def undo(self) -> None:
        """Makes all files as they were before write()."""
        for path, text in self._before.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, encoding="utf-8")


def _depth(line: str) -> int:
    return len(re.match(r" *", line).group())  # type: ignore[union-attr]  # it matches every text
