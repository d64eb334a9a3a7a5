"""docs/openapi.yml against a real server: schemathesis asks whatever the document allows, and much that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from hypothesis import settings

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.web.limits import Limit
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering
from tests.houses import House, Switch, open_house

FILE = Path("docs") / "openapi.yml"
DOCUMENT: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
schema = schemathesis.openapi.from_dict(DOCUMENT)
EMERGENCY = {"custom": {"type": "emergency", "intent": "emergency_suicide", "level": "now"}}
PRIVATE = {"/webhooks/telegram/webhook"}  # for Telegram alone, behind its secret
schemathesis.checks.load_all_checks()
# Nothing is refused for its form: somebody in need may be behind it.
LENIENT = [
    schemathesis.checks.CHECKS.get_one(name)
    for name in ("negative_data_rejection", "positive_data_acceptance", "unsupported_method")
]


@pytest.fixture(scope="module")
def house(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    """The server of `make run`, without limits on how fast it may be asked."""
    switch = Switch(Answering(CALM, EMERGENCY, SIGNPOSTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Limit, "allows", lambda self, name: True)
        with open_house(Guard(rules, wording, switch), switch) as running:
            yield running


@schema.parametrize()
@settings(max_examples=25)
def test_every_address_keeps_what_the_document_says(case: schemathesis.Case, house: House) -> None:
    """No error of the server, no answer that the document does not describe, whatever is asked."""
    case.call_and_validate(base_url=house.url, excluded_checks=LENIENT)


def test_the_document_names_every_public_address(house: House) -> None:
    """An address that is served and not written down would be tried by nobody."""
    from sanic import Sanic

    def plain(path: str) -> str:
        return "/" + "/".join("{}" if "<" in part or "{" in part else part for part in path.strip("/").split("/"))

    served = {f"/{route.path.lstrip('/')}" for route in Sanic.get_app("signpost").router.routes}
    written = {plain(path).rstrip("/") for path in DOCUMENT["paths"]}

    assert {plain(path).rstrip("/") for path in served - PRIVATE} - written == set()
