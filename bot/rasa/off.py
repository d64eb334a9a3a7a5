"""The switch of docs/turning-it-off.md: the process stays up and answers 999 and the 24-hour lines, nothing else."""

from __future__ import annotations

import os

VARIABLE = "SIGNPOST_OFF"


class SwitchedOffError(RuntimeError):
    """The operator has switched the bot off."""


def check() -> None:
    """Lets Rasa be loaded, or not: without Rasa the guard answers alone, in every channel.

    Raises:
        SwitchedOffError: If the switch is set to anything but "no" or nothing.
    """
    if os.environ.get(VARIABLE, "").strip().lower() not in ("", "no", "0", "false"):
        raise SwitchedOffError(f"{VARIABLE} is set: take it out and start again to switch the bot on.")
