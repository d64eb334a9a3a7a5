"""Several processes behind HAProxy with a Redis, on free ports of this machine: for tests and for `make soak`."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PATIENCE = 180  # seconds for all to load on a busy machine
PROXY = Path("deploy") / "haproxy.cfg"
SECRET = "of-a-test-and-of-nobody-else"  # noqa: S105  # it opens nothing
REST, WEB = "/webhooks/rest/webhook", "/webhooks/web/"


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    """Finds a server's program.

    Raises:
        FileNotFoundError: If it is not installed; says what to do.
    """
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise FileNotFoundError(f"{name} is not installed: run `sh scripts/servers.sh`.")
    return found


def wait_for(check: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Waits until something holds.

    Raises:
        TimeoutError: If it did not in time.
    """
    until = time.monotonic() + seconds
    while not check():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} was not there in {seconds:.0f} s.")
        time.sleep(0.05)


def address_of(person: str) -> str:
    """An address of this machine for a person: the limits for one address are not meant for a crowd."""
    one, two, three = hashlib.sha256(person.encode()).digest()[:3]
    return f"127.{one % 254 + 1}.{two}.{three % 254 + 1}"


def ask(port: int, path: str, body: Any = None, seconds: float = 10.0, person: str = "") -> tuple[int, bytes]:
    """One request on a connection of its own.

    Args:
        port: Who is asked.
        path: What for.
        body: To be sent as JSON; None: GET.
        seconds: To wait.
        person: Who asks, from an address of their own.

    Returns:
        Status and body.

    Raises:
        OSError: If nobody answers.
    """
    source = (address_of(person), 0) if person else None
    connection = http.client.HTTPConnection(HOST, port, timeout=seconds, source_address=source)
    try:
        data = None if body is None else json.dumps(body).encode()
        connection.request("GET" if data is None else "POST", path, data, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except http.client.HTTPException as error:
        raise OSError(f"no whole answer: {type(error).__name__}") from error
    finally:
        connection.close()


def is_ready(port: int) -> bool:
    """True if a process plays real turns."""
    try:
        return ask(port, "/ready")[0] == 200
    except OSError:
        return False


@dataclass
class Program:
    """A program that can be started again on the same port.

    Attributes:
        command: What to start.
        port: Where it listens.
        log: What it prints.
        environment: More variables for it.
        process: While it runs.
    """

    command: list[str]
    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it; its output is added to the log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **self.environment}
            )

    def send(self, number: signal.Signals) -> None:
        """Sends it a signal."""
        assert self.process is not None
        self.process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGKILL) -> int:
        """Ends it; the code that it ended with."""
        assert self.process is not None
        self.process.send_signal(number)
        if number is not signal.SIGKILL:
            self.process.send_signal(signal.SIGCONT)
        return self.process.wait(timeout=60)

    def listens(self) -> bool:
        """True if somebody takes connections there."""
        try:
            socket.create_connection((HOST, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    @property
    def memory(self) -> int:
        """Resident bytes."""
        assert self.process is not None
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


@dataclass
class Cluster:
    """All of it.

    Attributes:
        redis: Redis.
        servers: The processes.
        proxy: HAProxy in front of them.
    """

    redis: Program
    servers: list[Program]
    proxy: Program

    def start(self) -> None:
        """Starts everything and waits until every process plays real turns."""
        self.redis.start()
        wait_for(self.redis.listens, "Redis", 20)
        for server in self.servers:
            server.start()
        self.proxy.start()
        for server in self.servers:
            wait_for(lambda port=server.port: is_ready(port), "A ready process")  # type: ignore[misc]
        wait_for(self.proxy.listens, "HAProxy", 20)

    def stop(self) -> None:
        """Ends everything that runs."""
        for one in (self.proxy, *self.servers, self.redis):
            if one.process is not None and one.process.poll() is None:
                one.end(signal.SIGKILL)


def redis_program(folder: Path) -> Program:
    """A Redis that writes nothing to disk."""
    port = free_port()
    command = [program("redis-server"), "--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no"]
    return Program([*command, "--dir", str(folder)], port, folder / "redis.log")


def server_program(folder: Path, number: int, redis_port: int) -> Program:
    """A process of ours behind a proxy."""
    port = free_port()
    environment = {
        "PORT": str(port),
        "METRICS_PORT": str(free_port()),
        "REDIS_URL": f"redis://{HOST}:{redis_port}/0",
        "SESSION_SECRET": SECRET,
        "WIDGET_PROXIES": "1",
        "LOG_LEVEL": "info",
    }
    return Program([sys.executable, "-m", "bot", "serve"], port, folder / f"server-{number}.log", environment)


def proxy_program(folder: Path, servers: list[Program]) -> Program:
    """HAProxy with the configuration that is shipped."""
    port = free_port()
    environment = {f"SERVER_{number}": f"{HOST}:{server.port}" for number, server in enumerate(servers, 1)}
    environment["PROXY_BIND"] = f"{HOST}:{port}"
    return Program([program("haproxy"), "-db", "-f", str(PROXY)], port, folder / "haproxy.log", environment)


@contextmanager
def cluster(folder: Path, redis_port: int | None = None, redis: Program | None = None) -> Iterator[Cluster]:
    """Starts three processes, their Redis and their proxy; ends them with the block.

    Args:
        folder: For what they print.
        redis_port: Where the processes look for Redis, if something stands between.
        redis: The Redis, if the caller has made it.

    Yields:
        The running cluster.

    Raises:
        FileNotFoundError: If a program is not installed.
        TimeoutError: If it did not start in time.
    """
    redis = redis or redis_program(folder)
    servers = [server_program(folder, number, redis_port or redis.port) for number in (1, 2, 3)]
    made = Cluster(redis, servers, proxy_program(folder, servers))
    try:
        made.start()
        yield made
    finally:
        made.stop()
