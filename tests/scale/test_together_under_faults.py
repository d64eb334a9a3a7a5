"""Redis stopped, frozen, cut off or started anew, and processes that die: every answer still comes."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable

import pytest

from scripts.cluster import REST, ask, is_ready, wait_for
from tests.scale.conftest import World, timed, words
from tests.scale.test_together import LOCAL, WORRY

EMERGENCY = "he is outside my door and says he is going to kill me"
FIRST_999, ANY = 1.0, 2.0  # seconds: the promise, on top of what this machine takes when nothing is wrong


def stop(world: World) -> Callable[[], None]:
    """Redis ends; the way back is to start it again, empty."""
    world.cluster.redis.end()
    return world.cluster.redis.start


def freeze(world: World) -> Callable[[], None]:
    """Redis holds still, with every connection open."""
    world.cluster.redis.send(signal.SIGSTOP)
    return lambda: world.cluster.redis.send(signal.SIGCONT)


def cut_off(world: World) -> Callable[[], None]:
    """The network swallows everything between the processes and Redis."""
    world.relay.cut = True

    def mend() -> None:
        world.relay.cut = False

    return mend


def start_anew(world: World) -> Callable[[], None]:
    """Redis dies and is back at once, with nothing in it."""
    world.cluster.redis.end()
    world.cluster.redis.start()
    return lambda: None


FAULTS = [stop, freeze, cut_off, start_anew]


@pytest.mark.parametrize("fault", FAULTS)
def test_every_answer_comes_whatever_redis_does(
    world: World, sender: str, fault: Callable[[World], Callable[[], None]]
) -> None:
    """In the middle of a chat, in each of several chats, while it lasts and when it is over."""
    people = [f"{sender}-{number}" for number in range(4)]
    usual = max(timed(world, WORRY, person)[1] for person in people)
    mend = fault(world)
    try:
        for _ in range(2):
            for person in people:
                answer, seconds = timed(world, EMERGENCY, person)
                assert "999" in words(answer).split("\n")[0]
                assert seconds < FIRST_999 + usual
                answer, seconds = timed(world, WORRY, person)
                assert any((message.get("custom") or {}).get("type") == "signposts" for message in answer)
                assert seconds < ANY + usual
    finally:
        mend()
    for person in people:
        answer, seconds = timed(world, "Nottingham", person)
        assert words(answer).strip()
        assert seconds < ANY + usual


@pytest.mark.parametrize("fault", [stop, freeze, cut_off])
def test_a_chat_goes_on_without_redis_and_back(
    world: World, sender: str, fault: Callable[[World], Callable[[], None]]
) -> None:
    """What is said while Redis is away is remembered then, and shared again once Redis is back."""
    mend = fault(world)
    try:
        world.say(WORRY, sender)
        assert LOCAL in words(world.say("Nottingham", sender))
    finally:
        mend()
    world.whole()
    world.say("more", sender)

    assert world.kept(sender)
    for port in world.ports:
        assert LOCAL in words(world.say(WORRY, sender, port)), "the town is still known, everywhere"


@pytest.mark.parametrize("fault", [freeze, cut_off])
def test_delete_without_redis_is_made_good(
    world: World, sender: str, fault: Callable[[World], Callable[[], None]]
) -> None:
    """Who asks to be forgotten while Redis is away is forgotten there before anything else is read."""
    world.say(WORRY, sender)
    assert world.kept(sender)
    mend = fault(world)
    try:
        world.say("delete my data", sender)
    finally:
        mend()
    world.whole()

    assert not world.kept(sender)


def test_a_process_that_starts_without_redis_answers_and_heals(world: World, sender: str) -> None:
    """Redis is not there at the start: 999 at once, then whole answers from memory, shared as soon as Redis comes."""
    server, other = world.cluster.servers[0], world.ports[1]
    world.cluster.redis.end()
    server.end()
    server.start()
    wait_for(server.listens, "A listening process", 60)
    first = world.say(EMERGENCY, f"{sender}-first", server.port)
    wait_for(lambda: is_ready(server.port), "A ready process")
    world.say(WORRY, sender, server.port)
    alone = world.say("Nottingham", sender, server.port)
    up = world.metrics(0)
    world.whole()
    world.say("more", sender, server.port)
    world.say(WORRY, f"{sender}-other", other)  # its connection is of the Redis before: it finds out by using it
    world.whole()

    assert "999" in words(first).split("\n")[0]
    assert LOCAL in words(alone), "remembered, without Redis"
    assert "signpost_shared_store_up 0.0" in up
    assert world.kept(sender)
    assert LOCAL in words(world.say(WORRY, sender, other)), "the town is known to the others, too"


def test_a_killed_process_costs_no_answer(world: World, sender: str) -> None:
    """A client that tries once more hears something every time, while one of three processes dies under load."""
    outcome: list[str] = []

    def client(number: int) -> None:
        for turn in range(12):
            outcome.append(_with_one_retry(world, f"{sender}-{number}", WORRY if turn % 2 else EMERGENCY))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(outcome) > 15, "An answer", 60)
    world.cluster.servers[1].end(signal.SIGKILL)
    at_the_kill = len(outcome)
    for thread in threads:
        thread.join(60)

    assert at_the_kill < len(outcome) == 72
    assert outcome.count("") == 0


def test_a_stopping_process_finishes_its_turns(running: World, sender: str) -> None:
    """SIGTERM in the middle of turns that a frozen Redis makes slow: all are answered, and it ends with 0."""
    server = running.cluster.servers[2]
    answers: list[str] = []

    def talk(number: int) -> None:
        answers.append(words(running.say(WORRY, f"{sender}-{number}", server.port)))

    threads = [threading.Thread(target=talk, args=(number,)) for number in range(5)]
    running.cluster.redis.send(signal.SIGSTOP)
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    code = server.end(signal.SIGTERM)
    running.cluster.redis.send(signal.SIGCONT)
    for thread in threads:
        thread.join(10)

    assert code == 0
    assert len(answers) == 5
    assert all(answer.strip() for answer in answers)
    assert '"event": "stopped"' in server.log.read_text(encoding="utf-8")


def test_without_any_model_999_is_said_by_the_proxy_or_the_guard(running: World, sender: str) -> None:
    """While no process lives the proxy says what to ring; as soon as one listens, before its model is there, it does."""
    servers, proxy = running.cluster.servers, running.cluster.proxy
    for server in servers:
        if server.process is not None and server.process.poll() is None:
            server.end(signal.SIGKILL)
    status, body = ask(proxy.port, REST, {"sender": sender, "message": EMERGENCY}, 15)
    servers[0].start()
    wait_for(servers[0].listens, "A listening process", 60)
    wait_for(lambda: ask(proxy.port, REST, {"sender": sender, "message": EMERGENCY}, 15)[0] == 200, "The proxy", 20)
    answer = running.say(EMERGENCY, sender)

    assert status == 503
    assert "ring 999" in body.decode().split("\n")[0]
    assert "999" in words(answer).split("\n")[0]


def _with_one_retry(world: World, sender: str, text: str) -> str:
    for _ in range(2):
        try:
            said = words(world.say(text, sender))
        except (OSError, ValueError):
            continue
        if said.strip():
            return said
    return ""
