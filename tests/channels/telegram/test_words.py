"""bot/channels/telegram/words.py and data/telegram: what is said on Telegram only."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from bot.channels.telegram.words import COMMANDS, FOLDER, KINDS, AllWords, Words, WordsError
from bot.clock import now
from bot.directory.directory import Directory
from bot.words import languages
from bot.words.never import forbidden, never

FILES = sorted(FOLDER.glob("*.yml"))
RULE_26 = (
    "Telegram keeps this chat on its servers and on every device logged in to it. Anyone who can open your Telegram can "
    "read it. Safer: https://example.org on a phone they have never used. Danger: 999."
)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item) if name not in ("entry", "language", "leave_address") else ()
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@pytest.fixture
def words(directory: Directory) -> Words:
    """English."""
    return AllWords(directory)("en")


def test_notice_is_the_text_of_the_rule(words: Words) -> None:
    """Safeguarding rule 26, word for word."""
    assert words.said_notice("https://example.org") == RULE_26


def test_notice_without_a_website_still_warns(words: Words) -> None:
    """An operator without a website has the same warning, and no empty bracket."""
    said = words.said_notice(None)

    assert said.startswith(RULE_26.split(" Safer:", maxsplit=1)[0])
    assert said.endswith("Danger: 999.")
    assert "{" not in said


def test_forgotten_is_the_text_of_the_rule(words: Words) -> None:
    """Safeguarding rule 26, word for word."""
    assert (
        words.forgotten
        == "I deleted what I could. Check this chat and clear it; other devices may still have shown it."
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_have_every_text(path: Path, directory: Directory) -> None:
    """Each language, shown or not, has every text, every kind of media and every command."""
    found = msgspec.yaml.decode(path.read_bytes(), type=Words)

    assert set(found.media) == set(KINDS)
    assert set(found.commands) == set(COMMANDS)
    assert "{address}" in found.notice
    assert "{notice}" in found.privacy
    assert "{count}" in found.forgotten_not_all
    assert len(found.description) <= 512
    assert len(found.short_description) <= 120
    assert all(len(text) <= 256 for text in found.commands.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_hold_no_fact(path: Path) -> None:
    """Numbers of helplines and websites come from the directory; here stand 999, ages and hours only."""
    texts = list(_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    numbers = {number for text in texts for number in re.findall(r"\d+", text)}

    assert texts
    assert numbers <= {"999", "18", "19", "48"}
    assert not [text for text in texts if "http" in text or "www" in text]


@pytest.mark.parametrize("kind", KINDS)
def test_about_begins_with_999_and_shows_a_route(kind: str, words: Words, directory: Directory) -> None:
    """What cannot be read gets 999 first and the routes of the directory, as text and as cards."""
    text, cards = words.about(kind, directory, now())
    routes = [directory.entries[way.entry] for way in words.media[kind].routes]

    assert "999" in text["text"].split("\n")[0]
    assert routes
    assert all(entry.name in text["text"] for entry in routes)
    shown = {item["id"] for group in ("services", "resources") for item in cards["custom"][group]}
    assert shown == {entry.id for entry in routes}


@pytest.mark.parametrize("kind", ["picture", "document"])
def test_about_pictures_shows_report_remove_and_the_iwf(kind: str, words: Words) -> None:
    """A picture of a child: do not send it, Report Remove or the IWF."""
    assert {way.entry for way in words.media[kind].routes} == {"report-remove", "iwf-report"}
    assert "Do not send it" in words.media[kind].text


def test_words_forbidden_elsewhere_are_forbidden_here(words: Words) -> None:
    """The same list as for all other replies."""
    assert [found for text in _texts(msgspec.to_builtins(words)) for found in forbidden(text)] == []


def test_words_never_say_save_or_screenshot(words: Words) -> None:
    """Safeguarding rule 13: nobody is told to keep a picture."""
    assert [
        text for text in _texts(msgspec.to_builtins(words)) if re.search(never().images.words, text, re.IGNORECASE)
    ] == []


def test_menu_names_no_worry(words: Words) -> None:
    """Somebody may look over a shoulder."""
    worries = re.compile(r"abuse|harm|child|fraud|police|suicid|violen|stalk|report", re.IGNORECASE)

    assert [text for text in (words.neutral, words.left, *words.commands.values()) if worries.search(text)] == []


def test_welsh_is_not_shown_until_it_is_approved(directory: Directory) -> None:
    """Safeguarding rule 11: no unapproved Welsh; a Welsh Telegram gets English."""
    every = AllWords(directory)

    assert set(every.languages) == {"en"}
    assert every("cy").language == "en"
    assert every("cy-GB").language == "en"


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of the words with something written behind a file's first line."""

    def make(name: str, line: str) -> Path:
        shutil.copytree(FOLDER, tmp_path / "telegram")
        path = tmp_path / "telegram" / name
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
        return tmp_path / "telegram"

    return make


def test_welsh_is_shown_to_reviewers_with_a_mark(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one rule of data/wording/languages.yml holds here as well: drafts only with SIGNPOST_DRAFTS=1."""
    monkeypatch.setenv(languages.DRAFTS, "1")
    every = AllWords(directory)

    assert every("cy-GB").language == "cy"
    assert every("cy").help.endswith(languages.MARK)
    assert every("fr").language == "en"
    assert languages.MARK not in every("en").help


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("\nmore: words\n", "more"),
        ("\n]:\n", "en.yml"),
        ("\nmedia: {}\n", "en.yml"),
        ("\nlanguage: fr\n", "en.yml"),
    ],
)
def test_wrong_file_stops_the_start(
    copy: Callable[[str, str], Path], directory: Directory, line: str, wrong: str
) -> None:
    """A file that is wrong is named."""
    with pytest.raises(WordsError, match=wrong):
        AllWords(directory, copy("en.yml", line))


def test_unknown_entry_stops_the_start(tmp_path: Path, directory: Directory) -> None:
    """An id that the directory does not have is named."""
    path = tmp_path / "en.yml"
    path.write_text((FOLDER / "en.yml").read_text(encoding="utf-8").replace("report-remove", "report-removal"))

    with pytest.raises(WordsError, match="report-removal"):
        AllWords(directory, tmp_path)


def test_missing_english_stops_the_start(tmp_path: Path, directory: Directory) -> None:
    """There is always a language to fall back to."""
    with pytest.raises(WordsError, match=r"en\.yml is missing"):
        AllWords(directory, tmp_path)
