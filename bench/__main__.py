"""`make bench`: measures, prints the table, writes results/bench.json and results/bench.svg. Needs no internet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from bench import answers, chart, growth, results, speed, stock, talk, training
from bench.limit import Limit
from bench.results import Measure, Run
from bench.servers import Server, ours, stock_rasa
from bench.table import table
from bot.rasa import model

PARTS = ("training", "start", "latency", "throughput", "long-messages", "long-chat", "memory", "answers")
QUICK = "B was trained for one epoch only: its speed is as stock, its answers and its training are not judged."


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="B with one epoch of training: minutes instead of hours")
    parser.add_argument("--growth", action="store_true", help="also how cost grows with words and entries (an hour)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure these alone")
    parser.add_argument("--repeats", type=int, default=5, help="rounds of each measure (5)")
    parser.add_argument("--count", type=int, default=100, help="messages of a round (100)")
    parser.add_argument(
        "--accept", action="store_true", help=f"keep the last run as {results.ACCEPTED}; measure nothing"
    )
    return parser.parse_args()


def _starts(project: Path, repeats: int) -> Measure:
    """From the start of the processes to the first real answer."""
    found = Measure(name="from start to first answer", unit="s", ours=[], goal_stock=0.4)
    for _ in tqdm(range(repeats), desc=found.name, unit="start"):
        with ours() as one:
            found.ours.append(one.seconds)
        with stock_rasa(project) as one:
            found.stock.append(one.seconds)
    return found


def _served(run: Run, one: Server, other: Server, given: argparse.Namespace) -> None:
    """All that is asked of the two while they run; each line is kept as soon as it is there."""
    limit, repeats, count = Limit(), given.repeats, given.count
    for server in (one, other):
        speed.warm(server)
    steps: dict[str, Callable[[], list[Measure]]] = {
        "latency": lambda: speed.latency(one, other, limit, repeats, count),
        "throughput": lambda: [speed.throughput(one, other, limit, repeats, count)],
        "long-messages": lambda: [speed.slowest(one, other, repeats, count // 4)],
        "long-chat": lambda: [speed.long_chat(one, other, min(repeats, 3), turns=200)],
        "memory": lambda: [speed.memory(one, other, conversations=1000)],
        "answers": lambda: [] if given.quick else [answers.wrong(other)],
    }
    for name, step in steps.items():
        if name in given.only:
            _keep(run, *step())
    for name, server in (("A", one), ("B", other)):
        if silent := talk.SILENT[server.port]:
            run.notes.append(f"{name} left {silent} messages without an answer.")


def _keep(run: Run, *measures: Measure) -> None:
    run.measures += measures
    results.write(run)


def _measure(given: argparse.Namespace) -> Run:
    run = results.begin()
    if given.quick:
        run.notes.append(QUICK)
    print("Training B, unless there is a model of these words already ...", file=sys.stderr)
    theirs = training.train_stock(quick=given.quick)
    if "training" in given.only and not given.quick:
        print("Training ours ...", file=sys.stderr)
        _keep(run, *training.training(training.train_ours(), theirs))
    project = stock.folder(quick=given.quick)
    if "start" in given.only:
        _keep(run, _starts(project, max(1, given.repeats // 2)))
    with ours() as one, stock_rasa(project) as other:
        _served(run, one, other, given)
    if given.growth:
        run.growth += growth.measure()
        results.write(run)
    return run


def _accept() -> int:
    run = results.read()
    if run is None:
        print(f"{results.FILE}: no run there; `make bench` makes one.", file=sys.stderr)
        return 1
    results.write(run, results.ACCEPTED)
    results.ACCEPTED.with_suffix(".svg").write_text(chart.chart(run), encoding="utf-8")
    print(f"Accepted: {results.ACCEPTED}")
    return 0


def main() -> int:
    """Measures, or accepts what was measured.

    Returns:
        0 if every goal was met or nothing was judged, else 1.
    """
    given = _options()
    if given.accept:
        return _accept()
    if not model.is_current():
        print("The model is older than its words: run `make train` first.", file=sys.stderr)
        return 1
    run = _measure(given)
    chart.FILE.write_text(chart.chart(run), encoding="utf-8")
    print(table(run))
    print(f"\nKept: {results.FILE}, {chart.FILE}")
    missed = [measure for measure in run.measures if False in (measure.passes("stock"), measure.passes("limit"))]
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
