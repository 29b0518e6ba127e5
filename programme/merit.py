"""Yearly ranking and the list of the excellent (S7), with the arithmetic shown.

N23-E 第十二条 names effect, hours and satisfaction, and no weights: these stand in the pack. Each
part is a mark out of 100: effect as given; hours or sessions against the most in the ranking;
satisfaction against 5.

What firms said is drawn towards the mean of all who were rated, as if `PRIOR` more ratings of that mean had been given
to each: one word does not outweigh many. Whoever was not rated is taken at the lowest mark so drawn, and so does not pass by
silence whom somebody has judged.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from programme.errors import Refused
from programme.packs.duties import Weights
from programme.packs.model import RulePack
from programme.packs.offices import Kind
from programme.readings import plain

HUNDRED = Decimal(100)
PRIOR = 3
"""So many ratings of the mean are added to each holder's own, so that one good word does not outweigh many."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class MeritYear:
    """One holder's year. `effect`: how far the problems were solved, as their enterprises say, in
    per cent on the mean. `satisfaction`: mean of 1 to 5. Either is None where nobody was asked or answered.
    `effects`, `ratings`: how many said the one and the other; None where it is not known, and nothing is drawn to the mean.
    """

    id: str
    effect: Decimal | None
    hours: Decimal
    sessions: int
    satisfaction: Decimal | None
    met_duty: bool
    effects: int | None = None
    ratings: int | None = None


@dataclass(frozen=True)
class Part:
    """One mark and the weight it carries; `how` it was drawn towards the mean."""

    name: str
    mark: Decimal
    weight: int
    how: str = ""

    def __str__(self) -> str:
        return f"{self.name} {plain(self.mark)}{self.how}×{self.weight}%"


@dataclass(frozen=True)
class Drawn:
    """A mark that firms gave, drawn towards the mean."""

    mark: Decimal
    how: str = ""


@dataclass(frozen=True)
class Rank:
    """A place in the ranking; equal scores share it."""

    id: str
    place: int
    score: Decimal
    parts: tuple[Part, ...]
    clause: str
    met_duty: bool

    @property
    def arithmetic(self) -> str:
        """«效果 80×40% + 时长 50×30% + 满意度 96×30% = 75.8»; parts not known are left out and
        the sum is divided by the weights that remain."""
        weight = sum(part.weight for part in self.parts)
        total = " + ".join(map(str, self.parts)) or "无数据"
        scaled = f"({total}) ÷ {weight}%" if 0 < weight < 100 else total
        return f"{scaled} = {plain(self.score)}"


def ranking(pack: RulePack, kind: Kind, years: Iterable[MeritYear]) -> tuple[Rank, ...]:
    """Best first; ties by id, sharing a place. Refused("no_assessment") without rules for it."""
    weights, found = _weights(pack, kind), list(years)
    most_hours = max((year.hours for year in found), default=Decimal(0))
    most_sessions = max((year.sessions for year in found), default=0)
    effects = drawn({y.id: (y.effect, y.effects) for y in found}, PRIOR)
    stars = drawn({y.id: (y.satisfaction and y.satisfaction * 20, y.ratings) for y in found}, PRIOR)
    marked = [
        (year, _parts(weights, year, (effects.get(year.id), stars.get(year.id)), most_hours, most_sessions))
        for year in found
    ]
    scored = sorted(
        ((year, parts, _score(parts)) for year, parts in marked), key=lambda row: (-row[2], row[0].id)
    )
    clause = f"{weights.clause}；{weights.weight_clause}"
    places: dict[Decimal, int] = {}
    return tuple(
        Rank(year.id, places.setdefault(score, place), score, parts, clause, year.met_duty)
        for place, (year, parts, score) in enumerate(scored, 1)
    )


def excellent(pack: RulePack, kind: Kind, ranks: Collection[Rank]) -> tuple[Rank, ...]:
    """A proposal to staff: the pack's share of all, rounded up, among those who met their duty.

    Whoever shares the last place is proposed too.
    """
    places = ceil(len(ranks) * _weights(pack, kind).excellent / 100)
    fit = [rank for rank in ranks if rank.met_duty and rank.score > 0]
    if len(fit) <= places:
        return tuple(fit)
    return tuple(rank for rank in fit if rank.place <= fit[places - 1].place)


def _weights(pack: RulePack, kind: Kind) -> Weights:
    weights = pack.rules(kind).assessment
    if weights is None:
        raise Refused("no_assessment", f"{pack.named}没有考核评优的规定。")
    return weights


def drawn(given: Mapping[str, tuple[Decimal | None, int | None]], prior: int) -> dict[str, Drawn]:
    """The marks of those who were rated, by id, and of those who were not; nobody's where nobody was rated.

    Each is (mean mark out of 100, how many gave it). A mark of unknown number stands as it is.
    """
    rated = {key: (mark, count) for key, (mark, count) in given.items() if mark is not None}
    if not rated:
        return {}
    mean = sum((mark for mark, _ in rated.values()), Decimal(0)) / len(rated)
    found = {key: _drawn(mark, count, mean, prior) for key, (mark, count) in rated.items()}
    lowest = min(one.mark for one in found.values())
    unrated = Drawn(lowest, "（没有评价，按最低的算）")
    return found | {
        key: unrated for key, (mark, count) in given.items() if mark is None and count is not None
    }


def _drawn(mark: Decimal, count: int | None, mean: Decimal, prior: int) -> Drawn:
    if count is None or not prior or mark == mean:
        return Drawn(mark)
    moved = (mark * count + mean * prior) / (count + prior)
    return Drawn(
        moved, f"（{count} 次评价 {plain(_rounded(mark))}，加 {prior} 次平均 {plain(_rounded(mean))}）"
    )


def _parts(
    weights: Weights,
    year: MeritYear,
    said: tuple[Drawn | None, Drawn | None],
    most_hours: Decimal,
    most_sessions: int,
) -> tuple[Part, ...]:
    """`said`: effect and satisfaction, as firms gave them."""
    marks: tuple[tuple[str, Drawn | None, int], ...] = (
        ("效果", said[0], weights.effect),
        ("时长", Drawn(_against(year.hours, most_hours)), weights.hours),
        ("场次", Drawn(_against(Decimal(year.sessions), Decimal(most_sessions))), weights.sessions),
        ("满意度", said[1], weights.satisfaction),
    )
    return tuple(
        Part(name, _rounded(drawn.mark), weight, drawn.how)
        for name, drawn, weight in marks
        if weight and drawn
    )


def _against(figure: Decimal, most: Decimal) -> Decimal:
    return figure / most * HUNDRED if most else Decimal(0)


def _score(parts: tuple[Part, ...]) -> Decimal:
    weight = sum(part.weight for part in parts)
    total = sum((part.mark * part.weight for part in parts), Decimal(0))
    return _rounded(total / weight) if weight else Decimal(0)


def _rounded(figure: Decimal) -> Decimal:
    return figure.quantize(_TENTH, ROUND_HALF_UP)
