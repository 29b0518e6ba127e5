"""What a text means, as a short vector: the encoder's, without what all texts share, along its widest axes.

Where the encoder is not installed, or the settings forgo it, there are no vectors and words alone decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from language import semantic
from matching.data import arrays

DIMENSIONS = 256
SCALE = 320
"""A part of a vector as a whole number: most are below 0.2, and none may pass 127."""

Vectors = NDArray[np.float32]
Packed = NDArray[np.int8]


def vectors(texts: Sequence[str]) -> Vectors:
    """A vector of length 1 for each text; ImportError without the encoder."""
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    return projected(semantic.vectors(list(texts)))


@lru_cache(maxsize=1024)
def vector(text: str) -> Vectors:
    """The same for one text; a need is weighed more than once."""
    found: Vectors = projected(semantic.vector(text)[None, :])[0]
    return found


def projected(encoded: Vectors) -> Vectors:
    """The encoder's vectors, shortened."""
    kept = arrays("meaning.npz")
    found = (encoded - kept["mean"]) @ kept["axes"].astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Vectors = (found / np.maximum(lengths, 1e-6)).astype(np.float32)
    return unit


def packed(found: Vectors) -> Packed:
    """As bytes, to be kept by the million."""
    whole: Packed = np.clip(np.rint(found * SCALE), -127, 127).astype(np.int8)
    return whole
