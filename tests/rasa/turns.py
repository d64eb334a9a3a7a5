"""Plays conversations through one runtime in a process of its own: `python -m tests.rasa.turns stock|lean FILE`.

Stock is Rasa's own agent, imports, processor, graph runner, RulePolicy and tracker store; only wording and actions are
the bot's, as endpoints.yml would have them. Lean is what serves. Reads JSON from stdin, [[text, ...], ...], and
writes what came of each turn to the file.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any


def stock() -> Any:
    """Rasa's own agent."""
    from bot.rasa import model, start

    start.quiet()
    from rasa.core.agent import Agent

    from bot.rasa.local_actions import LocalActions
    from bot.rasa.nlg import SignpostNlg
    from bot.wording import Wording

    generator = SignpostNlg()
    agent = Agent(generator=generator, action_endpoint=LocalActions())
    agent.load_model(str(model.FILE))
    generator.responses = Wording().responses()
    return agent


def lean() -> Any:
    """The agent that serves."""
    from bot.rasa.load import load_agent

    return load_agent()


def _turn(tracker: Any, since: float, messages: list[dict[str, Any]]) -> dict[str, Any]:
    from rasa.shared.core.events import ActionExecuted

    new = (event for event in tracker.events if isinstance(event, ActionExecuted) and event.timestamp > since)
    events = [event for event in new if event.action_name != "action_session_start"]  # stock's store leaves it out
    parse = tracker.latest_message
    return {
        "actions": [[event.action_name, event.policy, event.confidence] for event in events],
        "intent": parse.intent.get("name"),
        "slots": tracker.current_slot_values(),
        "messages": [
            {name: message[name] for name in sorted(message) if name != "recipient_id"} for message in messages
        ],
    }


async def _play(agent: Any, texts: list[str], sender: str) -> list[dict[str, Any]]:
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    turns = []
    for text in texts:
        before = await agent.tracker_store.retrieve(sender)
        since = before.events[-1].timestamp if before else 0.0
        output = CollectingOutputChannel()
        await agent.handle_message(UserMessage(text, output, sender, input_channel="rest"))
        turns.append(_turn(await agent.tracker_store.retrieve(sender), since, output.messages))
    return turns


async def _all(agent: Any, chats: list[list[str]]) -> list[list[dict[str, Any]]]:
    return [await _play(agent, texts, f"chat {number}") for number, texts in enumerate(chats)]


if __name__ == "__main__":
    played = asyncio.run(_all({"stock": stock, "lean": lean}[sys.argv[1]](), json.load(sys.stdin)))
    Path(sys.argv[2]).write_text(json.dumps(played), encoding="utf-8")  # a file: Rasa may write to stdout, too
