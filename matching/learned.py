"""The weights of evidence, learned from judged needs: `tests/unit/matching/judged/learn.py` writes `data/evidence.json`.

A set for each encoder (`matching.meaning`), and one for words alone. A unit of evidence makes it 2.7 times likelier that an officer
would prefer one expert to another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from math import isfinite
from typing import Any

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
    return Learned(**json.loads(content("evidence.json"))[named(encoder)])


def named(encoder: Encoder | None) -> str:
    """Under what name weights for an encoder are kept."""
    return encoder.name if encoder else "alone"


def read(text: str) -> dict[str, Learned]:
    """Weights by the names of encoders, as `written` has them. ValueError where it is anything else, or a weight is no weight."""
    found: Any = json.loads(text)
    if not isinstance(found, dict) or not all(map(_sound, found, found.values())):
        raise ValueError("weights of evidence are missing or are no figures of 0 or more")
    return {name: Learned(one["weights"], one["floor"]) for name, one in found.items()}


def written(found: Mapping[str, Learned]) -> str:
    """Weights as text that a person can read."""
    return json.dumps({name: asdict(one) for name, one in found.items()}, indent=1) + "\n"


def _sound(name: str, one: Any) -> bool:
    shipped = json.loads(content("evidence.json"))
    if name not in shipped or not isinstance(one, dict) or one.keys() != {"weights", "floor"}:
        return False
    weights = one["weights"]
    if not isinstance(weights, dict) or weights.keys() != shipped[name]["weights"].keys():
        return False
    figures = [*weights.values(), one["floor"]]
    return all(type(each) in (int, float) and isfinite(each) and each >= 0 for each in figures)
