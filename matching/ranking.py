"""Whom to ask for a need, and why: a filter, points added up, the best taken.

The same data give the same order; a draw from the need's id decides between equals, so that nobody is always first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.facts import Candidate, Wanted
from matching.index import Index, Rows
from matching.reasons import explain
from matching.scoring import Asked, Points, Texts, asked, bounds, points, rings, texts
from matching.tokens import Numbers


def rank(index: Index, wanted: Wanted, most: int = 10) -> list[Candidate]:
    """Those who fit the need and are free today, best first, at most `most`; empty where nobody is."""
    return _ranked(index, wanted, most, free=True)


def missed(index: Index, wanted: Wanted, most: int = 5) -> list[Candidate]:
    """Those who would have fitted but are full, away or not to be asked today, best first, at most `most`.

    The last reason of each tells what hinders, and counts no points.
    """
    return _ranked(index, wanted, most, free=False)


def scores(index: Index, wanted: Wanted, most: int) -> list[tuple[int, int]]:
    """As `rank`, but only pairs of expert and score in whole hundredths of points, without reasons."""
    kept = _kept(index, asked(wanted, index.weights), most, free=True)
    return (
        list(zip(index.columns["expert"][kept.rows].tolist(), kept.scores.tolist(), strict=True))
        if kept
        else []
    )


def _ranked(index: Index, wanted: Wanted, most: int, *, free: bool) -> list[Candidate]:
    need = asked(wanted, index.weights)
    kept = _kept(index, need, most, free=free)
    if kept is None:
        return []
    experts, points = index.columns["expert"][kept.rows].tolist(), (kept.scores / 100).tolist()
    return [
        Candidate(*each)
        for each in zip(experts, points, explain(index, need, kept.rows, kept.points), strict=True)
    ]


def _kept(index: Index, need: Asked, most: int, *, free: bool) -> _Weighed | None:
    """Ring by ring, from the need's city outwards; a row is looked at only if it may still be among the best."""
    kept: _Weighed | None = None
    for ring in _rings(index, need):
        found = _weighed(index, need, ring, kept.worst(most) if kept else None, free)
        kept = _best(index, need, _joined(kept, found) if kept else found, most)
    return kept


class _Ring(NamedTuple):
    """Rows `first` to before `last`, without those of the ring `within`; what their words are worth, and place at most."""

    first: int
    last: int
    within: tuple[int, int]
    nearest: float
    said: Texts


class _Weighed(NamedTuple):
    """Rows with their points."""

    rows: Rows
    points: Points

    @property
    def scores(self) -> Numbers:
        return sum(self.points.values(), np.zeros(len(self.rows), np.int32))

    def worst(self, most: int) -> int | None:
        """The score that a further row must reach, once there are enough."""
        return int(self.scores[-1]) if len(self.rows) == most else None


def _rings(index: Index, need: Asked) -> Iterator[_Ring]:
    """City, province, everywhere (online, or where the firm has a wish), and last those who came late."""
    city, province, elsewhere = (
        place + (index.weights.wish if need.wanted.wish else 0) for place in rings(need, index.weights)
    )
    inner = index.span(need.region // 100 * 100, need.region // 100 * 100 + 100)
    outer = index.span(need.region // 10000 * 10000, need.region // 10000 * 10000 + 10000)
    whole = (0, index.built) if need.online or need.wanted.wish else outer
    said = texts(index, need, *whole)
    for (first, last), within, nearest in (
        (inner, (inner[0], inner[0]), city),
        (outer, inner, province),
        (whole, outer, elsewhere),
    ):
        if last - first > within[1] - within[0]:
            here = Texts(*(sums[first - whole[0] : last - whole[0]] for sums in said))
            yield _Ring(first, last, within, nearest, here)
    if index.size > index.built:
        late = texts(index, need, index.built, index.size)
        yield _Ring(index.built, index.size, (index.built, index.built), city, late)


def _weighed(index: Index, need: Asked, ring: _Ring, worst: int | None, free: bool) -> _Weighed:
    """The rows of a ring that fit and are free (or, to say who was missed, are not), as far as they matter."""
    may = np.ones(ring.last - ring.first, np.bool_)
    if worst is not None:
        may = bounds(index, need, ring.first, ring.last, ring.said, ring.nearest) >= worst
    may[ring.within[0] - ring.first : ring.within[1] - ring.first] = False
    rows = np.flatnonzero(may) + ring.first
    rows = rows[_fits(index, need, rows, ring.said.topics[rows - ring.first])]
    open_to_ask = _free(index, need, rows)
    rows = rows[(open_to_ask if free else ~open_to_ask) & ~_barred(index, need, rows)]
    return _Weighed(rows, points(index, need, rows, Texts(*(sums[rows - ring.first] for sums in ring.said))))


def _fits(index: Index, need: Asked, rows: Rows, topics: Numbers) -> NDArray[np.bool_]:
    """Whose field and place let them in; a kindred field alone is not enough: then the words must speak for them."""
    columns, theirs = index.columns, index.columns["domains"][rows]
    fits: NDArray[np.bool_] = (theirs & (need.main | need.also) != 0) | (
        (theirs & need.related != 0) & (topics > 0)
    )
    if not need.online:
        fits &= columns["region"][rows] // 10000 == need.region // 10000
    if need.wanted.wish is not None:
        fits |= columns["expert"][rows] == need.wanted.wish
    fits &= columns["serving"][rows]
    return fits


def _free(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    columns, weekday = index.columns, 1 << need.wanted.today.weekday()
    room = columns["load"][rows] < columns["capacity"][rows]
    here = (columns["away"][rows] < need.today) | (columns["leaves"][rows] > need.today)
    awake = (columns["quiet"][rows] & weekday) == 0
    free: NDArray[np.bool_] = room & here & awake
    return free


def _barred(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    barred = list(need.wanted.barred)
    return np.isin(index.columns["expert"][rows], barred) if barred else np.zeros(len(rows), np.bool_)


def _joined(one: _Weighed, other: _Weighed) -> _Weighed:
    rows = np.concatenate([one.rows, other.rows])
    return _Weighed(
        rows, {kind: np.concatenate([one.points[kind], other.points[kind]]) for kind in one.points}
    )


def _best(index: Index, need: Asked, found: _Weighed, most: int) -> _Weighed:
    first = _first(found.scores, index.columns["expert"][found.rows], need.wanted.need_id, most)
    return _Weighed(found.rows[first], {kind: column[first] for kind, column in found.points.items()})


def _first(scores: Numbers, experts: NDArray[np.int64], need_id: int, most: int) -> Rows:
    """The places of the best scores, in order."""
    places = np.arange(len(scores))
    if len(scores) > most:
        worst = np.partition(scores, len(scores) - most)[len(scores) - most]
        places = np.flatnonzero(scores >= worst)
    order = np.lexsort((experts[places], _lots(experts[places], need_id), -scores[places]))
    return places[order[:most]]


def _lots(experts: NDArray[np.int64], need_id: int) -> NDArray[np.uint64]:
    """A draw for each expert that differs from need to need."""
    mixed = (experts.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64((need_id * 0xD1B54A32D192ED03) & 0xFFFFFFFFFFFFFFFF)
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(32)
