"""What the routes of directory_routes.py answer."""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import lru_cache
from typing import Any

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import calendar_file, clock
from bot.channels.directory_routes import BASE
from bot.directory.directory import Directory
from bot.directory.hsds import export, listing, terms
from bot.directory.load import load

OPEN = {"Access-Control-Allow-Origin": "*"}  # the standard wants it open to every page
Json = dict[str, Any]


@lru_cache(maxsize=1)
def _directory() -> Directory:
    """Read when first asked for, apart from the actions' own: a server that is never asked pays nothing."""
    return load()


@lru_cache(maxsize=2)
def _exported(hour: dt.datetime) -> list[Json]:
    return export.services(_directory(), hour)


async def _services() -> list[Json]:
    """Made anew every hour, so that a session that is over says so."""
    return await asyncio.to_thread(_exported, clock.now().replace(minute=0, second=0, microsecond=0))


def _said(status: int, sentence: str) -> HTTPResponse:
    return response.json({"error": sentence}, status=status, headers=OPEN)


def _paged(items: list[Json], asked: listing.Query) -> HTTPResponse:
    return response.json(listing.page(items, asked.page, asked.per_page), headers=OPEN)


def _query(request: Request) -> listing.Query:
    return listing.query({name: str(request.args.get(name)) for name in request.args})


async def services(request: Request) -> HTTPResponse:
    """GET /directory/services: search, taxonomy_term_id, taxonomy_id, minimum_age, maximum_age, page, per_page."""
    try:
        asked = _query(request)
    except listing.QueryError as error:
        return _said(400, str(error))
    # The standard's list wants an address of every service; of one without a page it is that of its record here.
    here = f"{request.scheme}://{request.host}{BASE}/services"
    found = [{"url": f"{here}/{one['id']}", **export.brief(one)} for one in listing.select(await _services(), asked)]
    return _paged(found, asked)


async def service(request: Request, name: str) -> HTTPResponse:
    """GET /directory/services/<id>: one service with all that belongs to it."""
    found = next((one for one in await _services() if one["id"] == name), None)
    return (
        response.json(found, headers=OPEN) if found else _said(404, "No service has this id; see /directory/services.")
    )


async def taxonomy_terms(request: Request) -> HTTPResponse:
    """GET /directory/taxonomy_terms: what a service can be filtered by."""
    try:
        asked = _query(request)
    except listing.QueryError as error:
        return _said(400, str(error))
    return _paged(terms.terms(await asyncio.to_thread(_directory)), asked)


async def session(request: Request, file: str) -> HTTPResponse:
    """GET /directory/sessions/<id>.ics: a session that is not over, for people's own calendars."""
    entry = (await asyncio.to_thread(_directory)).entries.get(file.removesuffix(".ics"))
    if entry is None or entry.event is None:
        return response.text("There is no such session.", status=404)
    content = calendar_file.calendar(entry, clock.now())
    if content is None:
        return response.text("That session is over.", status=410)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return response.raw(content, content_type=calendar_file.TYPE, headers=headers)
