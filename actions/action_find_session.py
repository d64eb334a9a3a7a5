"""Answers questions about sessions: what is on, when, and how to join; of past ones what still helps."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import shared
from bot import cards, clock, sessions
from bot.concerns import concerns


class ActionFindSession(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Runs after "when is the cyber choices webinar?"."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_find_session"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> shared.Events:
        """Sends the sessions that fit the words and the date, and lasting material beside past ones."""
        post, now = shared.signpost(), clock.now()
        turn = shared.turn_of(tracker, "find_session")
        topics = [name for name, _ in shared.ranking_of(tracker) if name in concerns()][1:3]
        text = str(tracker.latest_message.get("text") or "")
        answer = sessions.find(post.directory, turn.person, text, topics, now)
        joining = len(answer.sessions) <= sessions.MOST
        parts = [post.wording.text(answer.lead), *(sessions.line(entry, now, joining) for entry in answer.sessions)]
        if not joining:
            parts.append(post.wording.text("utter_line_ask_by_name"))
        if answer.lasting:
            parts.append(cards.lines(answer.lasting, now, post.directory.areas))
        dispatcher.utter_message(text="\n".join(parts))
        dispatcher.utter_message(json_message=cards.payload("find_session", [*answer.sessions, *answer.lasting], now))
        kept = shared.thread(tracker, turn.concern)
        return shared.aside(turn, kept) if kept else shared.remember(turn)
