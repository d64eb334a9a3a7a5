"""The menu of the chat and what stands in it before the first message."""

from __future__ import annotations

from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.report import Report
from bot.channels.telegram.words import COMMANDS, ENGLISH, AllWords, Words


async def set_up(api: Api, words: AllWords, report: Report, warning: str = "") -> None:
    """Sets commands and descriptions in every language that may be shown; the bot answers without them, too.

    Args:
        api: To call Telegram.
        words: All languages.
        report: Told what Telegram refuses.
        warning: Stands before what is in the empty chat, such as that this is a demonstration.
    """
    for language, texts in words.languages.items():
        code = {} if language == ENGLISH else {"language_code": language}
        try:
            await _commands(api, texts, code)
            await api.call("setMyDescription", {"description": f"{warning}\n{texts.description}".strip(), **code})
            await api.call("setMyShortDescription", {"short_description": texts.short_description, **code})
        except (ApiError, UnreachableError) as error:
            report.refused("the menu", error)


async def _commands(api: Api, texts: Words, code: dict[str, str]) -> None:
    every = [{"command": name, "description": texts.commands[name]} for name in COMMANDS]
    try:
        await api.call("setMyCommands", {"commands": every, **code})
    except ApiError as error:
        if error.wrong_token:
            raise
        lettered = [command for command in every if not command["command"].isdigit()]  # /999 works typed all the same
        await api.call("setMyCommands", {"commands": lettered, **code})
