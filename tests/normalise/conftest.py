"""What the tests of plain words share."""

from __future__ import annotations

import msgspec
import pytest

from bot.normalise import FILE, TextSpeak


@pytest.fixture(scope="session")
def phrases() -> TextSpeak:
    """The real phrases."""
    return msgspec.yaml.decode(FILE.read_bytes(), type=TextSpeak)
