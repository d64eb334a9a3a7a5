"""bot/evaluation/report_text.py, report_html.py, svg.py: what people read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from bot.evaluation import report_html, report_text, svg
from bot.evaluation.baseline import Change
from bot.evaluation.measures import measure
from bot.evaluation.scores import Share
from tests.evaluation.making import CONCERNS, made

NASTY = '<script>alert("&")</script>'
REPORT = measure(
    [
        made("emergency_danger", "fraud", "he is nearly here", slice="indirect"),
        *(made("emergency_danger", slice="indirect") for _ in range(9)),
        made("fraud", "emergency_danger", NASTY),
        made("fraud", "wellbeing", "lost it all"),
        made("fraud", slice=NASTY),
        made("wellbeing"),
    ],
    CONCERNS,
)
CHANGES = [Change("recall", 0.8, 0.9, True), Change("alarms", 0.1, 0.2, False), Change("still", 0.5, 0.5, None)]
KNOWN = {"he is nearly here": "no word of violence"}


@pytest.fixture
def page() -> str:
    """The HTML report."""
    return report_html.page("14 messages", REPORT, KNOWN, CHANGES, ["a note"])


def test_text_begins_with_missed_emergencies() -> None:
    """Each with the reason, if it is known."""
    lines = report_text.text(REPORT, KNOWN, CHANGES, ["a note"]).splitlines()

    assert lines[:3] == [
        "Missed emergencies: 1",
        "  emergency_danger (indirect): he is nearly here",
        "      known: no word of violence",
    ]
    assert lines[-1] == "a note"


def test_text_has_figures_goals_slices_confusions_and_changes() -> None:
    """Figures that cannot be had are a dash."""
    text = report_text.text(REPORT, KNOWN, CHANGES, [])

    assert re.search(r"999 first \(now or possible\) +90\.0%  59\.6% to 98\.2% +10  at least 99% MISSED", text)
    assert re.search(r"area, F1 where tagged +-", text)
    assert re.search(r"indirect +90\.0% of 10 +- ", text)
    assert "   1  fraud taken for wellbeing\n        lost it all" in text
    assert "80.0% ->  90.0%  better" in text
    assert "10.0% ->  20.0%  WORSE" in text
    assert "still" not in text


def test_text_of_nothing_missed() -> None:
    """0 is said, not left out; no comparison, no heading for one."""
    text = report_text.text(measure([made("fraud")], CONCERNS), {}, [], [])

    assert text.startswith("Missed emergencies: 0\n")
    assert "accepted run" not in text


def test_text_says_when_nothing_has_changed() -> None:
    """Silence would look like a comparison that was forgotten."""
    assert "Nothing has changed" in report_text.text(REPORT, {}, CHANGES[2:], [])


def test_page_is_one_file_without_script_or_remote_resource(page: str) -> None:
    """What somebody typed stays words."""
    assert NASTY not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r"<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:|\son\w+=", page) == []


def test_page_has_its_pictures_and_sentences(page: str) -> None:
    """Bars for recall and false alarms, the matrix, the diagram; missed emergencies before any figure."""
    pictures = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)

    assert len(pictures) == 4
    assert [ET.fromstring(picture)[0].tag for picture in pictures] == ["title"] * 4  # noqa: S314  # our own
    assert page.index("he is nearly here") < page.index("<h2>Figures</h2>")
    assert "Known: no word of violence" in page
    assert "lost it all" in page
    assert "a note" in page


def test_page_tags_are_balanced(page: str) -> None:
    """Read as XML once the void tags are closed."""
    body = re.sub(r"<(meta|br)\b([^>]*)>", r"<\1\2/>", page.split("\n", 1)[1])

    assert ET.fromstring(body).tag == "html"  # noqa: S314  # our own


def test_page_without_any_figure_can_be_written() -> None:
    """For a file in which there is nothing to compare."""
    assert "<svg" in report_html.page("nothing", measure([], CONCERNS), {}, [], [])


def test_bars_leave_out_what_there_is_none_of() -> None:
    """A bar of 0 would look like a failure."""
    picture = svg.bars("title", {"here": Share(1, 2), "empty": Share(0, 0)}, 0.9)

    assert "here" in picture
    assert "empty" not in picture
    assert picture.count('class="bar"') == 1


def test_matrix_has_a_column_for_everything_else() -> None:
    """What was taken for an intent outside the matrix is not lost."""
    picture = svg.matrix("title", {"fraud": Counter({"fraud": 3, "greet": 2, "thank": 2})})

    assert ">3<" in picture
    assert ">4<" in picture
