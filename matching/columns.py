"""Experts as columns of numbers, one row each, so that a need is weighed against all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching import manner
from matching.expert_points import answers, steady
from matching.facts import Profile
from matching.focus import groups_of
from matching.related_domains import bits
from matching.weights import Duty, Weights

KINDS: dict[str, Any] = {
    "expert": np.int64,
    "mark": np.int64,
    "region": np.int32,
    "domains": np.uint16,
    "focus": np.uint16,
    "traits": np.uint16,
    "silent": np.bool_,
    "serving": np.bool_,
    "load": np.int16,
    "capacity": np.int16,
    "away": np.int32,
    "leaves": np.int32,
    "quiet": np.uint8,
    "rated": np.int32,
    "stars": np.float32,
    "asked": np.int32,
    "accepted": np.int32,
    "hours": np.float32,
    "firms": np.int32,
    "last": np.int32,
    "steady": np.int32,
    "answers": np.int32,
}
"""Column to the kind of number. `silent` experts name no speciality, only fields.

Days are ordinals, 0 for never; `mark` tells, within one process, whether the words are the same."""

Columns = dict[str, NDArray[Any]]


def of(profiles: Sequence[Profile], weights: Weights, duty: Duty) -> Columns:
    """The columns of these experts, in their order."""
    listed = {
        name: list(values) for name, values in zip(Profile._fields, zip(*profiles, strict=True), strict=True)
    }
    raw: dict[str, list[Any]] = {name: listed[name] for name in KINDS if name in listed}
    raw |= {
        "expert": listed["expert_id"],
        "mark": [hash((one.region, one.specialities, one.past, one.unit, one.doubted)) for one in profiles],
        "region": [int(region or 0) for region in listed["region"]],
        "domains": [bits(codes) for codes in listed["domains"]],
        "focus": [groups_of(one) for one in profiles],
        "traits": [manner.bits(codes) for codes in listed["traits"]],
        "silent": [not one.specialities for one in profiles],
        "away": [day.toordinal() if day else 0 for day in listed["away_until"]],
        "leaves": [day.toordinal() if day else 0 for day in listed["away_from"]],
        "quiet": [weekdays(days) for days in listed["quiet"]],
        "last": [day.toordinal() if day else 0 for day in listed["last_served"]],
    }
    columns = {name: np.array(values, KINDS[name]) for name, values in raw.items()}
    columns["steady"] = steady(columns, weights, duty).astype(KINDS["steady"])
    columns["answers"] = answers(columns, weights).astype(KINDS["answers"])
    return columns


def joined(parts: Sequence[Columns]) -> Columns:
    """Columns behind one another."""
    return {
        name: np.concatenate([np.zeros(0, kind), *(part[name] for part in parts)])
        for name, kind in KINDS.items()
    }


def widened(columns: Columns) -> Columns:
    """The same with as much room again."""
    room = max(64, len(columns["expert"]))
    return {name: np.concatenate([values, np.zeros(room, values.dtype)]) for name, values in columns.items()}


@lru_cache(maxsize=256)
def weekdays(days: str) -> int:
    """«67» as bits: Monday is the lowest."""
    return sum(1 << (int(day) - 1) for day in set(days))
