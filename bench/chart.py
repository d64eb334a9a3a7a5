"""A run as a picture: how much of stock Rasa's cost is left, and how cost grows."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from bench.results import Growth, Measure, Run

FILE = Path("results") / "bench.svg"
ROW, LEFT, BAR, TOP = 26, 250, 380, 40  # pixels
PLOT, GAP = 200, 70
STYLE = (
    "text{font:13px sans-serif;fill:#222}.ok{fill:#2a7f62}.missed{fill:#b3402a}.goal,.line{fill:none;stroke:#222}"
    ".goal{stroke-dasharray:3 3}.axis{stroke:#888}rect.back{fill:#fff}"
)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _share(measure: Measure) -> tuple[float, float | None]:
    """What is left of B's cost, and how much may be; of a rate, its inverse."""
    ratio = measure.ratio("stock") or 0.0
    goal = measure.goal_stock
    return (1 / ratio, 1 / goal if goal else None) if measure.more_is_better else (ratio, goal)


def _bars(measures: list[Measure]) -> Iterator[str]:
    yield _text(LEFT, TOP - 16, "Cost of one where stock Rasa's is 1 (dashed: the goal)")
    for row, measure in enumerate(measures):
        (value, goal), y = _share(measure), TOP + ROW * row
        kind = "missed" if measure.passes("stock") is False else "ok"
        yield _text(LEFT - 8, y + 17, f"{measure.name} ({measure.unit})", "end")
        yield f'<rect x="{LEFT}" y="{y + 4}" width="{BAR * min(1.0, value):.1f}" height="{ROW - 8}" class="{kind}"/>'
        yield _text(LEFT + BAR * min(1.0, value) + 6, y + 17, f"{value:.2f}")
        if goal:
            yield _line(LEFT + BAR * goal, y, LEFT + BAR * goal, y + ROW, "goal")
    yield _line(LEFT, TOP, LEFT, TOP + ROW * len(measures), "axis")


def _plot(growth: Growth, left: float, top: float) -> Iterator[str]:
    """A line through the sizes; both axes begin at nothing."""
    most, dearest = max(growth.sizes), max(growth.costs)
    points = [
        (left + PLOT * size / most, top + PLOT - PLOT * 0.9 * cost / dearest)
        for size, cost in zip(growth.sizes, growth.costs, strict=True)
    ]
    yield _text(left, top - 10, growth.cost)
    yield _line(left, top, left, top + PLOT, "axis")
    yield _line(left, top + PLOT, left + PLOT, top + PLOT, "axis")
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{joined}" class="line"/>'
    for (x, y), size, cost in zip(points, growth.sizes, growth.costs, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="ok"/>'
        yield _text(x, y - 8, f"{cost:,.0f}", "middle")
        yield _text(x, top + PLOT + 16, f"{size:,.0f}", "middle")
    yield _text(left + PLOT / 2, top + PLOT + 34, growth.size, "middle")


def chart(run: Run) -> str:
    """Draws a run.

    Args:
        run: What was measured.

    Returns:
        An SVG file's content.
    """
    measures = [measure for measure in run.measures if measure.ratio("stock") is not None]
    below = TOP + ROW * len(measures) + 60
    columns = 3
    height = below + (PLOT + GAP) * -(-len(run.growth) // columns)
    parts = list(_bars(measures))
    for place, growth in enumerate(run.growth):
        left = 50 + (PLOT + GAP) * (place % columns)
        parts += _plot(growth, left, below + (PLOT + GAP) * (place // columns))
    title = f"make bench, {run.date}, {run.machine}"
    width = 50 + (PLOT + GAP) * columns
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    back = f'<rect class="back" width="{width}" height="{height}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}><title>{escape(title)}</title>'
    return f"{svg}<style>{STYLE}</style>{back}{_text(10, 16, title)}{''.join(parts)}</svg>\n"
