"""Clears away what old trainings left behind: each leaves a graph of 90 MB in .cache/encoder."""

from __future__ import annotations

import time
from pathlib import Path

CACHE = Path(".cache") / "encoder"
KEEP = 3  # tuned graphs: the current one, and those that another checkout with the same cache may be running

HOUR = 3600  # seconds; a file that is being written is younger


def tidy(cache: Path = CACHE) -> None:
    """Keeps the newest graphs; one that is needed again is built again in seconds.

    Args:
        cache: Holds <weights>-<recipe>.onnx, the published encoder, and <weights>-<recipe>-<layers>.onnx, tuned ones.
    """
    graphs = sorted(cache.glob("*.onnx"), key=lambda file: file.stat().st_mtime, reverse=True)
    tuned = [file for file in graphs if file.stem.count("-") > 1]
    published = [file for file in graphs if file.stem.count("-") == 1]
    halves = [file for file in cache.glob("*.unfinished") if time.time() - file.stat().st_mtime > HOUR]
    for file in (*tuned[KEEP:], *published[1:], *halves):
        file.unlink(missing_ok=True)
