"""Loads the lean Rasa and the trained model; the only door that serving code goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rasa import lean, model, off, start

if TYPE_CHECKING:
    from bot.rasa.runtime import SignpostAgent


def load_agent() -> SignpostAgent:
    """Imports Rasa without what serving does not use, and loads the model.

    Returns:
        The agent.

    Raises:
        UnusableModelError: If the model is missing, damaged, old or another one.
        lean.LeanError: If another Rasa is installed.
        off.SwitchedOffError: If SIGNPOST_OFF is set.
    """
    model.check()
    lean.prepare()
    start.quiet()
    off.check()
    import rasa.core.agent  # noqa: F401  # in this order: the recipe must exist before components register

    lean.register_components()
    from bot.rasa.runtime import SignpostAgent

    agent = SignpostAgent()
    agent.load_model(model.FILE)
    return agent
