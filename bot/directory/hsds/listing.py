"""A page of services, filtered as the standard's API does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

Json = dict[str, Any]
PER_PAGE = 50
MOST_PER_PAGE = 500
_NUMBERS = ("page", "per_page", "minimum_age", "maximum_age")
_WORDS = ("search", "taxonomy_term_id", "taxonomy_id")


class QueryError(ValueError):
    """A filter has a value that it cannot have; the message says which and what to write."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Filters of GET /services in HSDS-UK 3.0.

    Attributes:
        search: Words that name or description must all have.
        taxonomy_term_id, taxonomy_id: A term that the service must have, or one of that taxonomy.
        minimum_age, maximum_age: Services for somebody between these ages.
        page, per_page: Which page, counted from 1, and how long.
    """

    search: str | None = None
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    page: int = 1
    per_page: int = PER_PAGE


def query(given: Mapping[str, str]) -> Query:
    """Reads the filters of a request.

    Args:
        given: Its parameters; those that are not known are left alone, as the web does.

    Returns:
        The filters.

    Raises:
        QueryError: If a number is none, or is too small or too large.
    """
    found: dict[str, Any] = {name: given[name] for name in _WORDS if given.get(name)}
    for name in _NUMBERS:
        if name in given:
            least = 0 if name.endswith("_age") else 1
            most = MOST_PER_PAGE if name == "per_page" else 10**6
            value = given[name]
            if not (value.isascii() and value.isdecimal() and len(value) < 8 and least <= int(value) <= most):
                raise QueryError(f"{name}={value[:20]}: write a whole number from {least} to {most}.")
            found[name] = int(value)
    return Query(**found)


def _terms(service: Json) -> Iterator[Json]:
    yield from (attribute["taxonomy_term"] for attribute in service.get("attributes", ()))


def _fits(service: Json, asked: Query) -> bool:
    words = (asked.search or "").casefold().split()
    text = f"{service['name']} {service.get('description', '')} {service['organization']['name']}".casefold()
    ids = {term["id"] for term in _terms(service)}
    taxonomies = {term["taxonomy_id"] for term in _terms(service)}
    return (
        all(word in text for word in words)
        and asked.taxonomy_term_id in (None, *ids)
        and asked.taxonomy_id in (None, *taxonomies)
        and (asked.maximum_age is None or service.get("minimum_age", 0) <= asked.maximum_age)
        and (asked.minimum_age is None or service.get("maximum_age", asked.minimum_age) >= asked.minimum_age)
    )


def select(services: Iterable[Json], asked: Query) -> list[Json]:
    """The services that fit all filters, in their order."""
    return [service for service in services if _fits(service, asked)]


def page(items: list[Json], number: int, size: int) -> Json:
    """One page in the form of the standard; a page beyond the last is empty.

    Args:
        items: All that there are.
        number: Counted from 1.
        size: Items a page.

    Returns:
        Page of HSDS-UK 3.0.
    """
    pages = -(-len(items) // size)
    contents = items[(number - 1) * size : number * size]
    return {
        "total_items": len(items),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
