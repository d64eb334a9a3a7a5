"""How the operator has set Telegram up: the environment, read in one place. docs/telegram.md explains each variable."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

TOKEN = "TELEGRAM_TOKEN"  # noqa: S105  # the variable's name
API_BASE = "TELEGRAM_API_BASE"
ASSESSED = "TELEGRAM_ASSESSMENT_DONE"
WEBHOOK = "TELEGRAM_WEBHOOK"
SECRET = "TELEGRAM_WEBHOOK_SECRET"  # noqa: S105
SAFER = "TELEGRAM_SAFER_ADDRESS"
TELEGRAM = "https://api.telegram.org"
PATH = "/webhooks/telegram/webhook"
_TOKEN = re.compile(r"[A-Za-z0-9:_-]{1,256}")
_REAL_TOKEN = re.compile(r"\d{8,}:[A-Za-z0-9_-]{30,}")  # as Telegram's BotFather gives them
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SettingsError(ValueError):
    """A variable is wrong, or the statement about the assessment is missing; one sentence that says what to do."""


class Settings(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """What the channel needs to know.

    Attributes:
        token: The bot's token. It never appears in what is printed.
        base: Root of the Bot API server.
        webhook: The public address for updates, or None to poll.
        secret: What Telegram must show with every update.
        safer: The website that is safer than Telegram, if the operator has one.
    """

    token: str
    base: str = TELEGRAM
    webhook: str | None = None
    secret: str = ""
    safer: str | None = None

    def __repr__(self) -> str:
        """Without the token and the secret."""
        return f"Settings(base={self.base!r}, webhook={self.webhook!r})"

    def key(self, purpose: str) -> bytes:
        """A key for one purpose, the same in every process with this token and in no other.

        Args:
            purpose: Its name.

        Returns:
            32 bytes that tell nothing of the token.
        """
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).digest()


def _local(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _inside(host: str | None) -> bool:
    """True for this machine, a private address or a name without a dot, such as another container's."""
    try:
        return "." not in (host or ".") or ipaddress.ip_address(host or "").is_private
    except ValueError:
        return False


def _address(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or re.search(r"\s", value) or parts.scheme not in ("https", "http") or parts.query or parts.fragment:
        raise SettingsError(f"{name}={value}: write an address such as https://example.org.")
    if parts.scheme == "http" and not _inside(host):
        raise SettingsError(f"{name}={value}: write https://; what people type would cross the internet open to read.")
    return value.rstrip("/")


def read(environment: Mapping[str, str] | None = None) -> Settings | None:
    """Reads the settings.

    Args:
        environment: By default that of the process.

    Returns:
        The settings, or None without a token: Telegram is then off.

    Raises:
        SettingsError: If something is wrong, or the assessment has not been done.
    """
    given = os.environ if environment is None else environment
    token = given.get(TOKEN, "").strip()
    if not token:
        return None
    if not _TOKEN.fullmatch(token):
        raise SettingsError(f"{TOKEN} holds signs that no token has; copy it again from BotFather.")
    base = _address(API_BASE, given.get(API_BASE) or TELEGRAM)
    _assessed(given, token, base)
    settings = Settings(token=token, base=base)
    webhook = given.get(WEBHOOK)
    secret = given.get(SECRET) or settings.key("webhook").hex()
    if not _SECRET.fullmatch(secret):
        raise SettingsError(f"{SECRET}: write 16 to 256 letters, digits, _ or -, or leave it out.")
    safer = given.get(SAFER)
    return msgspec.structs.replace(
        settings,
        webhook=f"{_address(WEBHOOK, webhook)}{PATH}" if webhook else None,
        secret=secret,
        safer=_address(SAFER, safer) if safer else None,
    )


def _assessed(given: Mapping[str, str], token: str, base: str) -> None:
    """Safeguarding rule 26: real people's words reach Telegram only once the operator has assessed that.

    A made-up token on a Bot API server of this machine reaches nobody; a token as Telegram gives them may, even there.
    """
    if given.get(ASSESSED, "").strip().lower() in ("yes", "true", "1"):
        return
    if _local(urlsplit(base).hostname) and not _REAL_TOKEN.fullmatch(token):
        return
    raise SettingsError(
        f"Telegram stays off: set {ASSESSED}=yes once your own data protection impact assessment says that people may "
        "write to you there (docs/telegram.md). To try it without Telegram, run `make telegram-demo`."
    )
