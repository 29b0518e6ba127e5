"""Draws that are the same for the same numbers: who comes first among equals, and whose turn it is to be tried."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def drawn(experts: NDArray[np.int64], need_id: int) -> NDArray[np.uint64]:
    """A draw for each expert, from 0 to below 2**32, that differs from need to need."""
    mixed = (experts.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64((need_id * 0xD1B54A32D192ED03) & 0xFFFFFFFFFFFFFFFF)
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(32)
