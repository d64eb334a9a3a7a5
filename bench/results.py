"""What was measured, as it is kept: one JSON file a run."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path

import msgspec

FILE = Path("results") / "bench.json"
ACCEPTED = Path("docs") / "evaluation" / "bench.json"
Numbers = Sequence[float]


class Measure(msgspec.Struct, kw_only=True):
    """One line of the table.

    Attributes:
        name: What was measured.
        unit: Of the numbers.
        ours: One number a repeat.
        stock: The same of B, taken in turn with ours; empty if B was not measured.
        limit: The same of C; empty if it has none.
        goal_stock: The ratio to B that is good enough; below 1 at most that, from 1 on at least that.
        goal_limit: The same for C.
        more_is_better: True for rates.
        note: What one must know to read it.
    """

    name: str
    unit: str
    ours: list[float]
    stock: list[float] = []
    limit: list[float] = []
    goal_stock: float | None = None
    goal_limit: float | None = None
    more_is_better: bool = False
    note: str = ""

    def ratio(self, other: str) -> float | None:
        """The median of the ratios of the repeats, so that what slows the machine down slows down both.

        Args:
            other: stock or limit.

        Returns:
            None if there is nothing to compare with.
        """
        theirs: list[float] = getattr(self, other)
        pairs = list(zip(self.ours, theirs, strict=False)) if len(theirs) > 1 else [(middle(self.ours), *theirs)]
        return middle([mine / its for mine, its in pairs]) if theirs and self.ours else None

    def passes(self, other: str) -> bool | None:
        """True if the goal is met; None if there is no goal or nothing to compare with."""
        goal: float | None = getattr(self, f"goal_{other}")
        ratio = self.ratio(other)
        if goal is None or ratio is None:
            return None
        return ratio >= goal if self.more_is_better else ratio <= goal


class Run(msgspec.Struct, kw_only=True):
    """A whole run.

    Attributes:
        date: Of the run.
        machine: What it ran on.
        busy: Load average at the start: processes that wanted a core.
        notes: What holds for all of it.
        measures: The lines of the table.
        growth: How cost grows (bench/growth.py).
    """

    date: str
    machine: str
    busy: float
    notes: list[str] = []
    measures: list[Measure] = []
    growth: list[Growth] = []


class Growth(msgspec.Struct, kw_only=True):
    """How one cost grows with one size.

    Attributes:
        cost: What was measured, with its unit.
        size: Of what.
        sizes: The sizes.
        costs: What each cost.
    """

    cost: str
    size: str
    sizes: list[float] = []
    costs: list[float] = []


def middle(numbers: Numbers) -> float:
    """The median."""
    return statistics.median(numbers)


def share(numbers: Numbers, part: float) -> float:
    """The number below which a part of them lies; 0.95 for the 95th percentile."""
    return sorted(numbers)[min(len(numbers) - 1, int(part * len(numbers)))]


def begin() -> Run:
    """An empty run of now, on this machine."""
    cores, memory = os.cpu_count() or 1, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return Run(
        date=dt.datetime.now(dt.timezone.utc).date().isoformat(),
        machine=f"{cores} cores, {memory:.0f} GB, {platform.machine()}, Python {platform.python_version()}",
        busy=os.getloadavg()[0],
    )


def read(file: Path = FILE) -> Run | None:
    """A run that was kept, if there is one."""
    return msgspec.json.decode(file.read_bytes(), type=Run) if file.is_file() else None


def write(run: Run, file: Path = FILE) -> None:
    """Keeps a run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")
