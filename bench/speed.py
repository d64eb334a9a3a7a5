"""The measures of a server that runs: each function is one line of the table, or two."""

from __future__ import annotations

from tqdm import tqdm

from bench import talk
from bench.limit import Limit
from bench.results import Measure, middle, share
from bench.servers import Server

LONG = 20_000  # characters
CLIENTS = 8


def warm(server: Server) -> None:
    """The first messages after a start load what is read when first needed."""
    talk.serial(server.port, talk.texts(20, seed=1))


def latency(ours: Server, stock: Server, limit: Limit, repeats: int, count: int) -> list[Measure]:
    """One message over REST, one after the other.

    Args:
        ours: A.
        stock: B.
        limit: C.
        repeats: Rounds; in each A, B and C have the same messages, one after the other.
        count: Messages of a round.
    """
    half = Measure(name="one message, p50", unit="ms", ours=[], goal_stock=0.25, goal_limit=2.0)
    most = Measure(name="one message, p95", unit="ms", ours=[], goal_stock=0.25, goal_limit=2.0)
    for turn in tqdm(range(repeats), desc="One message", unit="round"):
        said = talk.texts(count, seed=turn)
        rounds = talk.serial(ours.port, said), talk.serial(stock.port, said), limit.passes(said)
        for measure, part in ((half, 0.5), (most, 0.95)):
            for numbers, seconds in zip((measure.ours, measure.stock, measure.limit), rounds, strict=True):
                numbers.append(1000 * share(seconds, part))
    return [half, most]


def throughput(ours: Server, stock: Server, limit: Limit, repeats: int, count: int) -> Measure:
    """Messages a second with eight clients, one process; C is what one core of encoder does."""
    found = Measure(
        name=f"{CLIENTS} clients", unit="messages/s", ours=[], goal_stock=5.0, goal_limit=0.5, more_is_better=True
    )
    for turn in tqdm(range(repeats), desc=found.name, unit="round"):
        said = talk.texts(count, seed=100 + turn)
        found.ours.append(talk.together(ours.port, said, CLIENTS))
        found.stock.append(talk.together(stock.port, said, CLIENTS))
        passes = limit.passes(said)
        found.limit.append(len(passes) / sum(passes))
    return found


def slowest(ours: Server, stock: Server, repeats: int, count: int) -> Measure:
    """The slowest ordinary answer while somebody sends messages of 20 kB."""
    found = Measure(name="slowest beside 20 kB messages", unit="ms", ours=[], goal_stock=0.2)
    for turn in tqdm(range(repeats), desc=found.name, unit="round"):
        said = talk.texts(count, seed=200 + turn)
        found.ours.append(1000 * talk.beside_long_ones(ours.port, said, LONG))
        found.stock.append(1000 * talk.beside_long_ones(stock.port, said, LONG))
    return found


def _later(server: Server, turns: int) -> float:
    """How much longer the last five messages of a long chat take than the same five at its start."""
    cycle = talk.texts(5, seed=3)
    person = talk.Person(server.port, turns)
    taken = [person.say(cycle[turn % len(cycle)]) for turn in range(turns)]
    return middle(taken[-5:]) / middle(taken[:5])


def long_chat(ours: Server, stock: Server, repeats: int, turns: int) -> Measure:
    """Turn 200 of one chat against turn 1, each bot against itself."""
    found = Measure(name=f"turn {turns} against turn 1", unit="x", ours=[])
    for _ in tqdm(range(repeats), desc=found.name, unit="chat"):
        found.ours.append(_later(ours, turns))
        found.stock.append(_later(stock, turns))
    found.note = "the goal is ours alone: at most 1.5 x"
    found.limit, found.goal_limit = [1.0] * repeats, 1.5
    return found


def memory(ours: Server, stock: Server, conversations: int) -> Measure:
    """What the processes hold after many conversations, the stock bot's action server included."""
    for server in tqdm((ours, stock), desc=f"{conversations} conversations", unit="bot"):
        talk.together(server.port, talk.texts(conversations, seed=5), CLIENTS, turns=1)
    return Measure(
        name=f"memory after {conversations} conversations",
        unit="MB",
        ours=[ours.memory()],
        stock=[stock.memory()],
        goal_stock=0.45,
    )
