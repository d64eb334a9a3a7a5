"""The build: small, fresh, its types right, its tools locked."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

from tests.widget.played import BUILD, WIDGET

MOST = 15_000  # bytes, gzipped: script, styles and both languages


def test_build_is_small_enough() -> None:
    assert len(gzip.compress(BUILD.read_bytes(), 9)) <= MOST


def test_build_is_fresh_and_its_types_are_right(tmp_path: Path) -> None:
    """scripts/widget.sh checks the types with tsc, builds again, and gets the file that is kept."""
    done = subprocess.run(["/bin/sh", "scripts/widget.sh", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / BUILD.parent.name / "chat.js").read_bytes() == BUILD.read_bytes(), "run `make widget`"


def test_tools_are_locked_by_hash_and_name_no_host() -> None:
    lock = json.loads((WIDGET / "package-lock.json").read_bytes())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
