"""What the trainings share: rows of hashed characters, how much each counts, and weights kept as bytes."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from language.features import BUCKETS


def counted(texts: Sequence[str], grams: Callable[[str], list[int]]) -> csr_matrix:
    """One row of character sequences for each text."""
    found = [grams(text) for text in texts]
    ends = np.cumsum([0, *map(len, found)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(found), ends), shape=(len(texts), BUCKETS))


def rarity(rows: csr_matrix) -> NDArray[np.float64]:
    """What few sentences hold tells more; what none holds tells nothing, and counts as the rarest."""
    found: NDArray[np.float64] = np.log((1 + rows.shape[0]) / (1 + rows.getnnz(axis=0))) + 1
    return found


def weighed(rows: csr_matrix, by: NDArray[np.float64]) -> csr_matrix:
    """Rows of length 1, in which what is rare counts more."""
    longer = rows.multiply(by).tocsr()
    lengths = np.sqrt(longer.multiply(longer).sum(axis=1)).A1
    return csr_matrix(longer.multiply(1 / lengths[:, None]))


def as_bytes(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], float]:
    """A table in a quarter of a byte for each bit it had, and the scale that leads back."""
    scale = float(np.abs(weights).max()) / 127
    return np.rint(weights / scale).astype(np.int8), scale
