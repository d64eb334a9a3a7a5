"""data/inventory.yml against data/directory/: nothing of the facts is lost, nothing closed is shown as it stands."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.directory import freshness
from bot.directory.directory import Directory
from bot.signpost import Signpost
from bot.wording import Wording
from tests.directory.making import NOW

INVENTORY = msgspec.yaml.decode(Path("data/inventory.yml").read_bytes(), type=dict[str, list[str]])
ROWS, SERVICES, LAWS = 253, 77, 6  # of the five source documents; national and local services; changes of the law


def test_inventory_holds_every_row() -> None:
    """The numbers are those of the facts; more may be added, none taken away."""
    assert (len(INVENTORY["rows"]), len(INVENTORY["services"]), len(INVENTORY["laws"])) == (ROWS, SERVICES, LAWS)
    assert len(set(INVENTORY["rows"])) == ROWS


def test_inventory_and_directory_have_the_same_ids(directory: Directory) -> None:
    """Both ways: no id without an entry, no entry without an id."""
    ids = {name for group in INVENTORY.values() for name in group}

    assert ids ^ set(directory.entries) == set()


def test_closed_entries_lead_to_something_that_is_there(directory: Directory) -> None:
    """Whoever asks for what has closed gets what took its place, if anything did."""
    closed = [entry for entry in directory.entries.values() if freshness.over(entry, NOW)]
    shown = {entry.id: directory.current(entry.id, NOW)[0] for entry in closed}

    assert closed
    assert [name for name, entry in shown.items() if entry.id != name and freshness.over(entry, NOW)] == []
    assert [name for name, entry in shown.items() if entry.id == name] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("action-fraud", "Report Fraud"),
        ("thinkuknow", "CEOP Education"),
        ("how-secure-is-my-password", "NCSC"),
        ("disrespect-nobody", "CEOP"),
        ("met-true-vision-online-hate", "True Vision"),
        ("ohw26-cyber-choices", "Cyber Choices"),
    ],
)
def test_asking_for_a_closed_one_names_what_replaced_it(
    directory: Directory, wording: Wording, old: str, new: str
) -> None:
    """In the text, and on the card."""
    reply, payload = Signpost(directory, wording).one(old, NOW)
    cards = [*payload["services"], *payload["sessions"], *payload["resources"]]

    assert new in reply["text"]
    assert [card["id"] for card in cards] != [old]
    assert all(card["status"] not in ("closed", "past") for card in cards)
