"""Starts Rasa without the parts that serving does not use: TensorFlow, cloud clients, other people's channels.

Rasa imports them for training and for connections that this bot does not have; together they are three quarters of
the start and half of the memory (docs/decisions/0002). Only `make run`, `make chat` and the tests of the runtime use
this; `rasa train`, `rasa test`, `rasa shell` and `rasa run` stay stock.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from importlib import metadata
from pathlib import Path
from typing import Any

RASA_VERSION = "3.6.21"
_NOT_YET = object()
_CLOUD = (
    "boto3",
    "boto3.dynamodb",
    "boto3.dynamodb.conditions",
    "botocore",
    "botocore.exceptions",
    "pymongo",
    "pymongo.errors",
    "pymongo.collection",
    "pymongo.database",
)


class LeanError(RuntimeError):
    """The installed Rasa is not the one that this was written for."""


class _Absent(types.ModuleType):
    """Stands in for a library that is not used: whatever is imported from it is an exception class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        kind = type(name, (Exception,), {})
        setattr(self, name, kind)
        return kind


def _module(name: str, **content: Any) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(content)
    sys.modules[name] = module
    return module


def _without_tensorflow() -> None:
    # Any import of it now fails at once; spaCy's thinc then takes its other branch.
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    nothing = type("Nothing", (), {})
    _module("rasa.utils.tensorflow.callback", RasaTrainingLogger=nothing, RasaModelCheckpoint=nothing)
    _module("rasa.utils.tensorflow.data_generator", RasaBatchDataGenerator=nothing, RasaDataGenerator=nothing)
    _module("rasa.graph_components.validators.default_recipe_validator", DefaultV1RecipeValidator=nothing)
    _module("rasa.engine.recipes.default_components", DEFAULT_COMPONENTS=[])


def _without_cloud() -> None:
    for name in _CLOUD:
        module = _Absent(name)
        module.__path__ = []
        sys.modules[name] = module


def _without_channels() -> None:
    import rasa.core

    spec = importlib.util.find_spec("rasa")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "core" / "channels"
    module = _module("rasa.core.channels", __path__=[str(folder)], BUILTIN_CHANNELS={})
    rasa.core.channels = module
    from rasa.core.channels import channel

    for name in ("InputChannel", "OutputChannel", "UserMessage", "CollectingOutputChannel"):
        setattr(module, name, getattr(channel, name))


def prepare() -> None:
    """Leaves the unused parts out. Call before anything of Rasa is imported; a second call changes nothing.

    Raises:
        LeanError: If Rasa is imported already or is another version.
    """
    version = metadata.version("rasa")
    if version != RASA_VERSION:
        raise LeanError(
            f"Rasa {version} is installed, but this runtime was made for {RASA_VERSION}: run `make install`."
        )
    if sys.modules.get("tensorflow", _NOT_YET) is None:
        return  # done already
    if "rasa.core.agent" in sys.modules:
        raise LeanError("Rasa is imported already; call bot.rasa.lean.prepare() first.")
    _without_tensorflow()
    _without_cloud()
    _without_channels()


def register_components() -> None:
    """Imports the components of Rasa that config.yml names, which registers them with the recipe."""
    from rasa.core.policies.rule_policy import RulePolicy  # noqa: F401
    from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier  # noqa: F401
    from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer  # noqa: F401
