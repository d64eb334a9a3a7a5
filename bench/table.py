"""A run as people read it: a table for the terminal."""

from __future__ import annotations

from bench.results import Measure, Run, middle

HEAD = ("measure", "unit", "A: ours", "B: stock", "A/B", "goal", "", "C: limit", "A/C", "goal", "")
SIDES = "<<>>>>^>>>^"  # how each column is aligned


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _middle(numbers: list[float]) -> str:
    return _number(middle(numbers)) if numbers else ""


def _goal(measure: Measure, goal: float | None) -> str:
    return "" if goal is None else f"{'>=' if measure.more_is_better else '<='} {goal:g}"


def _mark(passed: bool | None) -> str:
    return "" if passed is None else "ok" if passed else "MISSED"


def _cells(measure: Measure) -> tuple[str, ...]:
    return (
        measure.name,
        measure.unit,
        _middle(measure.ours),
        _middle(measure.stock),
        _number(measure.ratio("stock")),
        _goal(measure, measure.goal_stock),
        _mark(measure.passes("stock")),
        _middle(measure.limit),
        _number(measure.ratio("limit")),
        _goal(measure, measure.goal_limit),
        _mark(measure.passes("limit")),
    )


def table(run: Run) -> str:
    """Writes a run as a table.

    Args:
        run: What was measured.

    Returns:
        Lines of text: medians over the repeats; each ratio is the median of the ratios of the repeats.
    """
    rows = [HEAD, *map(_cells, run.measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(row, SIDES, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    told = [f"{measure.name}: {measure.note}." for measure in run.measures if measure.note]
    head = f"{run.date}, {run.machine}, load {run.busy:.1f} at the start"
    return "\n".join([head, "", *lines, "", *told, *run.notes])
