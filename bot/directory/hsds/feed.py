"""Reads an HSDS-UK feed: a file, or the pages of an address."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp

from bot.directory.hsds import validate

Json = dict[str, Any]
MOST_PAGES = 200
SECONDS = 30
MOST_NAMED = 5  # problems


class FeedError(ValueError):
    """A feed cannot be read; the message says why and what to do."""


def read(source: str) -> list[Json]:
    """Reads all services of a feed.

    Args:
        source: A file, or the address of an API's /services.

    Returns:
        Services that the published schema allows.

    Raises:
        FeedError: If it cannot be had, is no feed, or a service is not what the standard wants; then nothing is read.
    """
    services = asyncio.run(_pages(source)) if source.startswith(("https://", "http://")) else _file(Path(source))
    if not services:
        raise FeedError(f"{source}: no services in it; give a file or address with `contents`.")
    found = list(validate.problems(services))
    if found:
        more = f" And {len(found) - MOST_NAMED} more." if len(found) > MOST_NAMED else ""
        raise FeedError(f"{source}: this is not HSDS-UK 3.0: {' '.join(found[:MOST_NAMED])}{more}")
    return services


def _file(path: Path) -> list[Json]:
    try:
        return _services(str(path), json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise FeedError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        if isinstance(error, FeedError):
            raise
        raise FeedError(f"{path}: this is not JSON: {error}") from error


def _services(source: str, content: object) -> list[Json]:
    """The services of a page, a list of them, or a single one."""
    if isinstance(content, dict):
        content = content.get("contents", content.get("services", [content] if "name" in content else None))
    if not isinstance(content, list) or not all(isinstance(service, dict) for service in content):
        raise FeedError(f"{source}: this is no feed of services; give a file or address with `contents`.")
    return content


async def _pages(source: str) -> list[Json]:
    services: list[Json] = []
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session:
            for number in range(1, MOST_PAGES + 1):
                async with session.get(source, params={"page": str(number)}) as answer:
                    answer.raise_for_status()
                    content = await answer.json(content_type=None)
                listed = _services(source, content)
                services += [await _full(session, source, service) for service in listed]
                if not isinstance(content, dict) or content.get("last_page", True) or not listed:
                    return services
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        raise FeedError(f"{source}: cannot be read ({error or type(error).__name__}).") from error
    except ValueError as error:
        if isinstance(error, FeedError):
            raise
        raise FeedError(f"{source}: this is not JSON: {error}") from error
    raise FeedError(f"{source}: more than {MOST_PAGES} pages; give a part of it.")


async def _full(session: aiohttp.ClientSession, source: str, service: Json) -> Json:
    """Lists hold only what a service has one of; its contacts are at its own address."""
    if "contacts" in service or not isinstance(service.get("id"), str):
        return service
    address, _, _ = source.partition("?")
    async with session.get(f"{address.rstrip('/')}/{service['id']}") as answer:
        if answer.status != 200:
            return service
        content = await answer.json(content_type=None)
    return content if isinstance(content, dict) else service
