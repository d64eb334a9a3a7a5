"""B: the same words, rules and replies as a project that stock Rasa reads, with what `rasa init` chooses for it."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from importlib import metadata
from pathlib import Path

CACHE = Path(".cache") / "bench"
MODEL = "stock.tar.gz"
# Wording is left out: it trains nothing, and is copied anew each time.
TRAINED_ON = ("data/nlu", "data/rules", "data/stories", "domain.yml")
TRAINERS = ("rasa", "tensorflow-cpu")
ENDPOINTS = "action_endpoint:\n  url: {url}\n"


def _package() -> Path:
    spec = importlib.util.find_spec("rasa")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def _template() -> Path:
    return _package() / "cli" / "initial_project"


def _files(root: Path) -> list[Path]:
    sources = [root / name for name in TRAINED_ON]
    return [file for path in sources for file in (sorted(path.rglob("*.yml")) if path.is_dir() else [path])]


def digest(root: Path = Path()) -> str:
    """A hash over all that stock Rasa learns from.

    Args:
        root: A folder like the repository's.
    """
    found = hashlib.sha256((_template() / "config.yml").read_bytes())
    found.update(" ".join(metadata.version(name) for name in TRAINERS).encode())
    for file in _files(root):
        found.update(str(file.relative_to(root)).encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def folder(root: Path = Path(), quick: bool = False) -> Path:
    """Where the project for these words is, or will be."""
    return CACHE / "stock" / (digest(root) + ("-quick" if quick else ""))


def _quick(config: Path) -> None:
    """Writes Rasa's defaults out, with one epoch: as fast as the real one in every turn, and not to be judged."""
    chosen = _package() / "engine" / "recipes" / "config_files" / "default_config.yml"
    config.write_text(chosen.read_text(encoding="utf-8").replace("epochs: 100", "epochs: 1"), encoding="utf-8")


def write(root: Path = Path(), quick: bool = False) -> Path:
    """Writes the project: config and credentials as `rasa init` does, words, rules, stories and domain from ours.

    The config names no pipeline and no policies, as in a new project: Rasa then takes its own defaults (DIET,
    ResponseSelector, FallbackClassifier; Memoization, RulePolicy, UnexpecTED, TED).

    Args:
        root: A folder like the repository's.
        quick: With one epoch of training instead of a hundred.

    Returns:
        The project's folder. A model that is there already stays.
    """
    target = folder(root, quick)
    target.mkdir(parents=True, exist_ok=True)
    for name in ("config.yml", "credentials.yml"):
        shutil.copyfile(_template() / name, target / name)
    if quick:
        _quick(target / "config.yml")
    for name in ("nlu", "rules", "stories"):
        shutil.copytree(root / "data" / name, target / "data" / name, dirs_exist_ok=True)
    shutil.copytree(root / "data" / "responses", target / "domain", dirs_exist_ok=True)
    shutil.copyfile(root / "domain.yml", target / "domain" / "domain.yml")
    return target


def point(project: Path, actions: str) -> None:
    """Tells the project where its action server is.

    Args:
        project: What `write` returned.
        actions: The server's address.
    """
    (project / "endpoints.yml").write_text(ENDPOINTS.format(url=f"{actions}/webhook"), encoding="utf-8")
