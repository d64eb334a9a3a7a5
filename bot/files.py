"""Reads the files of data/: whatever is wrong in one is one sentence with its name and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

Content = TypeVar("Content")
NO_YAML = "this is not YAML{where}; look for a missing quotation mark, bracket or space there."


class FileError(msgspec.ValidationError):
    """A file cannot be read, or has another shape than it should."""


def no_yaml(path: Path, error: Exception) -> str:
    """Says where a file stops being YAML.

    Args:
        path: The file.
        error: Of the parser.

    Returns:
        One sentence.
    """
    while not isinstance(error, yaml.MarkedYAMLError) and isinstance(error.__cause__, Exception):
        error = error.__cause__
    mark = getattr(error, "problem_mark", None)
    where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
    return f"{path}: {NO_YAML.format(where=where)}"


def decode(path: Path, kind: type[Content]) -> Content:
    """Reads a YAML file into its shape.

    Args:
        path: Of data/.
        kind: What it must be.

    Returns:
        What stands there.

    Raises:
        FileError: If the file is missing, is no YAML or has another shape.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except msgspec.ValidationError as error:
        raise FileError(f"{path}: {error}; write it as the lines beside it.") from error
    except (msgspec.DecodeError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise FileError(no_yaml(path, error)) from error
    except OSError as error:
        raise FileError(f"{path}: cannot be read ({error.strerror}); bring it back.") from error


def read_yaml(path: Path) -> Any:
    """Reads plain YAML, with the fast parser where PyYAML has it.

    Args:
        path: A file.

    Returns:
        What stands there, as plain data.

    Raises:
        FileError: If it is no YAML.
        OSError: If it cannot be read.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  # both loaders are safe ones
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FileError(no_yaml(path, error)) from error
