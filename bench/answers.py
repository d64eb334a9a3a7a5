"""Wrong answers on messages that neither bot was trained on."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable

from tqdm import tqdm

from bench.results import Measure
from bench.servers import Server
from bench.talk import PATIENCE
from bot.evaluation.data import Message, held_out
from bot.evaluation.run import outcomes


def _wrong(pairs: Iterable[tuple[Message, str]]) -> float:
    found = [intent not in message.accepted for message, intent in pairs]
    return 100 * sum(found) / len(found)


def _stock_intents(server: Server, messages: list[Message]) -> list[str]:
    """What B's own NLU says over its own HTTP."""
    connection, found = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE), []
    for message in tqdm(messages, desc="Held-out messages, stock", unit=" messages"):
        connection.request("POST", "/model/parse", json.dumps({"text": message.text}))
        found.append(str(json.loads(connection.getresponse().read())["intent"]["name"]))
    return found


def wrong(stock: Server) -> Measure:
    """Both bots judged by the intent that they act on; of two right intents either counts."""
    messages = held_out()
    theirs = _stock_intents(stock, messages)
    ours = [found.intent for found in outcomes(messages)]
    return Measure(
        name="wrong answers on held-out messages",
        unit="%",
        ours=[_wrong(zip(messages, ours, strict=True))],
        stock=[_wrong(zip(messages, theirs, strict=True))],
        goal_stock=0.5,
        note=f"{len(messages)} messages of tests/messages/",
    )
