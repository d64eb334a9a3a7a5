"""Fine-tunes the upper layers of the sentence encoder on the project's own training messages.

Two tasks share the vector: which concern it is, and whether it may be an emergency. The lower layers stay frozen,
and what they give is computed once. docs/decisions/0003-fine-tuned-encoder.md says what was compared.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf
from tokenizers import Tokenizer

from bot.encoder import bert_tf
from bot.encoder.encoder import weights_folder

Array = npt.NDArray[Any]
EMERGENCY = "emergency_"
MAX_TOKENS = 96
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """The settings of a fine-tuning."""

    layers: int = 6  # how many are trained, from the top
    epochs: int = 5
    rate: float = 2e-4  # of the topmost layer
    layer_decay: float = 0.8  # each layer below learns that much slower
    head_rate: float = 2e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1  # share of the steps
    floor: float = 0.2  # of the highest rate, at the end: steps that still wander make a better mean
    averaged: float = 0.4  # share of the steps, the last ones, whose weights are averaged: less depends on the order
    every: int = 10  # steps from one weight that counts in that mean to the next
    batch: int = 32
    dropout: float = 0.1
    smoothing: float = 0.1  # of the labels of the concern
    scale: float = 16.0  # cosine of the concern classifier -> logit
    emergency_weight: float = 1.0  # of that task against the concern
    recall_weight: float = 3.0  # of a missed emergency against a false alarm


@dataclass(frozen=True)
class Tuned:
    """What a fine-tuning gives: the new layers, and the heads they were trained with."""

    weights: bert_tf.Weights
    intents: list[str]
    concern: Array  # intents x hidden size, rows of length 1; logits = scale * vectors @ concern.T
    emergency: Array  # hidden size + 1, the last is the bias; logit = vectors @ emergency[:-1] + emergency[-1]
    scale: float


class _AdamW:
    def __init__(self, recipe: Recipe, groups: list[tuple[Any, float]]) -> None:
        self.recipe, self.groups = recipe, groups
        self.slots = [(tf.Variable(tf.zeros_like(v)), tf.Variable(tf.zeros_like(v))) for v, _ in groups]
        self.step = tf.Variable(0.0)

    def apply(self, gradients: list[Any], share: Any) -> None:
        gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
        self.step.assign_add(1.0)
        fix = tf.sqrt(1.0 - 0.999**self.step) / (1.0 - 0.9**self.step)
        for (variable, rate), (mean, square), gradient in zip(self.groups, self.slots, gradients, strict=True):
            mean.assign(0.9 * mean + 0.1 * gradient)
            square.assign(0.999 * square + 0.001 * gradient * gradient)
            decay = self.recipe.weight_decay if len(variable.shape) > 1 else 0.0
            change = fix * mean / (tf.sqrt(square) + 1e-8) + decay * variable
            variable.assign_sub(rate * share * change)


class _Mean:
    """The running mean of variables (stochastic weight averaging: Izmailov et al. 2018)."""

    def __init__(self, variables: list[Any]) -> None:
        self.variables, self.count = variables, 0
        self.sums = [tf.Variable(tf.zeros_like(variable)) for variable in variables]

    def add(self) -> None:
        self.count += 1
        for total, variable in zip(self.sums, self.variables, strict=True):
            total.assign_add(variable)

    def settle(self) -> None:
        """Puts the mean in the variables' place."""
        for total, variable in zip(self.sums, self.variables, strict=True):
            variable.assign(total / self.count)


class _Trainer:
    """The upper layers, the two heads and one step of training."""

    def __init__(self, recipe: Recipe, seed: int, classes: int, network: bert_tf.Network) -> None:
        self.recipe, config = recipe, network.config
        first = config.num_hidden_layers - recipe.layers
        self.upper = bert_tf.UpperLayers(network, first)
        start = np.random.default_rng(seed).normal(0, 0.05, (classes, config.hidden_size))
        self.concern = tf.Variable(start.astype(np.float32))
        self.emergency = tf.Variable(np.zeros((config.hidden_size, 1), np.float32))
        self.bias = tf.Variable(np.zeros(1, np.float32))
        heads = [(variable, recipe.head_rate) for variable in (self.concern, self.emergency, self.bias)]
        self.optimizer = _AdamW(recipe, [*self._rates(config.num_hidden_layers), *heads])
        real, whole = tf.float32, tf.int32
        shapes = [([None, None, config.hidden_size], real), ([None, None], real), ([None], whole), ([None], real)]
        signature = [tf.TensorSpec(shape, kind) for shape, kind in shapes]
        self.step = tf.function(self._step, autograph=False, input_signature=[*signature, tf.TensorSpec([], real)])

    def _rates(self, layers: int) -> list[tuple[Any, float]]:
        recipe = self.recipe
        return [
            (variable, recipe.rate * recipe.layer_decay ** (layers - 1 - int(name.split(".")[2])))
            for name, variable in self.upper.tensors.items()
        ]

    def _concern_loss(self, vectors: Any, labels: Any) -> Any:
        logits = self.recipe.scale * tf.matmul(vectors, tf.math.l2_normalize(self.concern, -1), transpose_b=True)
        classes = self.concern.shape[0]
        wanted = tf.one_hot(labels, classes) * (1 - self.recipe.smoothing) + self.recipe.smoothing / classes
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(wanted, logits))

    def _step(self, states: Any, mask: Any, labels: Any, danger: Any, share: Any) -> Any:
        recipe = self.recipe
        with tf.GradientTape() as tape:
            vectors = self.upper.vectors(states, mask, recipe.dropout)
            loss = self._concern_loss(vectors, labels)
            logit = tf.matmul(vectors, self.emergency)[:, 0] + self.bias
            alarm = tf.nn.weighted_cross_entropy_with_logits(danger, logit, recipe.recall_weight)
            loss += recipe.emergency_weight * tf.reduce_mean(alarm)
        variables = [variable for variable, _ in self.optimizer.groups]
        self.optimizer.apply(tape.gradient(loss, variables), share)
        return loss

    def tuned(self, intents: list[str]) -> Tuned:
        concern = tf.math.l2_normalize(self.concern, -1).numpy()
        emergency = np.concatenate([self.emergency.numpy()[:, 0], self.bias.numpy()])
        return Tuned(self.upper.arrays(), intents, concern, emergency, self.recipe.scale)


class _Corpus:
    """The messages as the frozen layers give them."""

    def __init__(self, texts: list[str], recipe: Recipe, seed: int, network: bert_tf.Network) -> None:
        tokenizer: Any = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        self.recipe = recipe
        self.dice = random.Random(seed)  # noqa: S311 - of the order; no secrets
        frozen = network.config.num_hidden_layers - recipe.layers
        rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        self.states = bert_tf.lower_states(network, frozen, rows)

    def batches(self) -> Iterator[tuple[Array, Array, list[int]]]:
        """One epoch: states, mask and the numbers of the messages; messages of like length together."""
        states = self.states
        order = sorted(range(len(states)), key=lambda n: len(states[n]) * self.dice.uniform(0.8, 1.2))
        parts = [order[start : start + self.recipe.batch] for start in range(0, len(order), self.recipe.batch)]
        self.dice.shuffle(parts)
        for part in parts:
            block = np.zeros((len(part), max(len(states[n]) for n in part), states[0].shape[1]), np.float32)
            mask = np.zeros(block.shape[:2], np.float32)
            for row, number in enumerate(part):
                block[row, : len(states[number])] = states[number]
                mask[row, : len(states[number])] = 1
            yield block, mask, part


def _share(step: int, total: int, recipe: Recipe) -> float:
    """The learning rate at this step as a share of the highest: a line up, then a half cosine down to the floor."""
    warm = recipe.warm_up * total
    if step < warm:
        return (step + 1) / warm
    down = 0.5 + 0.5 * math.cos(math.pi * (step - warm) / (total - warm))
    return recipe.floor + (1 - recipe.floor) * down


def train(
    texts: list[str],
    labels: list[str],
    recipe: Recipe,
    *,
    seed: int = 7,
    progress: Progress | None = None,
) -> Tuned:
    """Fine-tunes and keeps the heads.

    Args:
        texts: The training messages.
        labels: The intent of each.
        recipe: The settings.
        seed: Of the dropout, the order and the heads.
        progress: Called with one line after each epoch.

    Returns:
        The trained layers and heads.
    """
    tf.keras.utils.set_random_seed(seed)
    network = bert_tf.read(weights_folder())
    intents = sorted(set(labels))
    trainer = _Trainer(recipe, seed, len(intents), network)
    corpus = _Corpus(texts, recipe, seed, network)
    wanted = np.array([intents.index(label) for label in labels], np.int32)
    danger = np.array([label.startswith(EMERGENCY) for label in labels], np.float32)
    total, step = recipe.epochs * math.ceil(len(texts) / recipe.batch), 0
    mean = _Mean([variable for variable, _ in trainer.optimizer.groups])
    for epoch in range(1, recipe.epochs + 1):
        losses = []
        for states, mask, part in corpus.batches():
            share = np.float32(_share(step, total, recipe))
            losses.append(float(trainer.step(states, mask, wanted[part], danger[part], share)))
            step += 1
            if step > (1 - recipe.averaged) * total and (total - step) % recipe.every == 0:
                mean.add()
        if progress:
            progress(f"fine-tuning: epoch {epoch} of {recipe.epochs}, loss {np.mean(losses):.3f}")
    mean.settle()
    return trainer.tuned(intents)


def tune(texts: list[str], labels: list[str], *, seed: int = 7, progress: Progress | None = None) -> dict[str, Array]:
    """Fine-tunes the upper layers on the training messages.

    Args:
        texts: The messages.
        labels: The intent of each; those that start with "emergency_" are the emergencies.
        seed: The same seed on the same machine gives the same order and dropout.
        progress: Called with one line after each epoch.

    Returns:
        New weights by safetensors name, for the layers that were trained only: what graph.build takes as `replaced`.
    """
    return train(texts, labels, Recipe(), seed=seed, progress=progress).weights
