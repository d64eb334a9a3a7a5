"""`python -m bot ...`: what the Makefile calls."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from typing import Any

from bot import clock

try:
    import resource
except ImportError:  # a system without limits of this kind, and without core files
    resource = None  # type: ignore[assignment]


def _serve(no_train: bool) -> None:
    gc.disable()  # until people can be answered: what is read and imported stays; looking through it costs a seventh
    from bot.rasa import model
    from bot.serve import serve

    if not no_train:
        model.train(thorough=False)
    serve()


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-train", action="store_true", help="never train: without a usable model only 999 is answered"
    )


def _chat() -> None:
    from bot.chat import chat
    from bot.rasa import model

    model.train()
    chat()


def _telegram() -> None:
    from bot.channels.telegram import run, settings
    from bot.rasa import model

    settings.read()  # what is set wrongly is said before minutes of training
    model.train()
    run.run()


def _telegram_demo() -> None:
    from bot.rasa import model
    from bot.telegram_demo.terminal import demo

    model.train()
    demo()


def _train() -> None:
    from bot.rasa import model

    model.train()


def _check() -> None:
    from bot.check import check

    check()


def _evaluate(file: str | None, accept: bool) -> None:
    from bot.evaluation.run import evaluate

    print(evaluate(file, accept))


def _evaluate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", help='your own messages, a line each: {"text": ..., "label": ..., "accept": [...]}')
    parser.add_argument("--accept", action="store_true", help="keep this run as the one to compare later ones with")


def _directory(**given: Any) -> None:
    from bot.directory.commands.main import run

    run(**given)


def _directory_options(parser: argparse.ArgumentParser) -> None:
    from bot.directory.commands.main import options

    options(parser)


def _new(**given: Any) -> None:
    from bot.new.main import run

    run(**given)


def _new_options(parser: argparse.ArgumentParser) -> None:
    from bot.new.main import options

    options(parser)


COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "serve": (_serve, "serve on 127.0.0.1 (PORT=5005), training first if the model is old"),
    "chat": (_chat, "talk to it in the terminal"),
    "telegram": (_telegram, "the Telegram bot by polling (TELEGRAM_TOKEN=..., see docs/telegram.md)"),
    "telegram-demo": (_telegram_demo, "try the Telegram bot in the terminal, without a token or the internet"),
    "train": (_train, "train, if anything has changed"),
    "check": (_check, "check the content: words, rules, replies, directory"),
    "evaluate": (_evaluate, "report how well unseen words are understood"),
    "directory": (_directory, "keep the directory: what is due, add, links, coverage map, open data"),
    "new": (_new, "make what a new worry, phrase or language needs, in every place"),
}
OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "serve": _serve_options,
    "evaluate": _evaluate_options,
    "directory": _directory_options,
    "new": _new_options,
}


def _no_core_files() -> None:
    """A process that crashes must not leave its memory on the disk: somebody's words are in it."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str] | None = None) -> int:
    """Runs a command.

    Args:
        arguments: Without the program's name; by default those of the process.

    Returns:
        0 if it worked; else 1, after one sentence that says what to do.
    """
    _no_core_files()
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    asked = (sys.argv[1:] if arguments is None else arguments)[:1]
    for name, (_, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        if name in OPTIONS and [name] == asked:  # those of the others may cost imports, or need files of data/
            OPTIONS[name](command)
    given = vars(parser.parse_args(arguments))
    run, _ = COMMANDS[given.pop("command")]
    try:
        clock.now()  # SIGNPOST_NOW that is no time is said at once, not after minutes of training
        run(**given)
    except (ValueError, RuntimeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
