"""tests/known_failures.yml: what the bot is known to get wrong, with the reason. The list may not go stale."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.evaluation.data import MessagesError
from bot.evaluation.outcome import Outcome

FILE = Path("tests") / "known_failures.yml"


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A held-out message that fails, and why a reader hears what the model does not."""

    text: str
    reason: str


class _KnownFile(msgspec.Struct, forbid_unknown_fields=True):
    failures: list[Known]


class Findings(msgspec.Struct, frozen=True):
    """What is wrong with the list, as sentences.

    Attributes:
        passing: Known failures that are mended.
        unlisted: Emergencies that are missed and not on the list.
        plain: Missed emergencies on the list that are plainly said: to mend, not to list.
        gone: Listed texts that are no held-out messages.
    """

    passing: list[str]
    unlisted: list[str]
    plain: list[str]
    gone: list[str]


def read(file: Path = FILE) -> list[Known]:
    """The known failures.

    Raises:
        MessagesError: If the file is missing, has another shape, gives no reason or names a text twice.
    """
    try:
        known = msgspec.yaml.decode(file.read_bytes(), type=_KnownFile).failures
    except (OSError, msgspec.DecodeError) as error:
        raise MessagesError(f"{file}: {error}; write `failures:` with text and reason.") from error
    seen: set[str] = set()
    for number, failure in enumerate(known, 1):
        if not failure.reason.strip():
            raise MessagesError(f"{file}: failure {number}: no reason; say why a reader hears it.")
        if failure.text in seen:
            raise MessagesError(f"{file}: failure {number}: stands twice; keep one.")
        seen.add(failure.text)
    return known


def fails(outcome: Outcome) -> bool:
    """True for what belongs on the list: a missed emergency, or a full 999 reply to none."""
    return outcome.is_missed or outcome.is_false_alarm


def findings(outcomes: Sequence[Outcome], known: Sequence[Known]) -> Findings:
    """Compares the list with a run.

    Args:
        outcomes: Of every held-out message.
        known: The list.

    Returns:
        Sentences that say what to change; all empty if the list is true.
    """
    listed, by_text = {failure.text for failure in known}, {o.message.text: o for o in outcomes}
    missed = [o for o in outcomes if o.is_missed]
    heard = [by_text[text] for text in sorted(listed & set(by_text))]
    return Findings(
        passing=[f"{o.message.text!r} passes now: take it off {FILE}." for o in heard if not fails(o)],
        unlisted=[
            f"{o.message.text!r} ({o.message.label}) gets no 999: mend it, or add it to {FILE} with the reason."
            for o in missed
            if o.message.text not in listed
        ],
        plain=[
            f"{o.message.text!r} is plainly said and missed: mend it."
            for o in missed
            if o.message.text in listed and o.message.slice == "plain"
        ],
        gone=[
            f"{text!r} is no held-out message any more: take it off {FILE}." for text in sorted(listed - set(by_text))
        ],
    )


def main() -> None:
    """Writes the findings of a run as JSON: Rasa is loaded in a process of its own, where nothing else has been."""
    from bot.evaluation.data import held_out
    from bot.evaluation.run import outcomes

    sys.stdout.buffer.write(msgspec.json.encode(findings(outcomes(held_out()), read())) + b"\n")


if __name__ == "__main__":
    main()
