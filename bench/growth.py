"""How cost grows with words and with directory entries: the repository copied, with less or more of one of them."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import yaml
from tqdm import tqdm

from bench import talk, training
from bench.results import Growth
from bench.servers import ours
from bot.directory.load import AREAS, load
from bot.files import read_yaml

SHARES = (0.25, 0.5, 1.0)  # of today's words
TIMES = (1, 2, 4)  # as many entries as today
MESSAGES = 200
LINKED = ("bot", "actions", "config.yml", "domain.yml", "requirements.lock", ".cache")
DATA = Path("data")
_ID = re.compile(r"""^(\s*(?:- )?id: )["']?([-\w]+)["']?""", re.MULTILINE)


def copy(folder: Path, replaced: str) -> Path:
    """A folder like the repository's, made of links, in which one folder of data/ may be changed.

    Args:
        folder: Empty.
        replaced: The folder of data/ that is copied instead.

    Returns:
        The copy.
    """
    for name in LINKED:
        (folder / name).symlink_to(Path(name).resolve())
    (folder / DATA).mkdir()
    for path in DATA.iterdir():
        if path.name == replaced:
            shutil.copytree(path, folder / path)
        else:
            (folder / path).symlink_to(path.resolve())
    return folder


def fewer_words(folder: Path, share: float) -> int:
    """Keeps the first part of the examples of every intent.

    Args:
        folder: From `copy`, with words of its own.
        share: How much to keep, of 1.

    Returns:
        How many are left.
    """
    left = 0
    for path in sorted((folder / DATA / "nlu").glob("*.yml")):
        content = read_yaml(path)
        for intent in content["nlu"]:
            lines = intent["examples"].splitlines(keepends=True)
            kept = lines[: max(5, round(len(lines) * share))]
            intent["examples"] = "".join(kept)
            left += len(kept)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return left


def more_entries(folder: Path, times: int) -> int:
    """Adds copies of every entry, each with an id of its own.

    Args:
        folder: From `copy`, with a directory of its own.
        times: As many as today.

    Returns:
        How many there are.
    """
    for path in sorted((folder / DATA / "directory").glob("*.yml")):
        if path.name == AREAS:
            continue
        written = path.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            renamed = _ID.sub(rf'\1"\2-{number}"', written)
            path.with_name(f"{path.stem}-{number}.yml").write_text(renamed, encoding="utf-8")
    return len(load(folder / DATA / "directory", folder / DATA / "routes").entries)


def _served(root: Path, size: float, found: dict[str, Growth], what: str) -> None:
    """Starts the bot in a copy and measures what it costs."""
    with ours(root) as server:
        talk.serial(server.port, talk.texts(20))
        rate = talk.together(server.port, talk.texts(MESSAGES), 8)
        values = {"messages a second": rate, "memory, MB": server.memory(), "start, s": server.seconds}
    for cost, value in values.items():
        _add(found, cost, what, size, value)


def _add(found: dict[str, Growth], cost: str, what: str, size: float, value: float) -> None:
    growth = found.setdefault(f"{cost}/{what}", Growth(cost=cost, size=what))
    growth.sizes.append(size)
    growth.costs.append(value)


def measure() -> list[Growth]:
    """Trains with a quarter, half and all of today's words; serves each, and with 1, 2 and 4 times the entries.

    Returns:
        One curve a cost.
    """
    found: dict[str, Growth] = {}
    for share in tqdm(SHARES, desc="Words", unit="size"):
        with tempfile.TemporaryDirectory() as folder:
            root = copy(Path(folder), "nlu")
            words = fewer_words(root, share)
            taken = training.train_into(root)
            _add(found, "training, CPU s", "training words", words, taken.processor)
            _served(root, words, found, "training words")
    for times in tqdm(TIMES, desc="Entries", unit="size"):
        with tempfile.TemporaryDirectory() as folder:
            root = copy(Path(folder), "directory")
            (root / "models").symlink_to(Path("models").resolve())
            _served(root, more_entries(root, times), found, "directory entries")
    return list(found.values())
