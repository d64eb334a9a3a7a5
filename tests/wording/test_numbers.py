"""Nothing false: every number and address in a reply is one that the directory holds."""

from __future__ import annotations

import re

import pytest

from bot.directory.directory import Directory
from bot.words.replies import fixed, replies

NUMBER = re.compile(r"(?<![\w.])\d[\d ]{2,}\d(?!\w)|(?<![\w.])\d{3}(?!\w)")
BEGINNINGS = {"0800", "0808", "116"}  # of free numbers, as the facts name them
ADDRESS = re.compile(r"\b[\w.-]+\.(?:co\.uk|org\.uk|gov\.uk|uk|com|org)\b")


def _numbers(text: str) -> set[str]:
    return {found.replace(" ", "") for found in NUMBER.findall(text)}


def _held(directory: Directory) -> tuple[set[str], str]:
    values = [contact.value for entry in directory.entries.values() for contact in entry.contacts]
    urls = [str(entry.url) for entry in directory.entries.values()]
    # The year of a law is part of its name.
    laws = [entry for entry in directory.entries.values() if entry.kind == "law"]
    titles = " ".join(f"{law.name} {contact.label}" for law in laws for contact in law.contacts)
    return {re.sub(r"\D", "", value) for value in values} | _numbers(titles), " ".join([*values, *urls])


def test_numbers_in_replies_are_in_the_directory(directory: Directory) -> None:
    """A digit that is wrong sends somebody nowhere."""
    held, _ = _held(directory)
    texts = [(reply.place, reply.text) for reply in replies()] + list(fixed())
    wrong = [(place, number) for place, text in texts for number in _numbers(text) - BEGINNINGS - held]

    assert wrong == []


def test_addresses_in_replies_are_in_the_directory(directory: Directory) -> None:
    """The same for web addresses."""
    _, held = _held(directory)
    found = [(reply.place, address) for reply in replies() for address in ADDRESS.findall(reply.text)]

    assert found
    assert [(place, address) for place, address in found if address not in held] == []


@pytest.mark.parametrize(
    ("text", "number"), [("Samaritans 116 123.", "116123"), ("text SHOUT to 85258.", "85258"), ("ring 999,", "999")]
)
def test_numbers_are_seen(text: str, number: str) -> None:
    """The pattern of these tests is not blind."""
    assert number in _numbers(text)
