"""bot/new/concern.py: a new worry in a copy of the tree passes the check; what the check refuses leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files import read_yaml
from tests.new.conftest import Run, contents
from tests.stories.player import read

NAME = "ticket_touting"
WORDS = [
    "I paid for gig tickets from a man on Twitter and they never came to my inbox",
    "the seller wants a bank transfer for two festival tickets, feels wrong",
    "concert tickets sold out, a resale site asks four times the price, is that allowed",
    "got turned away at the arena because the ticket barcode was used already",
    "someone sells one seat to five fans, we were all at the gate",
    "resale website will not give my money back for the football tickets",
    "is it legal that touts buy hundreds of seats with bots",
    "my son bought fake festival wristbands off instagram",
    "they sent a screenshot of a ticket instead of the ticket",
    "how do I tell whether a ticket site is official",
]
HELD_OUT = [
    "bought two seats for the cup final and the steward said they were copies",
    "the tour sold out in a minute and now every seat is on a tout's page",
    "lost eighty quid on a show, ticket never turned up",
]
ANSWERS = {
    "--title": ["Ticket trouble"],
    "--payload": ["I was sold a bad ticket"],
    "--say": ["It is about tickets that I paid for."],
    "--like": ["fraud"],
    "--reply": ["Stop paying them.", "Keep what they sent you."],
    "--steps": ["Pay no more.", "Ring your bank on 159.", "Write down what you paid: when, and to whom."],
    "--routes": ["adult=citizens-advice-consumer,report-fraud"],
    "--any-hour": ["police-101"],
    "--words": WORDS,
    "--held-out": HELD_OUT,
}


def _line(**changes: list[str]) -> list[str]:
    answers = ANSWERS | {f"--{name.replace('_', '-')}": answer for name, answer in changes.items()}
    return ["new", "concern", NAME, *(word for flag, given in answers.items() for word in (flag, *given))]


@pytest.fixture(scope="module")
def before(tree: Path) -> dict[Path, bytes]:
    """The copy as it was."""
    return contents(tree)


def test_concern_that_the_check_refuses_leaves_no_trace(tree: Path, run: Run, before: dict[Path, bytes]) -> None:
    """A sentence that is taught and examined is said with its place; every file is as it was."""
    done = run(*_line(words=[*WORDS, HELD_OUT[0]]))

    assert done.returncode == 1
    assert f"data/nlu/{NAME}.yml" in done.stderr
    assert "delete it here" in done.stderr
    assert "Nothing was made" in done.stderr
    assert contents(tree) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"like": ["scams"]}, "'scams' is no worry; choose from csam"),
        ({"routes": ["report-fraud"]}, "Write adult=ID,ID"),
        ({"routes": ["adult=the-police"]}, "'the-police' is no id of data/directory"),
        ({"any_hour": ["report-fraud"]}, "somebody answers at night; such are childline"),
        ({"words": WORDS[:2]}, "2 sentences; write at least 10"),
        ({"words": ["@missing.txt"]}, "missing.txt: cannot be read"),
    ],
)
def test_concern_wrong_answer_is_one_sentence(run: Run, changes: dict[str, list[str]], said: str) -> None:
    """What is wrong, and what to write."""
    done = run(*_line(**changes))

    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_concern_missing_answer_without_anybody_to_ask(run: Run) -> None:
    """The flag that would answer is named."""
    done = run("new", "concern", NAME)

    assert done.returncode == 1
    assert "--title" in done.stderr


@pytest.mark.parametrize("name", ["Ticket touting", "fraud"])
def test_concern_name_that_will_not_do(run: Run, name: str) -> None:
    """No name of an intent, or one that is taken."""
    done = run("new", "concern", name)

    assert done.returncode == 1
    assert "small letters" in done.stderr or "there already" in done.stderr


def test_concern_passes_the_check(tree: Path, run: Run, before: dict[Path, bytes]) -> None:
    """Nine places change, `python -m bot check` finds nothing but a draft, and the next step is said."""
    done = run(*_line())

    assert done.returncode == 0, done.stderr
    assert "Next: write what people type" in done.stdout
    changed = {path for path, text in contents(tree).items() if before.get(path) != text}
    assert {str(path) for path in changed} == set(done.stdout.splitlines()[:9])
    checked = run("check")
    assert checked.returncode == 0, checked.stderr
    assert f"{NAME}: a draft" in checked.stdout


def test_concern_comes_after_its_like(tree: Path) -> None:
    """In the order of risk and in the domain; it is examined and told in a story."""
    order, intents = list(read_yaml(tree / "data/phrases/concerns.yml")), read_yaml(tree / "domain.yml")["intents"]

    assert order[order.index("fraud") + 1] == NAME
    assert intents[intents.index("fraud") + 1] == NAME
    exam = read_yaml(tree / "tests" / "messages" / f"{NAME}.yml")
    assert [message["text"] for message in exam["messages"]] == HELD_OUT[:-1]
    (story,) = read(tree / "tests" / "stories" / f"test_someone_asks_about_{NAME}.yml")
    assert [step.text for step in story.steps] == [HELD_OUT[-1]]


def test_concern_is_not_made_twice(run: Run) -> None:
    """The second time it says how to teach it words instead."""
    done = run(*_line())

    assert done.returncode == 1
    assert f"new phrase {NAME}" in done.stderr
