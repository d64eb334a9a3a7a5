"""Three processes are one bot: a conversation may go on in any of them, and Redis learns nothing of it."""

from __future__ import annotations

import json

from scripts.cluster import ask
from tests.scale.conftest import World, key_of, words

CANARY = "zyxwvut"
GONE = -2  # what Redis says of a key that is not there
WORRY = "my ex has put a tracker on my car and reads my messages"
LOCAL = "Nottinghamshire 24-hour Domestic and Sexual Violence Helpline"


def test_a_conversation_moves_between_processes(world: World, sender: str) -> None:
    """What was said to one process is known to the next: the town alone brings local help for that worry."""
    one, two, three = world.ports
    world.say(WORRY, sender, one)

    assert LOCAL in words(world.say("Nottingham", sender, two))
    assert "Scotland" not in words(world.say("more", sender, three)).split("\n")[0]
    assert LOCAL not in words(world.say("Nottingham", f"another-{sender}", three))


def test_a_chat_of_the_website_moves_between_processes(world: World) -> None:
    """An id that one process issued is good at the others, and opens the same chat."""
    one, two, _ = world.ports
    session = world.web("session", one)["session"]
    world.web("message", one, session=session, message=WORRY)
    answer = world.web("message", two, session=session, message="Nottingham")

    assert answer["session"] == session
    assert LOCAL in words(answer["messages"])


def test_an_id_that_no_process_issued_opens_nothing(world: World) -> None:
    """Somebody who makes up an id, or changes the end of a real one, gets a chat of their own."""
    one, two, _ = world.ports
    session = world.web("session", one)["session"]
    for claimed in (f"{session[:-1]}{'A' if session[-1] != 'A' else 'B'}", session.split(".")[0], "A" * 22):
        assert world.web("message", two, session=claimed, message="hello")["session"] != claimed


def test_nothing_typed_is_in_redis(world: World, sender: str) -> None:
    """Words, names and ids are in no key and no value; every key ends within half an hour."""
    session = world.web("session", world.ports[0])["session"]
    for port in world.ports:
        world.say(f"{CANARY} {WORRY}", sender, port)
        world.say(f"i want to die {CANARY}", sender, port)
        world.say(f"my name is {CANARY} and i am 14 and live in {CANARY}", sender, port)
        world.web("message", port, session=session, message=f"{CANARY} scammed my nan")
    kept = world.everything_in_redis()

    assert kept
    everything = json.dumps(kept).lower()
    for secret in (CANARY, sender, session, session.split(".")[0], "tracker", "scammed"):
        assert secret.lower() not in everything
    client = world.redis()
    assert all(client.ttl(key) == GONE or 0 < client.ttl(key) <= 30 * 60 for key in kept)


def test_nothing_typed_is_in_logs_or_counters(world: World, sender: str) -> None:
    """Nor is it in what the programs print and count."""
    world.say(f"{CANARY} {WORRY}", sender)
    seen = world.logs() + "".join(world.metrics(number) for number in range(3))

    assert CANARY not in seen
    assert sender not in seen


def test_delete_is_done_at_once(world: World, sender: str) -> None:
    """Whoever asks to be forgotten is forgotten before they read the answer, whichever process hears it."""
    world.say(WORRY, sender, world.ports[0])
    assert world.kept(sender)
    answer = world.say("delete my data", sender, world.ports[1])

    assert any((message.get("custom") or {}).get("type") == "forgotten" for message in answer)
    assert not world.kept(sender)
    assert LOCAL not in words(world.say("Nottingham", sender, world.ports[0]))


def test_junk_in_redis_is_a_conversation_that_begins(world: World, sender: str) -> None:
    """Whatever stands where a conversation should be, its owner gets an answer and can go on from there."""
    client = world.redis()
    for junk in (b"{", b"null", b'[{"event": "no such"}]', b"\xff\xfe", b'[{"event": "user"}, 7]', b"[]"):
        world.say(WORRY, sender, world.ports[0])
        assert world.kept(sender)
        client.set(key_of(sender), junk)

        assert words(world.say("Nottingham", sender, world.ports[1])).strip(), junk
        assert "999" in words(world.say("i want to die", sender, world.ports[2])).split("\n")[0], junk
        world.say("delete my data", sender, world.ports[1])


def test_another_kind_of_value_in_redis_costs_no_answer(world: World, sender: str) -> None:
    """A list where a text is expected is refused by Redis; the answer comes, and the next message mends it."""
    client = world.redis()
    world.say(WORRY, sender, world.ports[0])
    client.delete(key_of(sender))
    client.rpush(key_of(sender), "junk")

    assert words(world.say(WORRY, sender, world.ports[1])).strip()
    assert LOCAL in words(world.say("Nottingham", sender, world.ports[2]))


def test_counters_are_not_on_the_public_port(world: World) -> None:
    """Neither the proxy nor a process shows them where people write."""
    assert ask(world.cluster.proxy.port, "/metrics")[0] == 404
    assert ask(world.ports[0], "/metrics")[0] == 404
    assert ask(world.cluster.proxy.port, "/ready")[0] == 404


def test_the_website_is_served_through_the_proxy(world: World) -> None:
    """The page with the chat, and the chat itself."""
    status, page = ask(world.cluster.proxy.port, "/")
    answer = world.web("message", world.cluster.proxy.port, message=WORRY)

    assert status == 200
    assert b"999" in page
    assert any((message.get("custom") or {}).get("type") == "signposts" for message in answer["messages"])


def test_answers_are_counted_by_kind(world: World, sender: str) -> None:
    """An emergency at one process is one more there."""
    before = _count(world.metrics(0), 'signpost_answers_total{kind="emergency_now"}')
    world.say("i want to die", sender, world.ports[0])

    assert _count(world.metrics(0), 'signpost_answers_total{kind="emergency_now"}') == before + 1
    assert _count(world.metrics(0), "signpost_model_ready") == 1


def _count(metrics: str, name: str) -> float:
    return float(next(line.rsplit(" ", 1)[1] for line in metrics.splitlines() if line.startswith(name)))
