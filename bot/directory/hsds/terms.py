"""Our words as taxonomy terms of the standard: what a service helps with, for whom, and what kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from bot.directory.directory import Directory
from bot.directory.hsds.ids import uuid_of
from bot.directory.model import Audience, Entry, Kind

CONCERN, AUDIENCE, KIND = "concern", "audience", "kind"
TAXONOMIES = {
    CONCERN: "Online harms signpost: concerns",
    AUDIENCE: "Online harms signpost: audiences",
    KIND: "Online harms signpost: kinds of service",
}
Json = dict[str, Any]


def term(taxonomy: str, name: str) -> Json:
    """One term, such as the concern `sextortion`."""
    return {
        "id": uuid_of("taxonomy_term", taxonomy, name),
        "taxonomy": TAXONOMIES[taxonomy],
        "taxonomy_id": uuid_of("taxonomy", taxonomy),
        "term": name,
    }


def terms(directory: Directory) -> list[Json]:
    """All terms that there are."""
    named = {CONCERN: tuple(directory.routes), AUDIENCE: get_args(Audience), KIND: get_args(Kind)}
    return [term(taxonomy, name) for taxonomy, names in named.items() for name in names]


def attributes(entry: Entry) -> Iterator[Json]:
    """The terms of an entry, linked to its service."""
    named = {CONCERN: entry.concerns, AUDIENCE: entry.audiences, KIND: (entry.kind,)}
    for taxonomy, names in named.items():
        for name in names:
            found = term(taxonomy, name)
            yield {
                "id": uuid_of("attribute", entry.id, taxonomy, name),
                "link_id": uuid_of("service", entry.id),
                "link_type": taxonomy,
                "taxonomy_term_id": found["id"],
                "taxonomy_term": found,
            }
