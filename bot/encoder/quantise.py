"""Writes the encoder's graph with whole numbers in place of fractions: two to three times as fast, nearly as exact."""

from __future__ import annotations

import logging
import os
from pathlib import Path

SUFFIX = "-int8"


def beside(source: Path) -> Path:
    """Where the int8 graph of a full one is."""
    return source.with_stem(source.stem + SUFFIX)


def quantise(source: Path) -> Path:
    """Writes the int8 graph beside a full one, unless it is there already.

    Weights are kept to 7 bits: with 8, processors without VNNI overflow, and the same message would get another answer
    on another machine.

    Args:
        source: What graph.build wrote.

    Returns:
        The file.
    """
    target = beside(source)
    if not target.is_file():
        # Imported here: who serves in full precision, or again, needs none of it.
        from onnxruntime.quantization import QuantType, quantize_dynamic

        unfinished = target.with_suffix(f".{os.getpid()}")  # several processes may start at once
        logging.getLogger().addFilter(_advises_nothing)
        try:
            quantize_dynamic(
                source,
                unfinished,
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
            )
        finally:
            logging.getLogger().removeFilter(_advises_nothing)
        unfinished.replace(target)
    return target


def _advises_nothing(record: logging.LogRecord) -> bool:
    """Its advice, to optimise the graph first, gains nothing here: onnxruntime does so when it loads."""
    return "pre-processing before quantization" not in record.getMessage()
