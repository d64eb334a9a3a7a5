"""How the operator runs it: addresses, logs, and what several processes share. docs/deployment.md has the table."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

LOOPBACK = "127.0.0.1"
REDIS, SECRET = "REDIS_URL", "SESSION_SECRET"
SCHEMES = ("redis", "rediss", "unix")
LEVELS = ("debug", "info", "warning", "error")
SHORTEST_SECRET = 16


class Settings(msgspec.Struct, frozen=True):
    """What the environment says.

    Attributes:
        host: The address that the server listens on.
        metrics_host: The address that the counters are read from.
        metrics_port: Their port; None: they are not served.
        log_level: One of LEVELS; None: the program chooses.
        redis_url: Where several processes keep conversations; None: each in its own memory.
        secret: What keys are made of that several processes share; None: each process has its own.
    """

    host: str = LOOPBACK
    metrics_host: str = LOOPBACK
    metrics_port: int | None = None
    log_level: str | None = None
    redis_url: str | None = None
    secret: str | None = None

    def __repr__(self) -> str:
        """Without what is secret."""
        return f"Settings(host={self.host!r}, metrics_port={self.metrics_port!r})"

    def key(self, purpose: str) -> bytes | None:
        """A key for one purpose, the same in every process with this secret; None without one.

        Args:
            purpose: Its name.
        """
        return hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).digest() if self.secret else None


def _host(name: str, value: str) -> str:
    try:
        return str(ipaddress.IPv4Address(value))
    except ValueError:
        raise ValueError(f"{name}={value}: write an address such as 127.0.0.1, or 0.0.0.0 in a container.") from None


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise ValueError(f"METRICS_PORT={value}: write a number from 1 to 65535, such as METRICS_PORT=9105.")
    return int(value)


def _redis(value: str) -> str:
    # What is wrong may hold a password: it is not repeated.
    try:
        parts = urlsplit(value)
        fits = parts.scheme in SCHEMES and bool(parts.hostname or parts.path) and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"{REDIS}: write an address such as redis://127.0.0.1:6379/0, or leave it out.")
    return value


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads LISTEN_HOST, METRICS_HOST, METRICS_PORT, LOG_LEVEL, REDIS_URL and SESSION_SECRET.

    Args:
        environment: By default that of the process.

    Returns:
        The settings. Without SESSION_SECRET the shared secret is REDIS_URL, which all processes know as well.

    Raises:
        ValueError: If one of them cannot be used; says which, and what to write.
    """
    given = os.environ if environment is None else environment
    text = {name: given.get(name, "").strip() for name in (
        "LISTEN_HOST", "METRICS_HOST", "METRICS_PORT", "LOG_LEVEL", REDIS, SECRET
    )}  # fmt: skip
    level = text["LOG_LEVEL"].lower()
    if level and level not in LEVELS:
        raise ValueError(f"LOG_LEVEL={text['LOG_LEVEL']}: write one of {', '.join(LEVELS)}.")
    if text[SECRET] and len(text[SECRET]) < SHORTEST_SECRET:
        raise ValueError(f"{SECRET} is too short: write {SHORTEST_SECRET} random characters or more.")
    url = _redis(text[REDIS]) if text[REDIS] else None
    return Settings(
        host=_host("LISTEN_HOST", text["LISTEN_HOST"] or LOOPBACK),
        metrics_host=_host("METRICS_HOST", text["METRICS_HOST"] or LOOPBACK),
        metrics_port=_port(text["METRICS_PORT"]) if text["METRICS_PORT"] else None,
        log_level=level or None,
        redis_url=url,
        secret=text[SECRET] or url,
    )
