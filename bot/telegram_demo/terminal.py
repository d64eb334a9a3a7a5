"""`make telegram-demo`: our bot against the local Bot API server, with a terminal for a phone."""

from __future__ import annotations

import asyncio
import itertools
import textwrap

from bot.channels.telegram.bot import TelegramBot
from bot.channels.telegram.report import Report
from bot.channels.telegram.settings import Settings
from bot.emergency import EmergencyRules
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.telegram_demo.chats import Message
from bot.telegram_demo.server import LocalTelegram
from bot.wording import Wording

ME = 1001
WIDTH = 84
MEDIA = ("photo", "voice", "video", "sticker", "location", "contact", "document")
HELP = f"""A demonstration: nothing leaves this machine.
Type as in Telegram: words, or a command such as /start, /999 or /forget.
  1, 2, ...          press a button
  :edit <words>      change your last message
  :send <what>       send one of: {", ".join(MEDIA)}
  :block             block the bot
  :screen            show the chat as it stands now
  :quit              leave
"""


def draw(message: Message, count: itertools.count[int], keys: dict[int, str]) -> str:
    """A message as it looks on the phone, with numbers for its buttons.

    Args:
        message: From either side.
        count: Gives each button its number.
        keys: Filled with what each number presses.

    Returns:
        Lines for the terminal.
    """
    text = message.text or f"[{', '.join(message.extra)}]"
    if not message.mine:
        return textwrap.indent(text, "                    ")
    lines = ["(silent)" if message.silent else "(RINGS)"]
    for line in text.split("\n"):
        lines += textwrap.wrap(line, WIDTH - 4, break_long_words=False, break_on_hyphens=False) or [""]
    drawn = ["+" + "-" * (WIDTH - 2), *(f"| {line}" for line in lines)]
    for row in message.rows:
        cells = []
        for button in row:
            if "url" in button:
                cells.append(f"[{button['text']} -> {button['url']}]")
            else:
                number = next(count)
                keys[number] = button["text"]
                cells.append(f"[{number}: {button['text']}]")
        drawn.append("| " + "  ".join(cells))
    return "\n".join([*drawn, "+" + "-" * (WIDTH - 2)])


class Phone:
    """What the person sees and does."""

    def __init__(self, telegram: LocalTelegram) -> None:
        """Holds the server."""
        self._telegram = telegram
        self._chat = telegram.chats.open(ME)
        self._seen: set[int] = set()
        self._keys: dict[int, str] = {}
        self._last: Message | None = None

    def do(self, line: str) -> str | None:
        """Does what was typed.

        Args:
            line: As typed.

        Returns:
            A sentence if it made no sense, else None.
        """
        chats = self._telegram.chats
        command, _, rest = line.partition(" ")
        if line.isdecimal() and int(line) in self._keys:
            chats.press(ME, self._keys[int(line)])
        elif command == ":edit":
            if self._last is None or not rest:
                return "Write :edit and the new words, after a message."
            chats.edit(ME, self._last, rest)
        elif command == ":send":
            if rest not in MEDIA:
                return f"Write :send and one of: {', '.join(MEDIA)}."
            chats.say(ME, extra={rest: {"file_id": "demo"}})
        elif command == ":block":
            chats.membership(ME, "private", "kicked")
        elif command.startswith(":") and command != ":screen":
            return "That is none of the commands above."
        elif line and command != ":screen":
            self._last = chats.say(ME, line)
        return None

    def news(self) -> str:
        """What has appeared since the last look."""
        new = [message for number, message in self._chat.messages.items() if number not in self._seen]
        self._seen.update(message.number for message in new)
        return self._drawn([message for message in new if message.mine])

    def screen(self) -> str:
        """The whole chat as it stands."""
        return self._drawn(list(self._chat.messages.values())) or "(the chat is empty)"

    def _drawn(self, messages: list[Message]) -> str:
        if any(message.rows for message in messages):
            self._keys.clear()
        count = itertools.count(1)
        return "\n".join(draw(message, count, self._keys) for message in messages)


class _Quiet(Report):
    """Here nobody is the operator."""

    def say(self, sentence: str) -> None:
        """Says nothing."""


async def _demo() -> None:
    print(HELP)  # noqa: T201  # a program that speaks to a terminal
    telegram = LocalTelegram()
    await telegram.start()
    engine = RasaEngine(load_agent)
    settings = Settings(token=telegram.token, base=telegram.base)
    bot = TelegramBot(settings, EmergencyRules(), Wording(), engine, engine.loaded.is_set, report=_Quiet())
    running = asyncio.get_running_loop().create_task(bot.run())
    phone = Phone(telegram)
    print("Loading ...")  # noqa: T201
    await asyncio.to_thread(engine.loaded.wait)
    try:
        await _type_and_look(phone, telegram, bot)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await bot.stop()
        await telegram.stop()


async def _type_and_look(phone: Phone, telegram: LocalTelegram, bot: TelegramBot) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            line = (await loop.run_in_executor(None, input, "> ")).strip()
        except EOFError:
            return
        if line == ":quit":
            return
        wrong = phone.do(line)
        while telegram.updates.waiting:  # noqa: ASYNC110  # until the bot has taken them
            await asyncio.sleep(0.05)
        await bot.idle()
        said = phone.screen() if line == ":screen" else wrong or phone.news()
        print(f"{said}\n" if said else "")  # noqa: T201


def demo() -> None:
    """Runs the demonstration until the person leaves."""
    try:
        asyncio.run(_demo())
    except KeyboardInterrupt:
        print()  # noqa: T201
