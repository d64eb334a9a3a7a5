"""bot/directory/adding.py and the command `directory add`: questions become a file, or nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.directory import adding
from bot.directory.adding import AddError, Question
from bot.directory.commands import add
from bot.directory.directory import Directory
from bot.directory.load import load

ANSWERS = {
    "kind": "helpline",
    "name": "Night Line",
    "description": "Listens at night.",
    "areas": "england, wales",
    "audiences": "adult",
    "minimum_age": "16",
    "maximum_age": "",
    "concerns": "wellbeing, fraud",
    "phone": "0117 496 0123",
    "hours": "Mon-Sun 20:00-06:00",
    "email": "",
    "web": "https://night.example.org",
    "evidence": "https://night.example.org/about",
    "source": "The founders",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, in which the command may write."""
    for name in ("directory", "routes", "phrases"):
        shutil.copytree(Path("data") / name, tmp_path / "data" / name)
    for name in ("inventory.yml", "bank_holidays.yml"):
        shutil.copy(Path("data") / name, tmp_path / "data" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _asked(organization: list[str], **change: str) -> Callable[[str], str]:
    """Answers each question of the file by its field; `change` may hold a wrong answer before the right one."""
    answers = ANSWERS | change
    skipped = {question.field for question in adding.questions() if question.after and not answers[question.after]}
    lines = iter(
        [*organization, *(answers[question.field] for question in adding.questions() if question.field not in skipped)]
    )
    return lambda said: next(lines)


def test_run_writes_a_new_file(house: Path) -> None:
    """A new organisation gets a file of its own, and the entry is what was answered."""
    add.run(_asked(["Night Helpers", "https://night.example.org"]))
    entry = load().entries["night-line"]

    assert (house / "data/directory/night-helpers.yml").exists()
    assert (entry.kind, entry.areas, entry.minimum_age, entry.maximum_age) == (
        "helpline",
        ("england", "wales"),
        16,
        None,
    )
    assert [(contact.type, contact.value, contact.hours) for contact in entry.contacts] == [
        ("phone", "0117 496 0123", "Mon-Sun 20:00-06:00"),
        ("web", "https://night.example.org", None),
    ]
    assert entry.verified_by is None


def test_run_adds_to_a_file_that_is_there(house: Path) -> None:
    """What is in the file stays as it is, comments included."""
    before = (house / "data/directory/childline.yml").read_text(encoding="utf-8")
    add.run(_asked(["Childline"]))
    after = (house / "data/directory/childline.yml").read_text(encoding="utf-8")

    assert after.startswith(before)
    assert load().origins["night-line"].organization.name == "Childline"


def test_run_names_the_id_in_the_inventory(house: Path) -> None:
    """So that `make check` has nothing to say about it."""
    add.run(_asked(["Night Helpers", ""]))
    lines = (house / "data/inventory.yml").read_text(encoding="utf-8").splitlines()

    assert lines[lines.index("  - sarc-finder") + 1] == "  - night-line"
    assert (
        len(lines)
        == len((Path(__file__).parents[2] / "data/inventory.yml").read_text(encoding="utf-8").splitlines()) + 1
    )


def test_run_asks_again_after_a_wrong_answer(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence that says what to write, and the same question again."""
    right = [ANSWERS[question.field] for question in adding.questions()]
    place = [question.field for question in adding.questions()].index("phone")
    lines = iter(["Night Helpers", "", *right[:place], "12", *right[place:]])
    add.run(lambda said: next(lines))

    assert "'12' is no telephone number" in capsys.readouterr().out
    assert load().entries["night-line"].contacts[0].value == "0117 496 0123"


def test_run_stopped_writes_nothing(house: Path) -> None:
    """Ctrl+C or the end of the input: one sentence, and no file."""

    def stop(said: str) -> str:
        raise EOFError

    with pytest.raises(AddError, match="Nothing was written"):
        add.run(stop)
    assert sorted(path.name for path in (house / "data/directory").iterdir()) == sorted(
        path.name for path in (Path(__file__).parents[2] / "data/directory").iterdir()
    )


def test_run_answers_that_do_not_fit_write_nothing(house: Path) -> None:
    """An age range upside down."""
    with pytest.raises(AddError, match="above maximum_age"):
        add.run(_asked(["Night Helpers", ""], minimum_age="20", maximum_age="10"))
    assert not (house / "data/directory/night-helpers.yml").exists()


def test_write_that_would_break_the_directory_takes_everything_back(house: Path, directory: Directory) -> None:
    """If the directory no longer loads, both files are as they were."""
    broken = house / "data/routes/fraud.yml"
    broken.write_text("must: {adult: [nobody]}\n", encoding="utf-8")
    inventory = (house / "data/inventory.yml").read_text(encoding="utf-8")
    entry = adding.entry_of(ANSWERS, directory, directory.entries["childline"].assured_date)

    with pytest.raises(AddError, match="nobody"):
        adding.write(entry, adding.Organization(id="night", name="Night"))
    assert not (house / "data/directory/night.yml").exists()
    assert (house / "data/inventory.yml").read_text(encoding="utf-8") == inventory


def test_entry_of_a_name_that_is_taken_gets_a_number(directory: Directory) -> None:
    """No id stands twice."""
    day = directory.entries["childline"].assured_date

    assert adding.entry_of(ANSWERS | {"name": "Childline"}, directory, day).id == "childline-2"


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        ("name", "", "needed"),
        ("kind", "shop", "choose from"),
        ("kind", "session", "choose from"),
        ("areas", "uk, atlantis", "atlantis"),
        ("audiences", "aliens", "choose from"),
        ("concerns", "sorrow", "choose from"),
        ("minimum_age", "old", "whole number"),
        ("hours", "9 to 5", "write them like"),
        ("email", "nobody", "no e-mail"),
        ("web", "our page", "no web address"),
    ],
)
def test_problem_says_what_to_write(directory: Directory, field: str, answer: str, said: str) -> None:
    """Each wrong answer gets a sentence at once."""
    question = next(one for one in adding.questions() if one.field == field)
    found = adding.problem(question, answer, directory)

    assert found is not None
    assert said in found


@pytest.mark.parametrize("field", sorted(ANSWERS))
def test_problem_of_a_right_answer_is_none(directory: Directory, field: str) -> None:
    """What the tests above use is right."""
    question = next(one for one in adding.questions() if one.field == field)

    assert adding.problem(question, ANSWERS[field], directory) is None


def test_question_after_another_is_known() -> None:
    """A question that follows another names one that is asked before."""
    fields = [question.field for question in adding.questions()]
    after: list[Question] = [question for question in adding.questions() if question.after]

    assert after
    assert all(fields.index(str(question.after)) < fields.index(question.field) for question in after)
