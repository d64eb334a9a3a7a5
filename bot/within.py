"""What a message means within a chat about a worry, where its words alone would say something else."""

from __future__ import annotations

from typing import Any

from bot import choices, worries

TOLD_MORE = "give_audience"  # answers the worry before with what is known by now
STEPS = "ask_steps"
OFFER = "offer_image"


def within(concern: str | None, parse: dict[str, Any]) -> dict[str, Any]:
    """Gives a message the intent that it has in this chat.

    Args:
        concern: The worry that is being answered, if there is one.
        parse: Rasa's parse of the message.

    Returns:
        The parse: a guess from a few words tells more of the worry, "do I look at the pictures?" asks what to do.
        Danger keeps its intent.
    """
    name = parse["intent"]["name"]
    if worries.tells_more(concern, parse):
        name = TOLD_MORE
    elif concern and name == OFFER and choices.asks_whether_to_look(str(parse.get("text") or "")):
        name = STEPS
    return {**parse, "intent": {**parse["intent"], "name": name}}
