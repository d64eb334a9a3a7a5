"""What the operator reads on the terminal: how the connection goes. Never a word, a name or a number of a person's."""

from __future__ import annotations

import sys

from bot.channels.telegram.api import CONFLICT, ApiError, UnreachableError
from bot.operations import logs


class Report:
    """Says each state once, not at every try."""

    def __init__(self) -> None:
        """Has said nothing yet."""
        self._last = ""

    def say(self, sentence: str) -> None:
        """Prints a sentence unless it was the last one."""
        if sentence != self._last:
            self._last = sentence
            logs.say(sentence, sys.stderr)

    def connected(self, webhook: bool) -> None:
        """Telegram is there."""
        self.say(f"Telegram: connected, {'updates come to the webhook' if webhook else 'polling'}.")

    def away(self) -> None:
        """Telegram is not."""
        self.say("Telegram cannot be reached; trying again. Everything else goes on.")

    def refused(self, what: str, error: ApiError | UnreachableError) -> None:
        """Telegram refuses something that is no message of a person's."""
        if isinstance(error, UnreachableError):
            self.away()
        elif error.code == CONFLICT:
            self.say(f"Telegram: another program takes the updates of this token ({error.description}). End it.")
        else:
            self.say(f"Telegram refuses {what}: {error.description}.")
