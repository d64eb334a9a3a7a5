"""From outcomes to figures. Pure: no model, no file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from bot.evaluation import scores
from bot.evaluation.data import TAGS
from bot.evaluation.goals import SCARY, SLANG
from bot.evaluation.outcome import Outcome
from bot.evaluation.scores import Bin, Share
from bot.verdict import NOT_UNDERSTOOD

OUT = "out_of_scope"
REJECTED = frozenset((OUT, NOT_UNDERSTOOD))
WORST = 20  # intents in the confusion matrix
FEWEST = 5  # emergencies that a slice must have to be called the worst: of one, one miss would be 0 %
Outcomes = Sequence[Outcome]


class Figure(msgspec.Struct, frozen=True):
    """One number of the report.

    Attributes:
        value: 0 to 1.
        of: Messages that it rests on.
        interval: 95 %, where the figure is a share.
        note: What else there is to know, such as the name of the worst slice.
    """

    value: float
    of: int
    interval: tuple[float, float] | None = None
    note: str = ""


class Slice(msgspec.Struct, frozen=True):
    """What makes messages hard, and how they fared."""

    name: str
    first: Share
    alarm: Share
    line: Share
    right: Share
    macro_f1: float | None


class Confusion(msgspec.Struct, frozen=True):
    """Messages of one label that were taken for one other intent."""

    label: str
    taken_for: str
    texts: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is shown; figures by their name in goals.py, those that cannot be had left out."""

    messages: int
    figures: dict[str, Figure]
    slices: list[Slice]
    missed: list[Outcome]
    alarms: list[Outcome]
    confusions: list[Confusion]
    bins: list[Bin]
    matrix: dict[str, Counter[str]]


def _due(outcomes: Outcomes) -> list[Outcome]:
    return [o for o in outcomes if o.message.is_emergency]


def _calm(outcomes: Outcomes) -> list[Outcome]:
    return [o for o in outcomes if not o.message.is_emergency]


def _line(outcomes: Outcomes) -> Share:
    """One-line 999 where nothing calls for it; a calm message marked `possible` is no mistake."""
    return scores.share(o.level == "possible" for o in _calm(outcomes) if o.message.level != "possible")


def _macro(outcomes: Outcomes, concerns: Collection[str]) -> float | None:
    return scores.macro_f1([(str(o.message.label), o.credited) for o in outcomes], concerns)


def by_slice(outcomes: Outcomes, concerns: Collection[str]) -> list[Slice]:
    """The figures of every slice, by name.

    Args:
        outcomes: Of every message.
        concerns: Intents that macro-F1 is about.
    """
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.message.slice].append(outcome)
    return [
        Slice(
            name=name,
            first=scores.share(o.level != "none" for o in _due(group)),
            alarm=scores.share(o.level == "now" for o in _calm(group)),
            line=_line(group),
            right=scores.share(o.is_right for o in group),
            macro_f1=_macro(group, concerns),
        )
        for name, group in sorted(groups.items())
    ]


def confusions(outcomes: Outcomes) -> list[Confusion]:
    """Which intents are taken for which, most often first."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for o in outcomes:
        if not o.is_right:
            texts[str(o.message.label), o.heard].append(o.message.text)
    pairs = sorted(texts.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [Confusion(label, taken_for, tuple(said)) for (label, taken_for), said in pairs]


def matrix(outcomes: Outcomes) -> dict[str, Counter[str]]:
    """For the intents with most mistakes (made of them or into them): what their messages were taken for."""
    wrong: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for o in outcomes:
        counts[str(o.message.label)][o.credited] += 1
        if not o.is_right:
            wrong.update((str(o.message.label), o.heard))
    worst = sorted((name for name in wrong if name in counts), key=lambda name: (-wrong[name], name))[:WORST]
    return {name: counts[name] for name in worst}


def _two(outcome: Outcome) -> bool:
    """Both concerns answered, the riskier first; 999 in full would have answered neither."""
    label, second = outcome.message.accepted - {outcome.message.second}, outcome.message.second
    said = outcome.worries[:2]
    return len(said) == 2 and said[0] in label and said[1] == second and outcome.level != "now"


def _of(name: str, values: Share, note: str = "") -> Iterator[tuple[str, Figure]]:
    if values.value is not None:
        yield name, Figure(values.value, values.of, values.interval, note)


def _number(name: str, value: float | None, of: int) -> Iterator[tuple[str, Figure]]:
    if value is not None:
        yield name, Figure(value, of)


def _danger(outcomes: Outcomes, slices: Sequence[Slice]) -> Iterator[tuple[str, Figure]]:
    due, calm = _due(outcomes), _calm(outcomes)
    yield from _of("first", scores.share(o.level != "none" for o in due))
    enough = [part for part in slices if part.first.of >= FEWEST]
    if enough:
        worst = min(enough, key=lambda part: (part.first.value or 0.0, part.name))
        yield from _of("first_worst", worst.first, worst.name)
    yield from _of("full", scores.share(o.level == "now" for o in due if o.message.level != "possible"))
    yield from _of("alarm", scores.share(o.level == "now" for o in calm))
    yield from _of("alarm_scary", scores.share(o.level == "now" for o in calm if o.message.slice == SCARY))
    yield from _of("line", _line(outcomes))
    yield from _of("kind", scores.share(o.is_right for o in due))


def _meaning(outcomes: Outcomes, concerns: Collection[str]) -> Iterator[tuple[str, Figure]]:
    yield from _of("right", scores.share(o.is_right for o in _calm(outcomes)))
    slang = [o for o in outcomes if o.message.slice in SLANG]
    for name, group in (("macro_f1", outcomes), ("macro_f1_slang", slang)):
        yield from _number(name, _macro(group, concerns), sum(o.message.label in concerns for o in group))
    outside = [o for o in outcomes if o.message.label == OUT]
    inside = [o for o in outcomes if OUT not in o.message.accepted]
    yield from _of("out", scores.share(o.intent in REJECTED for o in outside))
    yield from _of("rejected", scores.share(o.intent in REJECTED for o in inside))
    pairs = [o for o in outcomes if o.message.second is not None]
    yield from _of("two", scores.share(_two(o) for o in _calm(pairs)))
    yield from _of("two_danger", scores.share(o.level != "none" and o.is_right for o in _due(pairs)))


def _persons(outcomes: Outcomes) -> Iterator[tuple[str, Figure]]:
    """Who is asking and the like, on the messages whose tags say what is right.

    A message counts for a tag that it has. One that has none counts only if it is `tagged`, that is if somebody has
    read it for this and found nothing said: then whatever is found is a mistake. Elsewhere no tag may mean that nobody
    has looked.
    """
    for name in TAGS:
        judged = [(tags, o.found(name)) for o in outcomes if (tags := o.message.tags(name)) is not None]
        yield from _number(name, *scores.tagged_f1(judged))


def measure(outcomes: Outcomes, concerns: Collection[str]) -> Report:
    """Works out the whole report.

    Args:
        outcomes: Of every message.
        concerns: Intents that macro-F1 is about.

    Returns:
        The figures, in the order of goals.py, and what they rest on.
    """
    slices = by_slice(outcomes, concerns)
    bins = scores.reliability((o.confidence, o.guess in o.message.accepted) for o in outcomes)
    figures = dict(_danger(outcomes, slices)) | dict(_meaning(outcomes, concerns)) | dict(_persons(outcomes))
    return Report(
        messages=len(outcomes),
        figures=figures | dict(_number("ece", scores.calibration_error(bins), len(outcomes))),
        slices=slices,
        missed=[o for o in outcomes if o.is_missed],
        alarms=[o for o in outcomes if o.is_false_alarm],
        confusions=confusions(outcomes),
        bins=bins,
        matrix=matrix(outcomes),
    )
