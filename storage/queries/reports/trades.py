"""A jurisdiction's needs, services and demands by trade (S10.10); a trade is a section of `language.industries`, None where it is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, case, func, select

from storage.jurisdiction import inside
from storage.queries.reports.figures import of_both
from storage.queries.reports.span import Span
from storage.tables import Case, Diary, Enterprise, Need, Station, TradeDemand


@dataclass(frozen=True, slots=True)
class Asked:
    """What the firms of a trade asked for: needs, how many of them were done, by how many firms."""

    needs: int
    done: int
    firms: int


@dataclass(frozen=True, slots=True)
class Demand:
    """What a station says for a trade: the case, who says it, for how many firms, in which words."""

    case: int
    trade: str
    station: str
    firms: int
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class OfFocus:
    """A need of focus groups: which, whether it was done, and what its firm said afterwards, as a code of `Need.follow_up`."""

    groups: tuple[str, ...]
    done: bool
    follow_up: str | None


def asked(
    connection: Connection, jurisdiction: str, span: Span, done: Collection[str]
) -> dict[str | None, Asked]:
    """The needs of the span by the trade of their firms."""
    finished = func.sum(case((Need.state.in_(done), 1), else_=0))
    counted = select(Enterprise.trade, func.count(), finished, func.count(Need.enterprise_id.distinct()))
    counted = counted.join(Enterprise, Enterprise.id == Need.enterprise_id)
    counted = counted.where(inside(Need.region, jurisdiction), span.holds(Need.created_at))
    rows = connection.execute(counted.group_by(Enterprise.trade))
    return {trade: Asked(int(needs), int(made or 0), int(firms)) for trade, needs, made, firms in rows}


def asked_by_focus(
    connection: Connection, jurisdiction: str, span: Span, done: Collection[str]
) -> list[OfFocus]:
    """Each need of the span whose asker belongs to a focus group (S1.4)."""
    found = select(Need.focus, Need.state.in_(done), Need.follow_up)
    found = found.where(inside(Need.region, jurisdiction), span.holds(Need.created_at))
    return [
        OfFocus(tuple(focus), bool(made), said) for focus, made, said in connection.execute(found) if focus
    ]


def services(
    connection: Connection, jurisdiction: str, span: Span
) -> Iterator[tuple[bool, str | None, list[str], Decimal]]:
    """Each service of the span: whether it was for a need, the trade of that need's firm, the firms that were named, its hours."""
    found = select(Diary.need_id, Enterprise.trade, Diary.names, Diary.hours)
    found = found.outerjoin(Need, Need.id == Diary.need_id)
    found = found.outerjoin(Enterprise, Enterprise.id == Need.enterprise_id)
    for need, trade, names, hours in connection.execute(found.where(of_both(jurisdiction, span))):
        yield need is not None, trade, names, hours


def known_trades(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """The trades of those firms of these names that have one."""
    found = select(Enterprise.name, Enterprise.trade).where(Enterprise.trade.is_not(None))
    return {name: trade for name, trade in connection.execute(found) if trade and name in names}


def firms_of_trades(connection: Connection, firms: Collection[int], trades: Collection[str]) -> set[int]:
    """Of these enterprises those that are of one of these trades."""
    found = select(Enterprise.id).where(Enterprise.id.in_(firms), Enterprise.trade.in_(trades))
    return set(connection.scalars(found)) if firms and trades else set()


def demands(connection: Connection, jurisdiction: str, span: Span) -> list[Demand]:
    """What stations said in the span, the newest first."""
    found = select(Case.id, TradeDemand.trade, Station.name, TradeDemand.firms, Case.text, Case.state)
    found = found.join(TradeDemand, TradeDemand.case_id == Case.id).join(
        Station, Station.id == TradeDemand.station_id
    )
    found = found.where(inside(Case.region, jurisdiction), span.holds(Case.filed_at))
    return [Demand(*row) for row in connection.execute(found.order_by(Case.id.desc()))]
