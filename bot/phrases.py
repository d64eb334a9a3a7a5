"""Phrases of data/phrases/ as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Patterns = dict[str, re.Pattern[str]]


def whole_words(expressions: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several regular expressions on plain text, each of whole words."""
    return re.compile("|".join(rf"(?<!\w)(?:{expression})(?!\w)" for expression in expressions))


def compile_all(says: Mapping[str, tuple[str, ...]]) -> Patterns:
    """Joins the expressions of each name into one pattern that matches whole words.

    Args:
        says: Name to regular expressions on plain text.

    Returns:
        The same names, without those that have no expression.

    Raises:
        re.error: If an expression is none.
    """
    return {name: whole_words(expressions) for name, expressions in says.items() if expressions}
