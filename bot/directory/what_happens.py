"""What happens if somebody gets in touch: from the facts of an entry, and from the kind of number it has."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.directory.model import Contact, Entry
from bot.files import decode

FILE = Path("data") / "phrases" / "what_happens.yml"


@lru_cache(maxsize=1)
def _phrases(file: Path = FILE) -> dict[str, str]:
    return decode(file, dict[str, str])


def sentences(entry: Entry) -> dict[str, str]:
    """Says what somebody can expect.

    Args:
        entry: Any.

    Returns:
        Field (cost, on_bill, needs_name, recorded, limits_of_confidentiality, asked_first, afterwards) to a sentence,
        in the order of reading. Only what is settled; empty if nothing is.
    """
    said: dict[str, str | None] = {"cost": None, "on_bill": None}
    main = next((contact for contact in entry.contacts if contact.type in ("phone", "sms")), None)
    if main is not None:
        said = {"cost": _phrases()["free"] if main.free else None, "on_bill": _bill(main)}
    if entry.what_happens is not None:
        words = entry.what_happens
        said |= {name: getattr(words, name) for name in words.__struct_fields__ if getattr(words, name)}
    return {name: sentence for name, sentence in said.items() if sentence}


def _bill(contact: Contact) -> str | None:
    if contact.on_bill is None:
        return None
    if contact.on_bill:
        return _phrases()["on_the_bill"]
    return _phrases()["text_off_the_bill" if contact.type == "sms" else "off_the_bill"]
