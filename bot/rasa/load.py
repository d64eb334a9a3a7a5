"""Loads the lean Rasa and the trained model; the only door that serving code goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rasa import lean, model, off, start

if TYPE_CHECKING:
    from bot.rasa.runtime import SignpostAgent

PROBE = "check-readiness"  # a conversation of nobody


class ModelMissingError(RuntimeError):
    """There is no trained model."""


def load_agent() -> SignpostAgent:
    """Imports Rasa without what serving does not use, and loads the model.

    Returns:
        An agent that has understood a first message, so that the first person does not wait.

    Raises:
        ModelMissingError: If nothing has been trained.
        lean.LeanError: If another Rasa is installed.
        off.SwitchedOffError: If SIGNPOST_OFF is set.
    """
    if not model.FILE.is_file():
        raise ModelMissingError(f"{model.FILE} is missing: run `make train`.")
    lean.prepare()
    start.quiet()
    off.check()
    import rasa.core.agent  # noqa: F401  # in this order: the recipe must exist before components register

    lean.register_components()
    from bot.rasa.runtime import SignpostAgent

    agent = SignpostAgent()
    agent.load_model(model.FILE)
    return agent
