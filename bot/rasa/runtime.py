"""Rasa's own agent and processor, with what costs time and does nothing for this bot left out.

Subclasses only, nothing of Rasa is patched. tests/rasa/test_runtime.py compares every turn with stock Rasa, so that a
change in Rasa shows.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.rasa.local_actions import LocalActions
from bot.rasa.nlg import SignpostNlg
from bot.rasa.quick_rules import QuickRulePolicy
from bot.rasa.stores import stores
from bot.rasa.tracker_store import QuietTrackerStore
from bot.within import within
from bot.wording import Wording

# Components that serve in the place of stock ones; models name the stock ones, so that stock Rasa can read them.
QUICK: dict[type, type] = {RulePolicy: QuickRulePolicy}
REMEMBER = "action_validate_slot_mappings"
Plan = list[tuple[str, tuple[str, ...]]]


class PlainRunner(DaskGraphRunner):  # type: ignore[misc]  # Rasa's classes are untyped
    """Runs the components one after the other; dask's scheduler costs more than the components."""

    @staticmethod
    def _instantiate_nodes(graph_schema: GraphSchema, *given: Any, **named: Any) -> dict[str, Any]:
        quick = {
            name: dataclasses.replace(node, uses=QUICK.get(node.uses, node.uses))
            for name, node in graph_schema.nodes.items()
        }
        nodes: dict[str, Any] = DaskGraphRunner._instantiate_nodes(GraphSchema(quick), *given, **named)
        return nodes

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Runs the graph, as Rasa's runner does."""
        wanted = tuple(targets or self._graph_schema.target_names)
        plans: dict[tuple[str, ...], Plan] = self.__dict__.setdefault("_plans", {})
        if wanted not in plans:
            plans[wanted] = self._plan(wanted)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in plans[wanted]:
            done[name] = self._instantiated_nodes[name](*[done[need] for need in needs])
        return {name: done[name][1] for name in wanted}

    def _plan(self, wanted: tuple[str, ...]) -> Plan:
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        order: Plan = []
        seen: set[str] = set()

        def visit(name: str) -> None:
            if name in seen or name not in nodes:
                return
            seen.add(name)
            for need in nodes[name].needs.values():
                visit(need)
            order.append((name, tuple(nodes[name].needs.values())))

        for name in wanted:
            visit(name)
        return order


def _events(given: list[dict[str, Any]]) -> list[Event]:
    """Rasa's deserialise_events; for slots, which are nearly all, without its search through every class of events."""
    found: list[Event] = []
    for event in given:
        if event.get("event") == SlotSet.type_name:
            found.append(SlotSet(event["name"], event.get("value"), event.get("timestamp")))
        else:
            found += deserialise_events([event])
    return found


class LocalAction(RemoteAction):  # type: ignore[misc]
    """An action of our own code: its answer is typed and tested, and need not be checked again at every turn."""

    async def run(self, output_channel: Any, nlg: Any, tracker: DialogueStateTracker, domain: Any) -> list[Event]:
        """Runs the action and says its responses, as Rasa does.

        Args:
            output_channel: Where replies go.
            nlg: Says the responses that the action names.
            tracker: The conversation.
            domain: As Rasa gives it.

        Returns:
            What was said, then the action's own events.
        """
        answer = await self.action_endpoint.request(json=self._action_call_format(tracker, domain))
        said: list[Event] = await self._utter_responses(answer["responses"], output_channel, nlg, tracker)
        return [*said, *_events(answer["events"])]

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Any) -> dict[str, Any]:
        return {
            "next_action": self._name,
            "sender_id": tracker.sender_id,
            "tracker": tracker.current_state(EventVerbosity.AFTER_RESTART),
            "domain": {},
        }


class Processor(MessageProcessor):  # type: ignore[misc]
    """Rasa's processor on the plain runner and with local actions."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, Any]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, PlainRunner
            )
        return Path(model_path).name, metadata, runner

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Only logs; the tests of the words find what is missing."""

    async def _handle_message_with_tracker(self, message: Any, tracker: DialogueStateTracker) -> None:
        """Goes on as Rasa does, with what a message means within this chat."""
        parse = message.parse_data or await self.parse_message(message, tracker)
        message.parse_data = within(tracker.get_slot("concern"), parse)
        await super()._handle_message_with_tracker(message, tracker)

    async def run_action_extract_slots(
        self, output_channel: Any, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Remembers what a message says of the person; Rasa would look at every slot first, and none has a mapping."""
        found = (tracker.latest_message.parse_data if tracker.latest_message else {}).get("found") or {}
        if any(found.get(name) for name in ("area", "audience", "age")):
            action = LocalAction(REMEMBER, self.action_endpoint)
            tracker.update_with_events(await action.run(output_channel, self.nlg, tracker, self.domain), self.domain)
        return tracker

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """Predicts as Rasa does; a custom action becomes a local one."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if type(action) is RemoteAction:
            action = LocalAction(action._name, self.action_endpoint)
        return action, prediction


class SignpostAgent(Agent):  # type: ignore[misc]
    """Rasa's agent with our store, generator, actions and processor."""

    def __init__(self, tracker_store: QuietTrackerStore | None = None) -> None:
        """Makes the parts.

        Args:
            tracker_store: For tests; by default one that REDIS_URL chooses.
        """
        conversations, locks = stores()
        super().__init__(
            generator=SignpostNlg(),
            tracker_store=tracker_store or conversations,
            lock_store=locks,
            action_endpoint=LocalActions(),
        )

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads a trained model.

        Args:
            model_path: A file that `make train` wrote.
            fingerprint: As Rasa gives it.
        """
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self.tracker_store.domain = self.domain
        self.nlg.responses = Wording().responses()  # as the files say it now: a changed word needs no training
        self._set_fingerprint(fingerprint)

    def _create_tracker_store(self, store: Any, domain: Any) -> Any:
        """Keeps our store as it is: Rasa would wrap it in one whose fallback keeps the text."""
        return store
