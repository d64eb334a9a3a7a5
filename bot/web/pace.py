"""How fast the REST channel may be asked: by each conversation, and by each address that is not this machine's own.

Its callers are servers, so the limits are wider than the website's. Who is over them is told about 999 all the same, in
full if the rules hear danger; the model is not asked.
"""

from __future__ import annotations

import ipaddress

from sanic.request import Request

from bot.guard import Guard
from bot.web.limits import Limit
from bot.wording import Reply, Wording


def is_own(address: str) -> bool:
    """True for this machine: the host's own server or proxy, which speaks for many people."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class Pace:
    """Counts, and says no."""

    def __init__(self, guard: Guard, wording: Wording, proxies: int = 0) -> None:
        """Starts full for everybody.

        Args:
            guard: Hears danger in what is refused.
            wording: Holds what is said to those who are refused.
            proxies: Proxies in front whose word about the caller's address is believed.
        """
        self._guard, self._too_many, self._proxies = guard, wording.reply("utter_line_too_many"), proxies
        self.by_sender = Limit(at_once=60, per_minute=120)
        self.by_address = Limit(at_once=300, per_minute=1200)

    async def refusal(self, request: Request, sender: str, message: object) -> list[Reply]:
        """Counts a message.

        Args:
            request: Tells where it comes from.
            sender: The conversation's id.
            message: What was typed.

        Returns:
            Nothing if it may be answered; else what to say instead.
        """
        address = str((request.remote_addr if self._proxies else "") or request.ip)
        if (is_own(address) or self.by_address.allows(address)) and self.by_sender.allows(sender):
            return []
        heard = await self._guard.listener.hear(message) if isinstance(message, str) else None
        now = heard is not None and heard.level == "now"
        return [*(self._guard.emergency(heard.intent, heard.variant) if heard and now else []), self._too_many]
