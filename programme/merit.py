"""Yearly ranking and the list of the excellent (S7), with the arithmetic shown.

N23-E 第十二条 names effect, hours and satisfaction, and no weights: these stand in the pack. Each
part is a mark out of 100: effect as given; hours or sessions against the most in the ranking;
satisfaction against 5.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from programme.duty import plain
from programme.errors import Refused
from programme.packs.model import Kind, RulePack, Weights

HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class MeritYear:
    """One holder's year. `effect`: how far the problems were solved, as their enterprises say, in
    per cent on the mean. `satisfaction`: mean of 1 to 5. Either is None where nobody was asked or answered.
    """

    id: str
    effect: Decimal | None
    hours: Decimal
    sessions: int
    satisfaction: Decimal | None
    met_duty: bool


@dataclass(frozen=True)
class Part:
    """One mark and the weight it carries."""

    name: str
    mark: Decimal
    weight: int

    def __str__(self) -> str:
        return f"{self.name} {plain(self.mark)}×{self.weight}%"


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
    marked = [(year, _parts(weights, year, most_hours, most_sessions)) for year in found]
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
        raise Refused("no_assessment", f"《{pack.title}》没有考核评优的规定。")
    return weights


def _parts(weights: Weights, year: MeritYear, most_hours: Decimal, most_sessions: int) -> tuple[Part, ...]:
    satisfaction = None if year.satisfaction is None else year.satisfaction * 20
    marks: tuple[tuple[str, Decimal | None, int], ...] = (
        ("效果", year.effect, weights.effect),
        ("时长", _against(year.hours, most_hours), weights.hours),
        ("场次", _against(Decimal(year.sessions), Decimal(most_sessions)), weights.sessions),
        ("满意度", satisfaction, weights.satisfaction),
    )
    return tuple(
        Part(name, _rounded(mark), weight) for name, mark, weight in marks if weight and mark is not None
    )


def _against(figure: Decimal, most: Decimal) -> Decimal:
    return figure / most * HUNDRED if most else Decimal(0)


def _score(parts: tuple[Part, ...]) -> Decimal:
    weight = sum(part.weight for part in parts)
    total = sum((part.mark * part.weight for part in parts), Decimal(0))
    return _rounded(total / weight) if weight else Decimal(0)


def _rounded(figure: Decimal) -> Decimal:
    return figure.quantize(_TENTH, ROUND_HALF_UP)
