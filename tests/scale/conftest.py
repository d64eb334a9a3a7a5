"""Three real processes behind a real HAProxy, with a real Redis and a cable to it that can be cut."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import redis

from bot.operations.settings import Settings
from bot.rasa.redis_names import name_key
from scripts.cluster import HOST, REST, SECRET, WEB, Cluster, ask, cluster, is_ready, redis_program, wait_for
from tests.scale.relay import Relay

Messages = list[dict[str, Any]]


def key_of(sender: str) -> str:
    """What Redis calls somebody's conversation."""
    key = Settings(secret=SECRET).key("conversations")
    assert key is not None
    return name_key(key, "chat", sender)


@dataclass
class World:
    """The cluster and what a test does with it.

    Attributes:
        cluster: The programs.
        relay: The cable to Redis.
    """

    cluster: Cluster
    relay: Relay

    def say(self, text: str, sender: str, port: int | None = None) -> Messages:
        """The answer to a message, through the proxy unless a process is named."""
        answer: Messages = json.loads(
            ask(port or self.cluster.proxy.port, REST, {"sender": sender, "message": text})[1]
        )
        return answer

    def web(self, path: str, port: int, **body: Any) -> Any:
        """What the widget's channel answers."""
        content = ask(port, WEB + path, body)[1]
        return json.loads(content) if content else None

    @property
    def ports(self) -> list[int]:
        """Where the processes listen."""
        return [server.port for server in self.cluster.servers]

    def redis(self) -> Any:
        """A client of the test's own, past the cable."""
        return redis.Redis(HOST, self.cluster.redis.port)

    def everything_in_redis(self) -> dict[str, str]:
        """All keys and values."""
        client = self.redis()
        found = client.keys("*")
        return {key.decode(): (client.get(key) or b"").decode() for key in found}

    def kept(self, sender: str) -> bool:
        """True if Redis holds somebody's conversation; those of the probes of /ready come and go beside it."""
        return bool(self.redis().exists(key_of(sender)))

    def logs(self) -> str:
        """All that any process has printed."""
        programs = (*self.cluster.servers, self.cluster.proxy, self.cluster.redis)
        return "".join(one.log.read_text(encoding="utf-8", errors="replace") for one in programs)

    def metrics(self, server: int = 0) -> str:
        """The counters of a process."""
        return ask(int(self.cluster.servers[server].environment["METRICS_PORT"]), "/metrics")[1].decode()

    def whole(self) -> None:
        """Starts what has ended, and waits until every process is ready and sees Redis."""
        for one in (self.cluster.redis, *self.cluster.servers):
            if one.process is None or one.process.poll() is not None:
                one.start()
        for number, port in enumerate(self.ports):
            wait_for(lambda port=port: is_ready(port), "A ready process")
            wait_for(lambda number=number: "shared_store_up 1.0" in self.metrics(number), "Redis", 20)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Started once: the model is loaded three times."""
    folder = tmp_path_factory.mktemp("cluster")
    server = redis_program(folder)
    relay = Relay(server.port)
    with cluster(folder, relay.port, server) as made:
        yield World(made, relay)


@pytest.fixture
def world(running: World) -> World:
    """Whole again, whatever the test before did to it."""
    running.whole()
    running.redis().flushall()
    return running


@pytest.fixture
def sender() -> str:
    """A person of the test's own."""
    return f"person-{uuid.uuid4().hex}"


def words(messages: Messages) -> str:
    """All that a person without cards reads."""
    return "\n".join(message["text"] for message in messages if "text" in message)


def timed(world: World, text: str, sender: str) -> tuple[Messages, float]:
    """The answer through the proxy, and how long it took."""
    began = time.monotonic()
    return world.say(text, sender), time.monotonic() - began
