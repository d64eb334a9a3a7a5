"""Opens every link of the directory, gently, and says which are dead or have moved."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

import aiohttp
import msgspec

from bot.directory import freshness
from bot.directory.directory import Directory
from bot.directory.model import Entry

State = Literal["fine", "moved", "dead", "unsure"]
AT_ONCE = 8  # sites asked at the same time; each site gets one request at a time
PAUSE = 1.0  # seconds between two requests to one site
SECONDS = 20.0
AGENT = "online-harms-signpost link check (run by hand, a few times a year)"
_GONE = (404, 410)
_FOR_GOOD = (301, 308)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a link.

    Attributes:
        url: As the directory has it.
        state: fine; moved for good, `detail` says where; dead; unsure, of a site that is slow, ill or refuses machines.
        detail: Why, or where to.
    """

    url: str
    state: State
    detail: str = ""


def collect(directory: Directory, now: dt.datetime, evidence: bool = False) -> dict[str, list[str]]:
    """All links that people are shown.

    Args:
        directory: Whose links; what is closed or over shows none.
        now: The moment.
        evidence: Also the pages that the facts rest on.

    Returns:
        Address -> ids of the entries that have it.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for entry in directory.entries.values():
        if freshness.over(entry, now):
            continue
        for url in dict.fromkeys(_links(entry, evidence)):
            found[url].append(entry.id)
    return dict(found)


def _links(entry: Entry, evidence: bool) -> list[str]:
    pages = [contact.value for contact in entry.contacts if contact.type in ("web", "chat", "video_relay")]
    join = entry.event.join if entry.event else None
    pages += [page for page in (join.link, join.register) if page] if join else []
    links = [*([entry.url] if entry.url else []), *(page if "://" in page else f"https://{page}" for page in pages)]
    return [*links, *(page for page in entry.evidence if evidence and page.startswith("http") and " " not in page)]


async def check(
    urls: Sequence[str], *, pause: float = PAUSE, seconds: float = SECONDS, seen: Callable[[], object] = lambda: None
) -> list[Result]:
    """Opens links.

    Args:
        urls: Which.
        pause: Seconds between two requests to one site.
        seconds: How long to wait for an answer.
        seen: Called after each link, for a progress bar.

    Returns:
        A result each, in the order of the addresses. Nothing is raised for a bad link.
    """
    by_site: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_site[urlsplit(url).netloc].append(url)
    slots = asyncio.Semaphore(AT_ONCE)
    results: dict[str, Result] = {}
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": AGENT}) as session:

        async def site(links: list[str]) -> None:
            async with slots:
                for number, url in enumerate(links):
                    if number:
                        await asyncio.sleep(pause)
                    results[url] = await _open(session, url)
                    seen()

        await asyncio.gather(*(site(links) for links in by_site.values()))
    return [results[url] for url in urls]


async def _open(session: aiohttp.ClientSession, url: str) -> Result:
    try:
        async with session.get(url, allow_redirects=True, max_redirects=10) as answer:
            return _judge(url, answer)
    except (aiohttp.ClientSSLError, ssl.SSLError) as error:
        return Result(url=url, state="unsure", detail=f"its certificate is not trusted ({type(error).__name__})")
    except aiohttp.ClientConnectorError as error:
        return Result(url=url, state="dead", detail=f"the site cannot be reached ({error.os_error})")
    except aiohttp.TooManyRedirects:
        return Result(url=url, state="dead", detail="it leads from one address to the next without end")
    except asyncio.TimeoutError:
        return Result(url=url, state="unsure", detail="no answer in time")
    except (aiohttp.ClientError, ValueError) as error:
        return Result(url=url, state="unsure", detail=f"{type(error).__name__}: {error}"[:200])


def _judge(url: str, answer: aiohttp.ClientResponse) -> Result:
    if answer.status in _GONE:
        return Result(url=url, state="dead", detail=f"the page is gone ({answer.status})")
    if answer.status >= 400:
        return Result(url=url, state="unsure", detail=f"the site answers {answer.status}; open it by hand")
    final = str(answer.url)
    if any(step.status in _FOR_GOOD for step in answer.history) and final.rstrip("/") != url.rstrip("/"):
        return Result(url=url, state="moved", detail=final)
    return Result(url=url, state="fine")


def report(results: Sequence[Result], owners: Mapping[str, Sequence[str]], directory: Directory) -> list[str]:
    """Puts what was found into lines, dead links first.

    Args:
        results: From `check`.
        owners: From `collect`.
        directory: For the files.

    Returns:
        One line for each entry with a link that is not fine: file, id, address, what to do.
    """
    todo = {"dead": "replace or remove it", "moved": "write the new address", "unsure": "open it by hand"}
    order = {"dead": 0, "moved": 1, "unsure": 2}
    return [
        f"{directory.origins[name].file}: {name}: {result.url}: {result.state}, {result.detail}; {todo[result.state]}."
        for result in sorted((one for one in results if one.state != "fine"), key=lambda one: order[one.state])
        for name in owners[result.url]
    ]
