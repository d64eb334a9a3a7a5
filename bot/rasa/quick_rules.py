"""Rasa's RulePolicy with a shorter way to the same answer.

Stock looks at every rule for every state of the whole conversation, and twice: once for the words, which none of our
rules names, and once for the intent. A rule is decided by its last states alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

_REWRITES = (ActionReverted, Restarted, SessionStarted, UserUtteranceReverted)  # they change what was before
Key = tuple[str | None, str | None]
Found = tuple[str | None, str | None, bool]


def _key(state: State) -> Key:
    """What a state and the rules that may fit it have in common."""
    return state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME), state.get(USER, {}).get(INTENT)


class QuickRulePolicy(RulePolicy):  # type: ignore[misc]  # Rasa's classes are untyped
    """For bots without loops, without slots that steer, and without rules on words; others get the stock way."""

    @cached_property
    def _rules(self) -> dict[str, list[State]]:
        return {key: json.loads(key) for key in self.lookup[RULES]}

    @cached_property
    def _longest(self) -> int:
        return max((len(states) for states in self._rules.values()), default=1)

    @cached_property
    def _reads_words(self) -> bool:
        return any(TEXT in state.get(USER, {}) for states in self._rules.values() for state in states)

    @cached_property
    def _by_last_state(self) -> dict[Key, dict[str, str]]:
        index: dict[Key, dict[str, str]] = defaultdict(dict)
        for key, states in self._rules.items():
            index[_key(states[-1])][key] = self.lookup[RULES][key]
        return index

    def _is_plain(self, tracker: DialogueStateTracker, domain: Domain) -> bool:
        steered = any(slot.influence_conversation for slot in domain.slots)
        return not (steered or self._reads_words or tracker.active_loop_name or domain.form_names)

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Found:
        if use_text_for_last_user_input and self._is_plain(tracker, domain):
            return None, None, False  # what stock finds, too, after a look at every rule
        found: Found = super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)
        return found

    def _prediction_states(
        self, tracker: DialogueStateTracker, domain: Domain, *given: Any, **named: Any
    ) -> list[State]:
        """The states of the last turns, as many as the longest rule has; stock replays the whole conversation."""
        if self._is_plain(tracker, domain):
            tracker, shortened = self._recent(tracker)
        else:
            shortened = False
        states: list[State] = super()._prediction_states(tracker, domain, *given, **named)
        return states[1:] if shortened else states  # the first one says wrongly that the conversation began there

    def _recent(self, tracker: DialogueStateTracker) -> tuple[DialogueStateTracker, bool]:
        """The tracker with its last turns only, and whether anything was left out."""
        events, actions = list(tracker.events), 0
        for place in range(len(events) - 1, 0, -1):
            if isinstance(events[place], _REWRITES):
                break
            actions += isinstance(events[place], ActionExecuted)
            heard = place + 1 < len(events) and isinstance(events[place + 1], UserUttered)
            if actions > self._longest and heard and _listens(events[place]):
                recent = tracker.init_copy()
                for event in events[place:]:
                    recent.update(event)
                return recent, True
        return tracker, False

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        """The rules that fit; only those that end like the conversation are looked at."""
        if lookup is self.lookup[RULES] and states:
            before, intent = _key(states[-1])
            index = self._by_last_state
            lookup = index.get((before, intent), {}) | index.get((before, None), {})
        keys: set[str] = super()._get_possible_keys(lookup, states)
        return keys


def _listens(event: Any) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


QuickRulePolicy.__name__ = RulePolicy.__name__  # Rasa's ensemble knows policies by their names
