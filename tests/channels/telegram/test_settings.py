"""bot/channels/telegram/settings.py: off without a token and without an assessment; wrong settings say what to do."""

from __future__ import annotations

import pytest

from bot.channels.telegram.settings import PATH, TELEGRAM, SettingsError, read

REAL = "7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
ASSESSED = {"TELEGRAM_TOKEN": REAL, "TELEGRAM_ASSESSMENT_DONE": "yes"}


def test_read_without_a_token_is_off() -> None:
    """No token: no Telegram, and nothing to complain of."""
    assert read({}) is None
    assert read({"TELEGRAM_TOKEN": "  ", "TELEGRAM_WEBHOOK": "nonsense"}) is None


def test_read_talks_to_telegram_by_polling_by_default() -> None:
    """A token and the statement are enough."""
    settings = read(ASSESSED)

    assert settings is not None
    assert (settings.base, settings.webhook, settings.safer) == (TELEGRAM, None, None)


@pytest.mark.parametrize("statement", ["", "no", "later"])
@pytest.mark.parametrize("base", ["https://api.telegram.org", "http://127.0.0.1:8081", "http://bot-api:8081"])
def test_read_without_the_operators_assessment_stays_off(base: str, statement: str) -> None:
    """Safeguarding rule 26, also with a Bot API server of one's own: a real token means real people."""
    with pytest.raises(SettingsError, match="TELEGRAM_ASSESSMENT_DONE=yes"):
        read({"TELEGRAM_TOKEN": REAL, "TELEGRAM_ASSESSMENT_DONE": statement, "TELEGRAM_API_BASE": base})


def test_read_takes_a_made_up_token_on_this_machine() -> None:
    """A token that Telegram never gave, on a server of this machine, reaches nobody: trying needs no assessment."""
    settings = read({"TELEGRAM_TOKEN": "1:demo", "TELEGRAM_API_BASE": "http://127.0.0.1:8081/"})

    assert settings is not None
    assert settings.base == "http://127.0.0.1:8081"


def test_read_made_up_token_elsewhere_needs_the_assessment() -> None:
    """Beyond this machine nobody knows who listens."""
    with pytest.raises(SettingsError):
        read({"TELEGRAM_TOKEN": "1:demo", "TELEGRAM_API_BASE": "http://10.0.0.1:8081"})


def test_read_webhook_gets_the_path_and_a_secret_of_its_own() -> None:
    """The operator names the public address only; the secret comes from the token and does not tell it."""
    settings = read({**ASSESSED, "TELEGRAM_WEBHOOK": "https://bot.example.org/"})

    assert settings is not None
    assert settings.webhook == f"https://bot.example.org{PATH}"
    assert len(settings.secret) == 64
    assert settings.secret not in REAL


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "with a space"),
        ("TELEGRAM_TOKEN", "../getMe"),
        ("TELEGRAM_API_BASE", "api.telegram.org"),
        ("TELEGRAM_API_BASE", "ftp://example.org"),
        ("TELEGRAM_API_BASE", "http://example.org"),
        ("TELEGRAM_API_BASE", "https://example.org:port"),
        ("TELEGRAM_WEBHOOK", "bot.example.org"),
        ("TELEGRAM_WEBHOOK_SECRET", "short"),
        ("TELEGRAM_WEBHOOK_SECRET", "has spaces in it, many of them"),
        ("TELEGRAM_SAFER_ADDRESS", "our website"),
    ],
)
def test_read_wrong_value_names_the_variable(name: str, value: str) -> None:
    """One sentence says which variable is wrong."""
    with pytest.raises(SettingsError, match=name):
        read({**ASSESSED, name: value})


def test_settings_do_not_show_the_token() -> None:
    """Whatever prints the settings prints no secret."""
    settings = read({**ASSESSED, "TELEGRAM_WEBHOOK": "https://bot.example.org"})

    assert settings is not None
    assert REAL not in repr(settings)
    assert settings.secret not in repr(settings)
