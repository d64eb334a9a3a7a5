"""all-MiniLM-L6-v2 in TensorFlow, for training only: serving runs the same weights on onnxruntime (graph.py).

The lower layers are frozen, so what comes out of them is computed once (`lower_states`); the upper layers are
variables under their safetensors names (`UpperLayers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import tensorflow as tf
from safetensors.numpy import load_file

from bot.encoder.graph import FAR_BELOW, BertConfig

Array = npt.NDArray[Any]
Weights = dict[str, Array]


@dataclass(frozen=True)
class Network:
    """A BERT encoder: arrays or variables by safetensors name (without a leading "bert."), and its shape."""

    weights: Any
    config: BertConfig


def read(folder: Path) -> Network:
    """Reads a BERT encoder.

    Args:
        folder: Holds model.safetensors and config.json.

    Returns:
        Its weights and its shape.
    """
    config = msgspec.json.decode((folder / "config.json").read_bytes(), type=BertConfig)
    stored = load_file(folder / "model.safetensors")
    return Network({name.removeprefix("bert."): array for name, array in stored.items()}, config)


def _linear(weights: Any, x: Any, name: str) -> Any:
    flat = tf.reshape(x, [-1, tf.shape(x)[-1]])
    out = tf.matmul(flat, weights[f"{name}.weight"], transpose_b=True) + weights[f"{name}.bias"]
    return tf.reshape(out, tf.concat([tf.shape(x)[:-1], [weights[f"{name}.bias"].shape[0]]], 0))


def _norm(weights: Any, x: Any, name: str, epsilon: float) -> Any:
    mean, variance = tf.nn.moments(x, [-1], keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + epsilon) * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _drop(x: Any, rate: float) -> Any:
    return tf.nn.dropout(x, rate) if rate else x


def _layer(network: Network, layer: str, x: Any, bias: Any, dropout: float) -> Any:
    weights, config = network.weights, network.config
    heads = [0, 0, config.num_attention_heads, config.hidden_size // config.num_attention_heads]
    shape = tf.concat([tf.shape(x)[:2], heads[2:]], 0)
    query, key, value = (
        tf.transpose(tf.reshape(_linear(weights, x, f"{layer}.attention.self.{part}"), shape), [0, 2, 1, 3])
        for part in ("query", "key", "value")
    )
    scores = tf.matmul(query, key, transpose_b=True) * heads[3] ** -0.5 + bias
    seen = tf.matmul(tf.nn.softmax(scores), value)
    merged = tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), tf.shape(x))
    dense = _drop(_linear(weights, merged, f"{layer}.attention.output.dense"), dropout)
    x = _norm(weights, x + dense, f"{layer}.attention.output.LayerNorm", config.layer_norm_eps)
    inner = tf.nn.gelu(_linear(weights, x, f"{layer}.intermediate.dense"))
    dense = _drop(_linear(weights, inner, f"{layer}.output.dense"), dropout)
    return _norm(weights, x + dense, f"{layer}.output.LayerNorm", config.layer_norm_eps)


def run_layers(network: Network, which: range, states: Any, mask: Any, dropout: float = 0.0) -> Any:
    """Runs some of the layers.

    Args:
        network: The encoder.
        which: The numbers of the layers.
        states: float32, messages x tokens x hidden size: what the layer below gave.
        mask: float32, messages x tokens: 1 for a token, 0 for padding.
        dropout: Share of the values that are dropped after each half of a layer.

    Returns:
        The states above the last of these layers.
    """
    bias = (1.0 - mask[:, None, None, :]) * FAR_BELOW
    for number in which:
        states = _layer(network, f"encoder.layer.{number}", states, bias, dropout)
    return states


def mean_vector(states: Any, mask: Any) -> Any:
    """Takes the mean over the tokens (the mask tells which), divided by its length: messages x hidden size."""
    wide = mask[:, :, None]
    return tf.math.l2_normalize(tf.reduce_sum(states * wide, 1) / tf.reduce_sum(wide, 1), axis=-1, epsilon=1e-24)


def _embed(network: Network, ids: Any) -> Any:
    weights = network.weights
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    x = tf.gather(weights["embeddings.word_embeddings.weight"], ids) + tf.constant(places)[: tf.shape(ids)[1]]
    return _norm(weights, x, "embeddings.LayerNorm", network.config.layer_norm_eps)


def padded(rows: list[list[int]]) -> tuple[Array, Array]:
    """Makes a rectangle of token ids: the ids (int32) and the mask (float32), messages x longest message."""
    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int32)
    mask = np.zeros(ids.shape, dtype=np.float32)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask


def lower_states(network: Network, layers: int, rows: list[list[int]]) -> list[Array]:
    """Runs the frozen part once over a corpus.

    Args:
        network: The encoder as published.
        layers: How many layers, from the bottom, are frozen; 0 gives the embeddings.
        rows: The token ids of each message.

    Returns:
        For each message its states, float16, tokens x hidden size.
    """

    def states_of(ids: Any, mask: Any) -> Any:
        return run_layers(network, range(layers), _embed(network, ids), mask)

    signature = [tf.TensorSpec([None, None], kind) for kind in (tf.int32, tf.float32)]
    run = tf.function(states_of, input_signature=signature, autograph=False)
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    found: list[Array] = [np.empty(0)] * len(rows)
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        states = run(*padded([rows[number] for number in part])).numpy().astype(np.float16)
        for number, state in zip(part, states, strict=True):
            found[number] = state[: len(rows[number])].copy()
    return found


class UpperLayers(tf.Module):  # type: ignore[misc, unused-ignore]
    """The layers that are trained."""

    def __init__(self, network: Network, first: int) -> None:
        """Makes variables of the layers from `first` up, and starts them at the published weights."""
        super().__init__()
        self.which = range(first, network.config.num_hidden_layers)
        names = [name for name in network.weights if any(name.startswith(f"encoder.layer.{n}.") for n in self.which)]
        self.tensors = {name: tf.Variable(network.weights[name]) for name in names}
        self.network = Network(self.tensors, network.config)

    def vectors(self, states: Any, mask: Any, dropout: float = 0.0) -> Any:
        """Turns the states below into vectors of length 1 (messages x hidden size)."""
        top = run_layers(self.network, self.which, states, mask, dropout)
        return mean_vector(top, mask)

    def arrays(self) -> Weights:
        """The weights as they now are, by safetensors name."""
        return {name: variable.numpy() for name, variable in self.tensors.items()}
