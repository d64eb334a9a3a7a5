"""What each worry is called on a button."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

FILE = Path("data") / "phrases" / "titles.yml"


@lru_cache(maxsize=1)
def titles(file: Path = FILE) -> dict[str, dict[str, str]]:
    """Reads the buttons.

    Args:
        file: A mapping intent -> {title, payload}; the payload is plain words that mean the same when typed.

    Returns:
        Rasa buttons by intent.

    Raises:
        msgspec.ValidationError: If the file has another shape.
    """
    return msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, str]])
