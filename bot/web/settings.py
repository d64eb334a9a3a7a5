"""What the website's host sets, in the environment. A wrong value stops the start with one sentence."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import msgspec


class Settings(msgspec.Struct, frozen=True):
    """How the widget is served.

    Attributes:
        origins: Sites that may use it, such as https://www.example.org; empty: only pages of this server itself.
        proxies: Proxies in front that name the caller's address; 0: nobody is believed.
        contact_name: The host's own safeguarding contact, for the full page.
        contact_href: Its https:, mailto: or tel: address.
    """

    origins: frozenset[str] = frozenset()
    proxies: int = 0
    contact_name: str = ""
    contact_href: str = ""


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("https", "http") or not parts.netloc or text != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(f"WIDGET_ORIGINS: {text}: write scheme and host only, such as https://www.example.org.")
    return text.lower()


def read() -> Settings:
    """Reads WIDGET_ORIGINS (commas or spaces between), WIDGET_PROXIES, WIDGET_CONTACT_NAME and WIDGET_CONTACT_HREF.

    Raises:
        ValueError: If one of them cannot be used; says which, and what to write.
    """
    proxies = os.environ.get("WIDGET_PROXIES") or "0"
    if not proxies.isdecimal():
        raise ValueError(f"WIDGET_PROXIES={proxies}: write how many proxies stand in front, such as WIDGET_PROXIES=1.")
    name, href = (os.environ.get(f"WIDGET_CONTACT_{part}", "").strip() for part in ("NAME", "HREF"))
    if href and not href.startswith(("https://", "mailto:", "tel:")):
        raise ValueError(f"WIDGET_CONTACT_HREF={href}: write an https://, mailto: or tel: address.")
    if bool(name) != bool(href):
        raise ValueError("WIDGET_CONTACT_NAME and WIDGET_CONTACT_HREF: set both or neither.")
    origins = os.environ.get("WIDGET_ORIGINS", "").replace(",", " ").split()
    return Settings(frozenset(map(_origin, origins)), int(proxies), name, href)
