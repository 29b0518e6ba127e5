"""What each candidate's points are for one need: a column of hundredths for each kind of reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from matching import expert_points
from matching.facts import Wanted
from matching.index import Index, Rows
from matching.related_domains import bits, related
from matching.tokens import Numbers, focus_groups, pairs_with_places, topics, topics_of
from matching.weights import Weights

BESIDE, FAR = 0.8, 0.5
"""What a topic counts that belongs to a further field of the need, or to none of its fields."""

Points = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as numbers: domains as bits, and what each token is worth that it shares with an expert."""

    wanted: Wanted
    main: int
    also: int
    related: int
    region: int
    today: int
    topics: dict[int, int]
    pairs: dict[int, tuple[int, ...]]
    """Where in the text each telling pair stands."""
    focus: dict[int, int]

    @property
    def online(self) -> bool:
        return self.wanted.form == "online"


class Texts(NamedTuple):
    """Points for tokens that need and experts share, one number for each row of a range; not yet capped."""

    topics: Numbers
    words: Numbers
    focus: Numbers


def asked(wanted: Wanted, weights: Weights) -> Asked:
    """A need made ready for weighing."""
    main = bits((wanted.domain,))
    return Asked(
        wanted,
        main,
        bits(wanted.also) & ~main,
        related(wanted.domain),
        int(wanted.region),
        wanted.today.toordinal(),
        _topics(wanted, weights),
        pairs_with_places(wanted.text),
        _focus(wanted, weights),
    )


def texts(index: Index, need: Asked, first: int, last: int) -> Texts:
    """What the words of the rows `first` to before `last` are worth."""
    words = dict.fromkeys(need.pairs, _hundredths(index.weights.words))
    return Texts(*(_sums(index, worth, first, last) for worth in (need.topics, words, need.focus)))


def points(index: Index, need: Asked, rows: Rows, said: Texts) -> Points:
    """All that can be said for each row, whose words are `said`; `steady` sums up what has nothing to do with the need."""
    weights, columns = index.weights, index.columns
    return {
        "wish": (columns["expert"][rows] == (need.wanted.wish or -1)) * _hundredths(weights.wish),
        "domain": _domain(index, need, rows),
        "topics": np.minimum(said.topics, _hundredths(weights.topics_most)),
        "words": np.minimum(said.words, _hundredths(weights.words_most)),
        "focus": np.minimum(said.focus, _hundredths(weights.focus)),
        "place": _place(index, need, rows),
        "urgent": _urgent(need, weights, columns["answers"][rows]),
        "rested": expert_points.rested(columns["last"][rows], need.today, weights),
        "steady": columns["steady"][rows],
    }


def bounds(index: Index, need: Asked, first: int, last: int, said: Texts, nearest: float) -> Numbers:
    """No fewer than the points of each row in the range, if none is nearer than `nearest` (points of place)."""
    weights, columns = index.weights, index.columns
    most = weights.domain + weights.first_field + weights.both + weights.rested + nearest
    whole: Numbers = said.topics + said.words
    whole += columns["steady"][first:last]
    if need.focus:
        whole += said.focus
    if need.wanted.urgent:
        whole += _urgent(need, weights, columns["answers"][first:last])
    whole += _hundredths(most) + 1
    return whole


def rings(need: Asked, weights: Weights) -> tuple[float, float, float]:
    """The most that place is worth in the need's city, its province, elsewhere."""
    share = weights.online_place if need.online else 1
    near = max(weights.county, weights.town, weights.city)
    far = max(weights.province, weights.elsewhere)
    return max(near, far) * share, far * share, weights.elsewhere * share


def _urgent(need: Asked, weights: Weights, answers: Numbers) -> Numbers:
    """What answering readily counts over and above, where it is urgent."""
    more = weights.urgent_answers - 1 if need.wanted.urgent else 0
    points: Numbers = np.rint(answers * more).astype(np.int32)
    return points


def _hundredths(worth: float) -> int:
    return round(worth * 100)


def _topics(wanted: Wanted, weights: Weights) -> dict[int, int]:
    worth: dict[int, int] = {}
    for number in topics_of(wanted.text):
        domain = topics()[number].domain
        share = 1 if domain == wanted.domain else BESIDE if domain in wanted.also else FAR
        if domain != "focus":
            worth[number] = _hundredths(weights.topic * share)
            worth[number + len(topics())] = _hundredths(weights.past_topic * share)
    return worth


def _focus(wanted: Wanted, weights: Weights) -> dict[int, int]:
    groups = [number for number, topic in focus_groups() if topic in wanted.focus]
    both = [*groups, *(number + len(topics()) for number in groups)]
    return dict.fromkeys(both, _hundredths(weights.focus))


def _sums(index: Index, worth: dict[int, int], first: int, last: int) -> Numbers:
    sums = np.zeros(last - first, np.int32)
    for token, points in worth.items():
        sums[index.postings.rows(token, first, last) - first] += points
    return sums


def _domain(index: Index, need: Asked, rows: Rows) -> Numbers:
    """The need's own field, else a further one, else a kindred one; more for the expert's first field, or both."""
    weights = index.weights
    theirs, first = index.columns["domains"][rows], index.columns["first"][rows]
    main, also, kindred = ((theirs & wanted) != 0 for wanted in (need.main, need.also, need.related))
    own, further, kind = map(_hundredths, (weights.domain, weights.also, weights.kin))
    best = np.where(main, own, np.where(also, further, np.where(kindred, kind, 0)))
    best += ((first & need.main) != 0) * _hundredths(weights.first_field)
    best += (main & also) * _hundredths(weights.both)
    return best.astype(np.int32)


def _place(index: Index, need: Asked, rows: Rows) -> Numbers:
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
