"""The weights of evidence, learned from judged needs: `tests/unit/matching/judged/learn.py` writes `data/evidence.json`.

A set for each encoder (`matching.meaning`), and one for words alone. A unit of evidence makes it 2.7 times likelier that an officer
would prefer one expert to another.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from matching.data import content
from matching.meaning import Encoder


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by name (`near.speciality`, `trade.past`, `words`, `trade_words`, `field`), and what evidence suffices."""

    weights: dict[str, float]
    floor: float


@cache
def learned(encoder: Encoder | None) -> Learned:
    """The weights that are shipped."""
    return Learned(**json.loads(content("evidence.json"))[encoder.name if encoder else "alone"])
