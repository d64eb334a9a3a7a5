"""bot/bank_holidays.py: the table, its end, and the rules after it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import holidays
import pytest

from bot import bank_holidays
from bot.bank_holidays import BankHolidayError, is_bank_holiday, running_out, table


@pytest.mark.parametrize("nation", sorted(bank_holidays.DIVISIONS))
def test_table_agrees_with_the_calendar(nation: str) -> None:
    """Every day of the table is one that the library computes, and the other way round."""
    until = table().until
    days = set(table().days[bank_holidays.DIVISIONS[nation]])
    first = min(days).year
    computed = holidays.country_holidays(
        "GB", subdiv=bank_holidays.SUBDIVISIONS[nation], years=range(first, until.year + 1)
    )

    assert days == {day for day in computed if day <= until}


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        ("2026-11-30", {"scotland"}),
        ("2027-03-17", {"northern_ireland"}),
        ("2027-03-29", {"england", "wales", "northern_ireland"}),
        ("2026-12-28", {"england", "wales", "scotland", "northern_ireland"}),
        ("2026-11-20", set()),
    ],
)
def test_is_bank_holiday_by_nation(day: str, nations: set[str]) -> None:
    """St Andrew's Day is Scotland's alone, Easter Monday everybody's but Scotland's."""
    moment = dt.date.fromisoformat(day)

    assert {nation for nation in bank_holidays.DIVISIONS if is_bank_holiday(moment, nation)} == nations


def test_is_bank_holiday_after_the_table_is_computed() -> None:
    """When nobody has added a year, Christmas is still Christmas."""
    assert is_bank_holiday(dt.date(table().until.year + 3, 12, 25), "england")


@pytest.mark.parametrize(("days", "warns"), [(-400, False), (-184, False), (-183, True), (0, True), (30, True)])
def test_running_out_warns_half_a_year_before(days: int, warns: bool) -> None:
    """The warning comes in time, and stays when it is too late."""
    said = running_out(table().until + dt.timedelta(days=days))

    assert (said is not None) is warns
    assert said is None or "gov.uk/bank-holidays" in said


@pytest.mark.parametrize(
    "text",
    ["source: x\nuntil: soon\ndays: {}\n", "source: x\nuntil: 2028-12-31\ndays: {scotland: {}}\n", "- 1\n", "a: [\n"],
)
def test_table_wrong_file_says_what_to_write(tmp_path: Path, text: str) -> None:
    """A table that cannot be read is named in one sentence."""
    file = tmp_path / "days.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BankHolidayError, match=r"days\.yml"):
        table(file)
