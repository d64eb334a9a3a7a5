"""All guards on what the bot is taught and examined with; `make check` asks them."""

from __future__ import annotations

from itertools import takewhile

from bot.directory.directory import Directory
from bot.emergency import EmergencyRules
from bot.words import contacts, cries, near, people
from bot.words.reviewed import FOLDER, Group, Reviewed, read
from bot.words.sentences import Sentence, examined, taught

NEAR = FOLDER / "near.yml"


def problems(directory: Directory, rules: EmergencyRules) -> list[str]:
    """Everything that is wrong with the words.

    Args:
        directory: Says which intents are concerns, and which names and numbers are public.
        rules: Hear cries for help.

    Returns:
        One sentence a finding: file, line and what to do; empty if all is well.

    Raises:
        SentenceError: If a file with words cannot be read.
        ReviewError: If a file under data/reviewed/ cannot be read.
    """
    learnt, exam = taught(), examined()
    pairs = list(near.near(learnt, exam))
    reviewed = Reviewed(read(NEAR, tuple[Group, ...]), NEAR)
    return [
        *near.problems(pairs, reviewed),
        *reviewed.problems(),
        *cries.problems(learnt, pairs, directory.routes, rules),
        *contacts.problems([*learnt, *exam], directory),
        *people.problems([*learnt, *exam], directory),
    ]


def objections(new: Sentence, directory: Directory, rules: EmergencyRules) -> list[str]:
    """What the guards would say if one more sentence were taught.

    Args:
        new: It stands in no file yet.
        directory: As for problems().
        rules: As for problems().

    Returns:
        One sentence a finding; empty if it may be taught.

    Raises:
        SentenceError: If a file with words cannot be read.
        ReviewError: If a file under data/reviewed/ cannot be read.
    """
    learnt, exam = taught(), examined()
    pairs = list(takewhile(lambda pair: pair.one is new, near.near([new, *learnt], exam)))
    found = [
        *(finding for finding in near.problems([pair.turned() for pair in pairs], Reviewed((), NEAR))),
        *cries.problems([new], pairs, directory.routes, rules),
        *contacts.problems([new], directory),
        *people.problems([*learnt, new], directory),
    ]
    return [finding for finding in found if finding.startswith(f"{new.place}:")]
