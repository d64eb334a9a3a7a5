"""What is said on Telegram only, from data/telegram/: English, and Welsh once a Welsh speaker has approved it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from bot import cards
from bot.directory.directory import Directory
from bot.wording import Reply
from bot.words import languages

FOLDER = Path("data") / "telegram"
ENGLISH = "en"
COMMANDS = ("start", "help", "999", "forget", "privacy", "exit")
KINDS = ("picture", "document", "voice", "location", "contact", "sticker", "other")


class WordsError(ValueError):
    """A file of data/telegram is wrong: which, and what to write."""


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the directory, and the words before it."""

    before: str
    entry: str


class Media(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said to something that cannot be read; `routes` are shown between text and after."""

    text: str
    routes: tuple[Way, ...]
    after: str = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All texts of one language; data/telegram/en.yml says what each is for."""

    language: str
    neutral: str
    notice: str
    notice_without_address: str
    help: str
    privacy: str
    forgotten: str
    forgotten_not_all: str
    forgotten_limits: str
    left: str
    leave_button: str
    leave_address: str
    group: str
    old_button: str
    too_many: str
    media: dict[str, Media]
    commands: dict[str, str]
    description: str
    short_description: str

    def said_notice(self, address: str | None) -> str:
        """The notice of safeguarding rule 26.

        Args:
            address: The safer website, if there is one.

        Returns:
            The text.
        """
        return self.notice.format(address=address) if address else self.notice_without_address

    def about(self, kind: str, directory: Directory, now: dt.datetime) -> list[Reply]:
        """What to say to something that cannot be read.

        Args:
            kind: One of KINDS.
            directory: Where the facts are.
            now: The moment, for opening hours.

        Returns:
            A text with 999 in its first line, and the same routes as cards.
        """
        media = self.media[kind]
        entries = [directory.entries[way.entry] for way in media.routes]
        parts = [media.text]
        for way, entry in zip(media.routes, entries, strict=True):
            parts += [way.before, cards.line(entry, now, directory.areas)]
        parts += [media.after] if media.after else []
        return [{"text": "\n".join(parts)}, {"custom": cards.payload(None, entries, now)}]


class AllWords:
    """The languages that may be shown."""

    def __init__(self, directory: Directory, folder: Path = FOLDER) -> None:
        """Reads every language and checks it.

        Args:
            directory: For the entries that the words name.
            folder: Holds one file a language.

        Raises:
            WordsError: If a file is wrong, whether it may be shown yet or not.
        """
        files = [_read(path, directory) for path in sorted(folder.glob("*.yml"))]
        shown = [_marked(words) for words in files if words.language == ENGLISH or languages.approved(words.language)]
        self.languages = {words.language: words for words in shown}
        if ENGLISH not in self.languages:
            raise WordsError(f"{folder / 'en.yml'} is missing; the bot speaks English before anything else.")

    def __call__(self, language: str | None = None) -> Words:
        """The words for somebody whose Telegram is set to a language; English if it has none that may be shown."""
        short = (language or ENGLISH).split("-")[0].lower()
        return self.languages.get(short, self.languages[ENGLISH])


def _marked(words: Words) -> Words:
    """The words, with the mark of a draft where only a reviewer is shown them; the mark stands behind 999."""
    if not languages.is_draft(words.language):
        return words
    return msgspec.structs.replace(
        words, help=f"{words.help}\n{languages.MARK}", privacy=f"{words.privacy}\n{languages.MARK}"
    )


def _read(path: Path, directory: Directory) -> Words:
    try:
        words = msgspec.yaml.decode(path.read_bytes(), type=Words)
    except (msgspec.DecodeError, OSError, ValueError) as error:
        raise WordsError(f"{path}: {error}") from error
    for name, wanted, got in (("media", KINDS, words.media), ("commands", COMMANDS, words.commands)):
        if set(wanted) != set(got):
            raise WordsError(f"{path}: {name}: write exactly {', '.join(wanted)}.")
    unknown = {way.entry for media in words.media.values() for way in media.routes} - set(directory.entries)
    if unknown:
        raise WordsError(f"{path}: media: {min(unknown)} is no entry of data/directory; mend the id.")
    if words.language != path.stem:
        raise WordsError(f"{path}: language: write {path.stem}, as in the file's name.")
    return words
