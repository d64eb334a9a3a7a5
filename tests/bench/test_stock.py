"""bench/stock.py: B is a new project of stock Rasa with our words, and nothing of our own code."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench import stock
from bot.rasa.importer import RESPONSES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Written into an empty cache."""
    monkeypatch.setattr(stock, "CACHE", tmp_path)
    return stock.write()


def test_write_names_no_component_so_that_rasa_takes_its_own(project: Path) -> None:
    """As `rasa init` leaves it."""
    config = yaml.safe_load((project / "config.yml").read_text())

    assert config["recipe"] == "default.v1"
    assert (config["pipeline"], config["policies"]) == (None, None)


def test_write_has_our_words_rules_and_replies(project: Path) -> None:
    """Byte for byte: both bots learn and say the same."""
    for name in ("nlu", "rules", "stories"):
        ours, theirs = sorted(Path("data", name).glob("*.yml")), sorted((project / "data" / name).glob("*.yml"))
        assert [file.read_bytes() for file in ours] == [file.read_bytes() for file in theirs] != []
    assert {file.name for file in RESPONSES.glob("*.yml")} < {file.name for file in (project / "domain").glob("*.yml")}


def test_quick_project_has_every_default_component_and_one_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As fast in every turn, and trained in minutes."""
    monkeypatch.setattr(stock, "CACHE", tmp_path)
    config = yaml.safe_load((stock.write(quick=True) / "config.yml").read_text())
    parts = [*config["pipeline"], *config["policies"]]

    assert {"DIETClassifier", "ResponseSelector", "TEDPolicy", "UnexpecTEDIntentPolicy"} < {
        one["name"] for one in parts
    }
    assert {one["epochs"] for one in parts if "epochs" in one} == {1}


def test_digest_changes_with_the_words_and_not_with_the_replies(tmp_path: Path) -> None:
    """Another word needs another training; another reply does not."""
    for folder in ("nlu", "rules", "stories", "responses"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "a.yml").write_text("version: '3.1'\n")
    (tmp_path / "domain.yml").write_text("")
    before = stock.digest(tmp_path)
    (tmp_path / "data" / "responses" / "a.yml").write_text("other")
    assert stock.digest(tmp_path) == before
    (tmp_path / "data" / "nlu" / "a.yml").write_text("other")
    assert stock.digest(tmp_path) != before
