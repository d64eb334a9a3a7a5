"""docs/safety/hazards.yml: every hazard has its tests, and a full run fails unless they all ran and passed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.hazards import FILE, Hazard, is_there, read

LOG = read()
ACCEPTED, OPEN = 6, 10  # as the head of the file says
PASSES = "def test_control():\n    pass\n"


@pytest.mark.parametrize("hazard", LOG.hazards, ids=lambda hazard: hazard.id)
def test_hazard_names_tests_that_are_there(hazard: Hazard) -> None:
    """A control that nothing shows is a wish."""
    assert hazard.controls
    assert hazard.tests
    assert [name for name in hazard.tests if not is_there(name)] == []


@pytest.mark.parametrize("hazard", LOG.hazards, ids=lambda hazard: hazard.id)
def test_hazard_has_the_status_of_its_risk(hazard: Hazard) -> None:
    """Nobody calls a hazard controlled by writing so; what is not, says what is missing."""
    wanted = "controlled" if hazard.risk <= ACCEPTED else "open" if hazard.risk >= OPEN else "watched"

    assert hazard.status == wanted
    assert hazard.likelihood.after <= hazard.likelihood.before
    assert bool(hazard.left) == (hazard.status != "controlled")


def test_hazards_are_numbered_without_a_gap() -> None:
    """An id means one hazard for good: a new one goes to the end of its part with the next free number."""
    numbers = sorted(int(hazard.id.removeprefix("H")) for hazard in LOG.hazards)

    assert numbers == list(range(1, len(numbers) + 1))


def test_log_says_plainly_that_nobody_has_signed() -> None:
    """Until somebody has; then these sentences go."""
    unsigned = not all((LOG.signed.name, LOG.signed.role, LOG.signed.date))
    said = [FILE.read_text(encoding="utf-8"), Path("docs/safety/README.md").read_text(encoding="utf-8")]

    assert [("nobody has signed" in text.lower()) is unsigned for text in said] == [True, True]


@pytest.mark.parametrize(
    ("content", "wanted", "code"),
    [
        (PASSES, "test_control", 0),
        (PASSES, "test_other", 1),
        (f"import pytest\n@pytest.mark.skip\n{PASSES}", "test_control", 1),
        ("import pytest\n@pytest.mark.xfail\ndef test_control():\n    assert False\n", "test_control", 1),
        (
            "import pytest\n@pytest.mark.parametrize('x', [1, 2])\ndef test_control(x):\n    x == 1 or pytest.skip()\n",
            "test_control",
            1,
        ),
    ],
    ids=["passed", "did-not-run", "skipped", "failed-as-expected", "one-of-two-skipped"],
)
def test_full_run_needs_every_named_test_to_pass(tmp_path: Path, content: str, wanted: str, code: int) -> None:
    """Tried on small test suites of their own, with the plugin that watches ours."""
    assert _run(tmp_path, content, wanted) == code


def test_partial_run_is_left_alone(tmp_path: Path) -> None:
    """Who runs one file is not told about the others."""
    assert _run(tmp_path, PASSES, "test_other", "test_it.py") == 0
    assert _run(tmp_path, PASSES, "test_other", "-k", "control") == 0


def _run(folder: Path, content: str, wanted: str, *arguments: str) -> int:
    (folder / "test_it.py").write_text(content, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = .\n", encoding="utf-8")
    (folder / "conftest.py").write_text(
        f"import sys\nsys.path.insert(0, {str(Path.cwd())!r})\n"
        "from tests.safety.hazards import Proof, is_full\n"
        "def pytest_configure(config):\n"
        "    if is_full(config):\n"
        f"        config.pluginmanager.register(Proof({{'H01': ['test_it.py::{wanted}']}}))\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # ours is all that is tried
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("did not run and pass" in ran.stdout) is (ran.returncode == 1), ran.stdout
    return ran.returncode
