"""bot/rasa/tidy.py: old graphs go, the newest stay."""

from __future__ import annotations

import os
from pathlib import Path

from bot.rasa.tidy import HOUR, KEEP, tidy

OLD = 1_700_000_000


def _make(folder: Path, name: str, age: int) -> Path:
    file = folder / name
    file.write_bytes(b"graph")
    os.utime(file, (OLD - age, OLD - age))
    return file


def test_tidy_keeps_the_newest_tuned_graphs(tmp_path: Path) -> None:
    """Each training leaves one; only the last ones can still be in use."""
    files = [_make(tmp_path, f"5a-c7-{number}.onnx", number) for number in range(8)]
    tidy(tmp_path)

    assert [file.exists() for file in files] == [True] * KEEP + [False] * (8 - KEEP)


def test_tidy_keeps_the_published_graph_however_old(tmp_path: Path) -> None:
    """It is needed whenever something is trained; one of an older recipe is not."""
    older, published = _make(tmp_path, "5a-b6.onnx", 9000), _make(tmp_path, "5a-c7.onnx", 8000)
    tuned = [_make(tmp_path, f"5a-c7-{number}.onnx", number) for number in range(KEEP)]
    tidy(tmp_path)

    assert published.exists()
    assert not older.exists()
    assert all(file.exists() for file in tuned)


def test_tidy_clears_what_a_full_disk_left_half_written(tmp_path: Path) -> None:
    """Not what is being written now."""
    old = _make(tmp_path, "5a-c7-1.unfinished", HOUR)
    new = tmp_path / "5a-c7-2.unfinished"
    new.write_bytes(b"half")
    tidy(tmp_path)

    assert not old.exists()
    assert new.exists()


def test_tidy_leaves_other_files_alone(tmp_path: Path) -> None:
    """It is not its folder."""
    note = _make(tmp_path, "note.txt", 9000)
    tidy(tmp_path)
    tidy(tmp_path / "nowhere")

    assert note.exists()
