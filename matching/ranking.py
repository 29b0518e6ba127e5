"""Whom to ask for a need, and why: a filter, points added up, the best taken.

The same data give the same order; a draw from the need's id decides between equals, so that nobody is always first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.facts import Candidate, Wanted
from matching.index import Index, Rows
from matching.reasons import explain
from matching.scoring import Asked, Ground, Points, asked, points
from matching.tokens import Numbers


def rank(index: Index, wanted: Wanted, most: int = 10) -> list[Candidate]:
    """Those who fit and are free, best first."""
    return _ranked(index, wanted, most, free=True)


def missed(index: Index, wanted: Wanted, most: int = 5) -> list[Candidate]:
    """Those who would have fitted but are full, away or not to be asked today, best first."""
    return _ranked(index, wanted, most, free=False)


def _ranked(index: Index, wanted: Wanted, most: int, *, free: bool) -> list[Candidate]:
    need = asked(wanted, index.weights)
    ground = _ground(index, need, free)
    found = points(index, need, ground)
    fitting = np.flatnonzero(_knows(index, need, ground.rows, found))
    scores = sum((column[fitting] for column in found.values()), np.zeros(len(fitting), np.int32))
    experts = index.columns["expert"][ground.rows[fitting]]
    first = _first(scores, experts, wanted.need_id, most)
    chosen = fitting[first]
    said = explain(index, need, ground.rows[chosen], {name: column[chosen] for name, column in found.items()})
    return [
        Candidate(int(experts[at]), int(scores[at]) / 100, reasons)
        for at, reasons in zip(first, said, strict=True)
    ]


def _ground(index: Index, need: Asked, free: bool) -> Ground:
    """Rows whose domains and place let them in, and who are free (or, to say who was missed, who are not)."""
    anywhere = need.online or need.wanted.wish is not None
    first, last = (0, index.built) if anywhere else index.span(need.region // 10000)
    rows = np.concatenate([_able(index, need, first, last), _able(index, need, index.built, index.size)])
    if not need.online:
        rows = rows[index.columns["region"][rows] // 10000 == need.region // 10000]
    rows = _with_wish(index, need, rows)
    open_to_ask = _free(index, need, rows)
    return Ground(rows[open_to_ask if free else ~open_to_ask & ~_barred(index, need, rows)], first, last)


def _able(index: Index, need: Asked, first: int, last: int) -> Rows:
    wanted = need.main | need.also | need.kin
    fits = (index.columns["domains"][first:last] & wanted != 0) & index.columns["serving"][first:last]
    return np.flatnonzero(fits) + first


def _free(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    columns, weekday = index.columns, 1 << need.wanted.today.weekday()
    room = columns["load"][rows] < columns["capacity"][rows]
    here = columns["away"][rows] < need.today
    awake = (columns["quiet"][rows] & weekday) == 0
    free: NDArray[np.bool_] = room & here & awake & ~_barred(index, need, rows)
    return free


def _barred(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    barred = list(need.wanted.barred)
    return np.isin(index.columns["expert"][rows], barred) if barred else np.zeros(len(rows), np.bool_)


def _knows(index: Index, need: Asked, rows: Rows, found: Points) -> NDArray[np.bool_]:
    """A kindred field alone is not enough: then the words must speak for them, or the firm."""
    field = (index.columns["domains"][rows] & (need.main | need.also)) != 0
    knows: NDArray[np.bool_] = field | (found["topics"] > 0) | (found["wish"] > 0)
    return knows


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


def _with_wish(index: Index, need: Asked, rows: Rows) -> Rows:
    """Whom the firm asked for is weighed wherever they are."""
    row = index.row(need.wanted.wish) if need.wanted.wish is not None else None
    if row is None or not index.columns["serving"][row] or row in rows:
        return rows
    return np.append(rows, row)
