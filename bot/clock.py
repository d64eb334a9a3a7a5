"""The one place that knows what time it is."""

from __future__ import annotations

import datetime as dt
import os
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
VARIABLE = "SIGNPOST_NOW"


class ClockError(ValueError):
    """SIGNPOST_NOW is set to something that is no time."""


def now() -> dt.datetime:
    """Tells the time in the UK.

    Returns:
        The moment named by SIGNPOST_NOW (ISO 8601 with offset), else the present; always in Europe/London.

    Raises:
        ClockError: If SIGNPOST_NOW cannot be read or has no offset.
    """
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        return dt.datetime.now(LONDON)
    try:
        moment = dt.datetime.fromisoformat(fixed.replace("Z", "+00:00"))
    except ValueError as error:
        raise ClockError(f"{VARIABLE}={fixed}: write it like 2026-02-09T09:00:00+00:00.") from error
    if moment.tzinfo is None:
        raise ClockError(f"{VARIABLE}={fixed}: add the offset, like 2026-02-09T09:00:00+00:00.")
    return moment.astimezone(LONDON)
