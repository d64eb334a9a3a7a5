"""The directory over HTTP, read-only: services as HSDS-UK 3.0, and sessions as calendar files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import ModuleType
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

BASE = "/directory"
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def _answers() -> ModuleType:
    # Imported when first asked for: the guard answers before that.
    from bot.channels import directory_answers

    return directory_answers


def _later(name: str) -> Handler:
    async def answer(request: Request, **given: str) -> HTTPResponse:
        answered: HTTPResponse = await getattr(await asyncio.to_thread(_answers), name)(request, **given)
        return answered

    return answer


def add_routes(app: Sanic) -> None:
    """Adds the routes to the server; what they answer is in directory_answers.py."""
    for name, address in (
        ("services", "/services"),
        ("service", "/services/<name:[-0-9a-f]+>"),
        ("taxonomy_terms", "/taxonomy_terms"),
        ("session", "/sessions/<file:[-a-z0-9]+[.]ics>"),
    ):
        app.add_route(_later(name), f"{BASE}{address}", methods=["GET"], name=f"directory_{name}")
