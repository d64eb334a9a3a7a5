"""The identifiers that the standard wants: the same for the same thing, in every export."""

from __future__ import annotations

import uuid

_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "online-harms-signpost")


def uuid_of(kind: str, *names: str) -> str:
    """A UUID for something of ours.

    Args:
        kind: service, organization, contact, taxonomy_term, ...
        names: What tells it from others of its kind.

    Returns:
        The same UUID for the same arguments.
    """
    return str(uuid.uuid5(_OURS, "/".join((kind, *names))))
