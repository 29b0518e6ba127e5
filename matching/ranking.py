"""Whom to ask for a need, and why: a filter, points added up, the best taken.

The same data give the same order; a draw from the need's id decides between equals, so that nobody is always first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching import evidence
from matching.facts import Candidate, Wanted
from matching.index import Index, Rows
from matching.lots import drawn
from matching.reasons import explain
from matching.scoring import Asked, Points, asked, fits, place, points, trial
from matching.spoken import phrases_for
from matching.tokens import Numbers

CUT = 800
"""So many rows are weighed in full, the best by words, field, place and record; most provinces have no more."""

VERY_MANY = 50_000
"""Rows from which on only those are looked at that share most in words."""
FAR_TOO_MANY = 250_000
"""Rows from which on the first cut counts the rarest words alone: adding up the common ones costs more than all the rest."""
_ABOVE = 10**8
"""Hundredths by which whoever fits stands above whoever does not."""


def rank(index: Index, wanted: Wanted, most: int = 10) -> list[Candidate]:
    """Those who are free today, at most `most`: first those who fit, then the others, each best first."""
    return _ranked(index, wanted, most, free=True)


def missed(index: Index, wanted: Wanted, most: int = 5) -> list[Candidate]:
    """Those who would have fitted but are full, away or not to be asked today, best first, at most `most`.

    The last reason of each tells what hinders, and counts no points.
    """
    return [one for one in _ranked(index, wanted, most, free=False) if one.fits]


def scores(index: Index, wanted: Wanted, most: int) -> list[tuple[int, int]]:
    """Those of `rank` who fit, but only pairs of expert and score in whole hundredths of points, without reasons."""
    kept = _kept(index, asked(wanted, index), most, free=True)
    experts = index.columns["expert"][kept.rows[kept.fits]].tolist()
    return list(zip(experts, kept.scores[kept.fits].tolist(), strict=True))


def _ranked(index: Index, wanted: Wanted, most: int, *, free: bool) -> list[Candidate]:
    need = asked(wanted, index)
    if not free and not _any_hindered(index, need):
        return []
    kept = _kept(index, need, most, free=free)
    if not len(kept.rows):
        return []
    experts, totals = index.columns["expert"][kept.rows].tolist(), (kept.scores / 100).tolist()
    phrases = phrases_for(index, need.sought, kept.rows.tolist())
    told = explain(index, need, kept.rows, kept.points, phrases), kept.fits.tolist(), kept.evidence.tolist()
    texts = [phrase.text for phrase in phrases]
    return [Candidate(*each) for each in zip(experts, totals, *told, texts, strict=True)]


class _Weighed(NamedTuple):
    """Rows with their points, which of them fit, and their evidence in units."""

    rows: Rows
    points: Points
    fits: NDArray[np.bool_]
    evidence: NDArray[np.float64]

    @property
    def scores(self) -> Numbers:
        return sum(self.points.values(), np.zeros(len(self.rows), np.int32))


def _kept(index: Index, need: Asked, most: int, *, free: bool) -> _Weighed:
    """The best of those who were there at the building, and of those who came late."""
    spans = [_span(index, need), (index.built, index.size)]
    found = [_weighed(index, need, *span, free=free) for span in spans if span[1] > span[0]]
    if not found:
        return _Weighed(np.zeros(0, np.int64), {}, np.zeros(0, np.bool_), np.zeros(0))
    together = _Weighed(
        np.concatenate([one.rows for one in found]),
        {kind: np.concatenate([one.points[kind] for one in found]) for kind in found[0].points},
        np.concatenate([one.fits for one in found]),
        np.concatenate([one.evidence for one in found]),
    )
    together.points["trial"] = trial(index, need, together.rows)
    return _best(index, need, together, most)


def _span(index: Index, need: Asked) -> tuple[int, int]:
    """The rows of the need's province; all where it is online, or where the firm has a wish."""
    if need.online or need.wanted.wish is not None:
        return 0, index.built
    province = need.region // 10000 * 10000
    return index.span(province, province + 10000)


def _weighed(index: Index, need: Asked, first: int, last: int, *, free: bool) -> _Weighed:
    """The rows from `first` to before `last` that may be asked (or, to say who was missed, are hindered)."""
    rows, said = _looked_at(index, need, first, last)
    open_to_ask = _free(index, need, rows)
    asked = (open_to_ask if free else ~open_to_ask) & _eligible(index, need, rows)
    rows, said = rows[asked], said.of(np.flatnonzero(asked))
    parts = evidence.by_meaning(index, need.sought, rows)
    parts |= evidence.by_words(index, need.sought, rows, said)
    known = sum(parts.values(), np.zeros(len(rows)))
    return _Weighed(rows, points(index, need, rows, parts), fits(index, need, rows, known), known)


def _looked_at(index: Index, need: Asked, first: int, last: int) -> tuple[Rows, evidence.Shared]:
    """The rows that are weighed in full, in rising order, with the words they share with the need."""
    if last - first > FAR_TOO_MANY and last <= index.built:
        return _of_far_too_many(index, need, first, last)
    said, places = evidence.shared(index, need.sought, first, last), np.arange(last - first)
    if len(places) > CUT:
        places = said.most(CUT * 4) if len(places) > VERY_MANY else places
        rough = evidence.roughly(index, need.sought, places + first, said.of(places))
        places = _cut(index, need, rough, places + first, (first, last)) - first
    return places + first, said.of(places)


def _of_far_too_many(index: Index, need: Asked, first: int, last: int) -> tuple[Rows, evidence.Shared]:
    """The same, with the common words looked up for those alone who come through the cut by the rarest."""
    places, shared = evidence.rarest(index, need.sought, first, last, CUT * 4)
    rough = evidence.roughly(index, need.sought, places + first, evidence.Shared(shared, shared * 0))
    rows = _cut(index, need, rough, places + first, (first, last))
    return rows, evidence.of_rows(index, need.sought, rows)


def _cut(index: Index, need: Asked, rough: NDArray[np.float32], rows: Rows, span: tuple[int, int]) -> Rows:
    """Of many rows those whose evidence, told roughly, place and record speak for them most; and the wish, if of the span."""
    rough *= np.float32(index.weights.evidence * 100)
    rough += index.columns["steady"][rows]
    rough += place(index, need, rows) if not need.online else 0
    rough[~index.columns["serving"][rows]] = -np.inf
    best = rows[np.argpartition(rough, len(rough) - CUT)[len(rough) - CUT :]]
    wish = index.row(need.wanted.wish) if need.wanted.wish is not None else None
    return np.union1d(best, [wish] if wish is not None and span[0] <= wish < span[1] else []).astype(np.int64)


def _eligible(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    """Who holds a title, is near enough and not barred."""
    columns = index.columns
    near: NDArray[np.bool_] = columns["region"][rows] // 10000 == need.region // 10000
    near |= need.online
    near |= columns["expert"][rows] == (need.wanted.wish or -1)
    near &= columns["serving"][rows]
    if need.wanted.barred:
        near &= ~np.isin(columns["expert"][rows], list(need.wanted.barred))
    return near


def _free(index: Index, need: Asked, rows: Rows) -> NDArray[np.bool_]:
    columns, weekday = index.columns, 1 << need.wanted.today.weekday()
    room = columns["load"][rows] < columns["capacity"][rows]
    here = (columns["away"][rows] < need.today) | (columns["leaves"][rows] > need.today)
    awake = (columns["quiet"][rows] & weekday) == 0
    free: NDArray[np.bool_] = room & here & awake
    return free


def _any_hindered(index: Index, need: Asked) -> bool:
    """Whether anybody in reach cannot be asked today: most often nobody is, and then nothing need be weighed."""
    spans = [np.arange(*_span(index, need)), np.arange(index.built, index.size)]
    return any(bool((~_free(index, need, rows)).any()) for rows in spans)


def _best(index: Index, need: Asked, found: _Weighed, most: int) -> _Weighed:
    standing = found.scores + found.fits * _ABOVE
    first = _first(standing, index.columns["expert"][found.rows], need.wanted.need_id, most)
    points = {kind: column[first] for kind, column in found.points.items()}
    return _Weighed(found.rows[first], points, found.fits[first], found.evidence[first])


def _first(scores: NDArray[np.int64], experts: NDArray[np.int64], need_id: int, most: int) -> Rows:
    """The places of the best scores, in order."""
    places = np.arange(len(scores))
    if len(scores) > most:
        worst = np.partition(scores, len(scores) - most)[len(scores) - most]
        places = np.flatnonzero(scores >= worst)
    order = np.lexsort((experts[places], drawn(experts[places], need_id), -scores[places]))
    return places[order[:most]]
