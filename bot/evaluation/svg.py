"""Pictures as inline SVG: a few rectangles and words, drawn here so that the report needs no library and no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from bot.evaluation.scores import Bin, Share

ROW, LEFT, BAR = 24, 150, 420  # pixels
CELL, NAMES = 22, 170
SIDE, EDGE = 300, 50
OTHER = "(another)"


def _text(x: float, y: float, words: str, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _box(x: float, y: float, width: float, height: float, more: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {more}/>'


def _picture(width: float, height: float, title: str, parts: Iterator[str]) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return f'<svg role="img" {size}><title>{escape(title)}</title>{"".join(parts)}</svg>'


def _bar(y: float, name: str, value: Share) -> Iterator[str]:
    low, high = (LEFT + BAR * end for end in value.interval)
    middle = y + ROW / 2
    yield _text(LEFT - 8, middle + 4, name, "end")
    yield _box(LEFT, y + 5, BAR * (value.value or 0.0), ROW - 10, 'class="bar" fill-opacity="0.6"')
    yield _line(low, middle, high, middle, "whisker")
    yield from (_line(end, middle - 4, end, middle + 4, "whisker") for end in (low, high))
    yield _text(LEFT + BAR + 10, middle + 4, f"{value.value or 0.0:.1%} of {value.of}")


def bars(title: str, shares: Mapping[str, Share], goal: float | None) -> str:
    """A bar for every share, with its 95 % interval.

    Args:
        title: For those who cannot see it.
        shares: By name; those of nothing are left out.
        goal: Drawn as a line, if there is one.
    """
    shown = {name: value for name, value in shares.items() if value.of}
    height = ROW * len(shown)

    def parts() -> Iterator[str]:
        for row, (name, value) in enumerate(shown.items()):
            yield from _bar(ROW * row, name, value)
        yield _line(LEFT, 0, LEFT, height, "axis")
        if goal is not None:
            yield _line(LEFT + BAR * goal, 0, LEFT + BAR * goal, height, "goal")

    return _picture(LEFT + BAR + 110, height, title, parts())


def _cells(names: Sequence[str], rows: Mapping[str, Counter[str]]) -> Iterator[str]:
    for row, name in enumerate(names):
        counts, total, top = rows[name], max(1, sum(rows[name].values())), NAMES + CELL * row
        yield _text(NAMES - 6, top + CELL - 7, name, "end")
        other = sum(count for given, count in counts.items() if given not in rows)
        for column, count in enumerate([*(counts[given] for given in names), other]):
            left, kind = NAMES + CELL * column, "right" if column == row else "wrong"
            strength = 0.1 + 0.5 * count / total if count else 0.0
            yield _box(left, top, CELL - 1, CELL - 1, f'class="{kind}" fill-opacity="{strength:.2f}"')
            if count:
                yield _text(left + CELL / 2, top + CELL - 7, str(count), "middle")


def matrix(title: str, rows: Mapping[str, Counter[str]]) -> str:
    """The confusion matrix: a row for each label, a column for what it was taken for.

    Args:
        title: For those who cannot see it.
        rows: Counts by label and by what was given.
    """
    names = list(rows)
    width = NAMES + CELL * (len(names) + 1) + 90

    def parts() -> Iterator[str]:
        for column, name in enumerate([*names, OTHER]):
            x, y = NAMES + CELL * column + CELL / 2 + 4, NAMES - 8
            yield _text(x, y, name, more=f' transform="rotate(-55 {x:.1f} {y:.1f})"')
        yield from _cells(names, rows)

    return _picture(width, NAMES + CELL * len(names), title, parts())


def _steps(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((step.count for step in bins), default=1)
    for step in bins:
        left, width = EDGE + SIDE * step.low, SIDE * (step.high - step.low)
        strength = 0.15 + 0.5 * step.count / most
        height = SIDE * step.accuracy
        yield _box(left, 10 + SIDE - height, width - 1, height, f'class="bar" fill-opacity="{strength:.2f}"')
        yield f'<circle cx="{EDGE + SIDE * step.confidence:.1f}" cy="{10 + SIDE - height:.1f}" r="3" class="dot"/>'
        yield _text(left + width / 2, 10 + SIDE - 4, str(step.count), "middle")


def diagram(title: str, bins: Sequence[Bin]) -> str:
    """The reliability diagram: how often the classifier is right, by how sure it is; on the diagonal it is honest.

    Args:
        title: For those who cannot see it.
        bins: Steps of confidence.
    """

    def parts() -> Iterator[str]:
        yield from _steps(bins)
        yield _line(EDGE, 10 + SIDE, EDGE + SIDE, 10, "goal")
        yield _line(EDGE, 10 + SIDE, EDGE + SIDE, 10 + SIDE, "axis")
        yield _line(EDGE, 10, EDGE, 10 + SIDE, "axis")
        for tenth in (0, 5, 10):
            yield _text(EDGE + SIDE * tenth / 10, 26 + SIDE, f"{tenth * 10} %", "middle")
            yield _text(EDGE - 6, 14 + SIDE * (1 - tenth / 10), f"{tenth * 10} %", "end")
        yield _text(EDGE + SIDE / 2, 44 + SIDE, "confidence (bars: how often right; numbers: messages)", "middle")

    return _picture(EDGE + SIDE + 40, SIDE + 52, title, parts())
