"""What each candidate's points are for one need: a column of hundredths for each kind of reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching import evidence, expert_points, focus, manner
from matching.facts import Wanted
from matching.index import Index, Rows
from matching.lots import drawn
from matching.related_domains import bits
from matching.tokens import Numbers
from matching.weights import Weights

Points = dict[str, Numbers]
_APART = 1 << 40
"""Keeps the draw of who is tried apart from the draw among equals."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as numbers."""

    wanted: Wanted
    sought: evidence.Sought
    domains: int
    """The need's own field and its further ones, as bits."""
    region: int
    today: int
    focus: int
    manner: int

    @property
    def online(self) -> bool:
        return self.wanted.form == "online"


def asked(wanted: Wanted, index: Index) -> Asked:
    """A need made ready for weighing."""
    return Asked(
        wanted,
        evidence.sought(wanted, index.learned, index.encoder),
        bits((wanted.domain, *wanted.also)),
        int(wanted.region),
        wanted.today.toordinal(),
        focus.bits(wanted.focus),
        manner.wanted(wanted),
    )


def points(index: Index, need: Asked, rows: Rows, parts: evidence.Parts) -> Points:
    """All that can be said for each row, whose evidence is in `parts`; `steady` sums up what has nothing to do with the need."""
    weights, columns = index.weights, index.columns
    found = {kind: expert_points.whole(part * weights.evidence) for kind, part in parts.items()}
    return found | {
        "wish": (columns["expert"][rows] == (need.wanted.wish or -1)) * _hundredths(weights.wish),
        "focus": ((columns["focus"][rows] & need.focus) != 0) * _hundredths(weights.focus),
        "manner": np.bitwise_count(columns["traits"][rows] & np.uint16(need.manner))
        * np.int32(_hundredths(weights.manner)),
        "place": place(index, need, rows),
        "urgent": _urgent(need, weights, columns["answers"][rows]),
        "rested": expert_points.rested(columns["last"][rows], need.today, weights),
        "steady": columns["steady"][rows],
    }


def fits(index: Index, need: Asked, rows: Rows, known: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whose own words name something of the matter. Of those who name no speciality, whose field it is."""
    own = (index.columns["domains"][rows] & need.domains) != 0
    unspoken = index.columns["silent"][rows] | (not need.sought.text)
    found: NDArray[np.bool_] = np.where(unspoken, own, known >= index.learned.floor)
    found |= index.columns["expert"][rows] == (need.wanted.wish or -1)
    return found


def _urgent(need: Asked, weights: Weights, answers: Numbers) -> Numbers:
    """What answering readily counts over and above, where it is urgent."""
    more = weights.urgent_answers - 1 if need.wanted.urgent else 0
    points: Numbers = np.rint(answers * more).astype(np.int32)
    return points


def trial(index: Index, need: Asked, rows: Rows) -> Numbers:
    """Something for those with few ratings beside others with more, where the draw falls on them."""
    weights, columns = index.weights, index.columns
    turn = drawn(columns["expert"][rows], need.wanted.need_id + _APART) % 1000 < weights.trial_share * 1000
    new = columns["rated"][rows] < weights.trial_ratings
    points: Numbers = (turn & new & ~new.all()) * np.int32(_hundredths(weights.trial))
    return points


def _hundredths(worth: float) -> int:
    return round(worth * 100)


def place(index: Index, need: Asked, rows: Rows) -> Numbers:
    """Same county, town, city, province; online it matters less."""
    weights = index.weights
    share = weights.online_place if need.online else 1
    rings = (weights.county, weights.town, weights.city, weights.province, weights.elsewhere)
    county, town, city, province, elsewhere = (_hundredths(worth * share) for worth in rings)
    theirs, here = index.columns["region"][rows], need.region
    one_city = town if _is_district(here) else city
    near = np.where(_is_district(theirs), one_city, city)
    outside = np.where(theirs // 10000 == here // 10000, province, elsewhere)
    wider = np.where(theirs // 100 == here // 100, near, outside)
    return np.where(theirs == here, county, wider).astype(np.int32)


def _is_district(region: Any) -> Any:
    """Whether codes are urban districts (GB/T 2260: 01 to 20), not counties or cities of their own."""
    return (region % 100 >= 1) & (region % 100 <= 20)
