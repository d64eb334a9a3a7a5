"""Asks the trained model what a message means, without answering it."""

from __future__ import annotations

from typing import Any


async def understand(agent: Any, text: str) -> dict[str, Any]:
    """Parses a message.

    Args:
        agent: From load_agent, which decides what of Rasa is imported.
        text: As typed.

    Returns:
        Rasa's parse: intent, ranking, entities, and what our components add.
    """
    from rasa.core.channels.channel import UserMessage

    return dict(await agent.processor.parse_message(UserMessage(text)))
