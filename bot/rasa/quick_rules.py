"""Rasa's RulePolicy with a shorter way to the same answer.

Stock looks at every rule for every state of the whole conversation, and twice: once for the words, which none of our
rules names, and once for the intent. A rule is decided by its last states alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

_BEGINS = (Restarted, SessionStarted)
_TAKES_BACK = (ActionReverted, UserUtteranceReverted)
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
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        """The last states, at least as many as the longest rule has; stock replays the whole conversation."""
        states = self._last_states(tracker, domain) if self._is_plain(tracker, domain) else None
        if states is None:
            stock: list[State] = super()._prediction_states(
                tracker, domain, use_text_for_last_user_input, rule_only_data
            )
            return stock
        self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
        return states

    def _last_states(self, tracker: DialogueStateTracker, domain: Domain) -> list[State] | None:
        """The state before each of the last actions, and now; None where something was taken back."""
        events = list(tracker.events)
        begin = max((place + 1 for place, event in enumerate(events) if isinstance(event, _BEGINS)), default=0)
        start = self._start(events, begin)
        if any(isinstance(event, _TAKES_BACK) for event in events[begin:]):
            return None
        at = SimpleNamespace(latest_message=None, latest_action=None, slots={}, active_loop=None)
        states: list[State] = []
        for event in events[start:]:
            if isinstance(event, ActionExecuted):
                states.append(domain.get_active_state(at))
                at.latest_action = event.as_sub_state()
            elif isinstance(event, UserUttered):
                at.latest_message = event
        states.append(domain.get_active_state(at))
        return states if start == begin else states[1:]  # what was before the first is not known

    def _start(self, events: list[Event], begin: int) -> int:
        """Where to begin, so that enough actions follow: at a listening before a message, or at the very beginning."""
        actions = 0
        for place in range(len(events) - 2, begin, -1):
            actions += isinstance(events[place], ActionExecuted)
            if actions > self._longest and _listens(events[place]) and isinstance(events[place + 1], UserUttered):
                return place
        return begin

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
