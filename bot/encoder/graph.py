"""Writes a BERT sentence encoder as an ONNX graph, straight from its published safetensors.

With the `onnx` package alone: neither torch nor TensorFlow is needed. The graph holds the whole of
all-MiniLM-L6-v2 as its authors use it: the BERT layers, the mean over the tokens and the division by the length.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

OPSET = 17
IR_VERSION = 8
FAR_BELOW = -1e4  # added to the scores of other messages' tokens, so that softmax gives them nothing


class BertConfig(msgspec.Struct):
    """The part of config.json that shapes the graph."""

    num_attention_heads: int
    num_hidden_layers: int
    hidden_size: int
    layer_norm_eps: float


class _Graph:
    """Collects nodes and weights; every method returns the name of its result."""

    def __init__(self, weights: dict[str, np.ndarray[Any, Any]], config: BertConfig) -> None:
        self.weights = weights
        self.config = config
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Any, dtype: str = "float32") -> str:
        array = np.ascontiguousarray(np.asarray(value, dtype=dtype))
        self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        result = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [result], **attributes))
        return result

    def linear(self, x: str, name: str) -> str:
        weight = self.constant(f"{name}.W", self.weights[f"{name}.weight"].T)
        bias = self.constant(f"{name}.B", self.weights[f"{name}.bias"])
        return self.op("Add", self.op("MatMul", x, weight), bias)

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(f"{name}.G", self.weights[f"{name}.weight"])
        shift = self.constant(f"{name}.S", self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=self.config.layer_norm_eps)


def _shared_constants(graph: _Graph) -> None:
    config = graph.config
    head_size = config.hidden_size // config.num_attention_heads
    graph.constant("heads", [0, 0, config.num_attention_heads, head_size], "int64")
    graph.constant("merged", [0, 0, config.hidden_size], "int64")
    graph.constant("scale", 1 / np.sqrt(head_size))
    for name, number in (("half", 0.5), ("one", 1.0), ("sqrt2", 2**0.5), ("nothing", 0.0), ("far_below", FAR_BELOW)):
        graph.constant(name, number)
    for name, whole in (("axis1", [1]), ("axes12", [1, 2]), ("axes13", [1, 3]), ("in_one", [1, -1])):
        graph.constant(name, whole, "int64")
    graph.constant("tokens_in_one", [-1, config.hidden_size], "int64")
    for name, single in (("zero", 0), ("next", 1)):
        graph.constant(name, single, "int64")


def _embed(graph: _Graph) -> str:
    words = graph.constant("words", graph.weights["embeddings.word_embeddings.weight"])
    # Every message is one segment, so the segment's vector is part of the position's.
    places = graph.weights["embeddings.position_embeddings.weight"]
    segment = graph.weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.constant("positions", places + segment)
    used = graph.op("Gather", positions, "places")
    return graph.norm(graph.op("Add", graph.op("Gather", words, "ids"), used), "embeddings.LayerNorm")


def _apart(graph: _Graph) -> str:
    """Added to the scores of attention: messages that share a row do not see each other."""
    mine, theirs = graph.op("Unsqueeze", "owners", "axes13"), graph.op("Unsqueeze", "owners", "axes12")
    return graph.op("Where", graph.op("Equal", mine, theirs), "nothing", "far_below")


def _attend(graph: _Graph, x: str, layer: str, bias: str) -> str:
    query, key, value = (
        graph.op("Reshape", graph.linear(x, f"{layer}.attention.self.{part}"), "heads")
        for part in ("query", "key", "value")
    )
    query = graph.op("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.op("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.op("Transpose", value, perm=[0, 2, 1, 3])
    scores = graph.op("Add", graph.op("Mul", graph.op("MatMul", query, key), "scale"), bias)
    seen = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value)
    merged = graph.op("Reshape", graph.op("Transpose", seen, perm=[0, 2, 1, 3]), "merged")
    dense = graph.linear(merged, f"{layer}.attention.output.dense")
    return graph.norm(graph.op("Add", x, dense), f"{layer}.attention.output.LayerNorm")


def _feed_forward(graph: _Graph, x: str, layer: str) -> str:
    inner = graph.linear(x, f"{layer}.intermediate.dense")
    erf = graph.op("Add", graph.op("Erf", graph.op("Div", inner, "sqrt2")), "one")
    gelu = graph.op("Mul", graph.op("Mul", inner, "half"), erf)
    dense = graph.linear(gelu, f"{layer}.output.dense")
    return graph.norm(graph.op("Add", x, dense), f"{layer}.output.LayerNorm")


def _mean_of_unit_length(graph: _Graph, x: str) -> str:
    """One vector a message: the mean over its tokens, of length 1 (which the number of tokens does not change)."""
    messages = graph.op("Add", graph.op("ReduceMax", "owners", keepdims=0), "next")
    numbers = graph.op("Unsqueeze", graph.op("Range", "zero", messages, "next"), "axis1")
    belongs = graph.op(
        "Cast", graph.op("Equal", numbers, graph.op("Reshape", "owners", "in_one")), to=TensorProto.FLOAT
    )
    total = graph.op("MatMul", belongs, graph.op("Reshape", x, "tokens_in_one"))
    return graph.op("Div", total, graph.op("ReduceL2", total, axes=[1], keepdims=1))


def build(
    weights_file: Path, config_file: Path, target: Path, replaced: dict[str, np.ndarray[Any, Any]] | None = None
) -> None:
    """Writes the encoder's graph.

    Args:
        weights_file: model.safetensors of a BERT encoder.
        config_file: Its config.json.
        target: Where the ONNX file goes; inputs `ids`, `places` and `owners` as packing.pack gives them, output
            `vector` (float32, messages x hidden size, each of length 1).
        replaced: Tensors that stand in for those of the file, by their names in it (see tuning.tune).

    Raises:
        KeyError: If a tensor that BERT has is missing from the weights, or one of `replaced` is not in the file.
        ValueError: If one of `replaced` has another shape.
    """
    config = msgspec.json.decode(config_file.read_bytes(), type=BertConfig)
    weights = {name.removeprefix("bert."): array for name, array in load_file(weights_file).items()}
    for name, array in (replaced or {}).items():
        if weights[name].shape != array.shape:
            raise ValueError(f"{name}: shape {array.shape}, but the file has {weights[name].shape}.")
        weights[name] = array
    graph = _Graph(weights, config)
    _shared_constants(graph)
    bias = _apart(graph)
    x = _embed(graph)
    for number in range(config.num_hidden_layers):
        layer = f"encoder.layer.{number}"
        x = _feed_forward(graph, _attend(graph, x, layer, bias), layer)
    vector = _mean_of_unit_length(graph, x)
    graph.nodes.append(helper.make_node("Identity", [vector], ["vector"]))
    _save(graph, target)


def _save(graph: _Graph, target: Path) -> None:
    tokens = ["rows", "tokens"]
    body = helper.make_graph(
        graph.nodes,
        "sentence_encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, tokens) for name in ("ids", "places", "owners")],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["messages", graph.config.hidden_size])],
        graph.initializers,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    # Written beside and renamed, so that a second process never reads half a file.
    unfinished = target.with_suffix(".unfinished")
    onnx.save(model, str(unfinished))
    unfinished.replace(target)
