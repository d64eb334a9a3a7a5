"""What Telegram refuses, in its words: https://core.telegram.org/bots/api and what its server is known to answer."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.telegram_demo.markup import MarkupError, parse, units

LONGEST = 4096  # UTF-16 units of a message, markup not counted
DATA = 64  # bytes of a button's data
MOST_BUTTONS = 100
PORTS = (80, 88, 443, 8443)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.[a-z0-9-]{2,}", re.IGNORECASE)


class RefusedError(Exception):
    """A call is refused.

    Attributes:
        code: The HTTP status, and error_code.
        description: Telegram's words.
        retry_after: Seconds to wait, for 429.
    """

    def __init__(self, description: str, code: int = 400, retry_after: int | None = None) -> None:
        """Keeps what will be answered."""
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after


def bad(description: str) -> RefusedError:
    """A call that is wrong in itself."""
    return RefusedError(f"Bad Request: {description}")


def text(params: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Checks the text of a message.

    Args:
        params: Of sendMessage or editMessageText.

    Returns:
        Plain text and entities.

    Raises:
        RefusedError: If it is empty, too long or wrongly marked up.
    """
    source, mode = params.get("text"), params.get("parse_mode")
    if not isinstance(source, str) or not source.strip():
        raise bad("message text is empty")
    entities: list[dict[str, Any]] = []
    if mode is not None and str(mode).lower() != "html":
        raise bad("unsupported parse_mode")  # Telegram knows Markdown as well; this bot does not use it
    if mode is not None:
        try:
            source, entities = parse(source)
        except MarkupError as error:
            raise bad(f"can't parse entities: {error}") from None
    if not source.strip():
        raise bad("message text is empty")
    if units(source) > LONGEST:
        raise bad("message is too long")
    return source, entities


def keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    """Checks an inline keyboard.

    Args:
        markup: reply_markup of a call, or None.

    Returns:
        Its rows; none if there is none.

    Raises:
        RefusedError: At the first button that Telegram would refuse; the whole message goes with it.
    """
    if markup is None:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("object expected as reply markup")
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for row in rows:
        for button in row:
            _button(button)
    return [row for row in rows if row]


def _button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if "url" in button:
        _url(button["url"])
        return
    data = button.get("callback_data")
    if not isinstance(data, str):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not 1 <= len(data.encode()) <= DATA:
        raise bad("BUTTON_DATA_INVALID")


def _url(url: Any) -> None:
    said = f"inline keyboard button URL '{url}' is invalid"
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise bad(f"{said}: Wrong HTTP URL") from None
    if parts.scheme == "tg":
        return
    if parts.scheme not in ("http", "https", "ton"):
        raise bad(f"{said}: {'Unsupported URL protocol' if parts.scheme else 'Wrong HTTP URL'}")
    if not host:
        raise bad(f"{said}: URL host is empty")
    if not _HOST.fullmatch(host) or re.search(r"\s", url):
        raise bad(f"{said}: Wrong HTTP URL")


def commands(given: Any) -> list[dict[str, str]]:
    """Checks the menu.

    Args:
        given: `commands` of setMyCommands.

    Returns:
        The commands.

    Raises:
        RefusedError: If one has a name or a description that Telegram does not take.
    """
    if not isinstance(given, list):
        raise bad("can't parse commands")
    for command in given:
        if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command", "")).lstrip("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return given


def webhook(url: str, secret: Any) -> None:
    """Checks a webhook's address. As Telegram's own local server does, it takes http on this machine.

    Raises:
        RefusedError: If Telegram would not call it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise bad("bad webhook: invalid URL specified") from None
    here = host in ("127.0.0.1", "localhost", "::1")
    if not here and parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not here and (port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret is not None and not _SECRET.fullmatch(str(secret)):
        raise bad("secret token contains unallowed characters")
