"""Phrases of data/phrases/ as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping

Patterns = dict[str, re.Pattern[str]]


def compile_all(says: Mapping[str, tuple[str, ...]]) -> Patterns:
    """Joins the expressions of each name into one pattern that matches whole words.

    Args:
        says: Name to regular expressions on plain text.

    Returns:
        The same names, without those that have no expression.

    Raises:
        re.error: If an expression is none.
    """
    return {
        name: re.compile("|".join(rf"(?<!\w)(?:{expression})(?!\w)" for expression in expressions))
        for name, expressions in says.items()
        if expressions
    }
