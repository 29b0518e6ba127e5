"""How a jurisdiction's trades fare (S10.10): needs and services of each, those of a year before, and what stations say for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from actions.diaries.follow_up import FINE, MORE
from actions.reports.figures import COUNTING, access_office, year_of
from language.industries import codes, trade_of_name
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.reports import trades as queries
from storage.queries.reports.span import Span
from storage.queries.reports.trades import Asked, Demand, OfFocus
from storage.unit_of_work import UnitOfWork

NOTHING = Asked(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade's figures. `before`: its needs in the same days a year ago; `code` is None for firms whose trade nobody knows."""

    code: str | None
    is_key: bool
    asked: Asked
    services: int
    before: int
    hours: Decimal = Decimal(0)


def trades(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    days: tuple[date, date] | None = None,
) -> list[Trade]:
    """The trades of the speaker's jurisdiction that asked for anything or were served, this year or in these days.

    Key trades stand first, also where nothing was asked; then who asks most; what is not known is last.
    """
    office, span = access_office(work, speaker, "see_monitoring"), _span(rules, now, days)
    asked = queries.asked(work.connection, office, span, COUNTING.done)
    before = queries.asked(work.connection, office, _a_year_earlier(span), COUNTING.done)
    served, hours = _served(work, office, span)
    key = rules.trades.key if rules.trades else ()
    found = [
        Trade(
            code,
            code in key,
            asked.get(code, NOTHING),
            served[code],
            before.get(code, NOTHING).needs,
            hours.get(code, Decimal(0)),
        )
        for code in (*codes(), None)
        if code in key or code in asked or served[code]
    ]
    return sorted(found, key=lambda one: (not one.is_key, one.code is None, -one.asked.needs, -one.services))


@dataclass(frozen=True, slots=True)
class Focus:
    """A focus group's needs: how many, how many done, and of how many the firm said afterwards that all is well, or more is wanted."""

    code: str
    needs: int
    done: int
    fine: int
    more: int


def focus_groups(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    days: tuple[date, date] | None = None,
) -> list[Focus]:
    """The focus groups (S1.4) that asked for anything in the speaker's jurisdiction, who asked most first."""
    office, span = access_office(work, speaker, "see_monitoring"), _span(rules, now, days)
    found = queries.asked_by_focus(work.connection, office, span, COUNTING.done)
    asked = Counter(code for one in found for code in one.groups)
    return [_focus(code, [one for one in found if code in one.groups]) for code, _ in asked.most_common()]


def trade_demands(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    days: tuple[date, date] | None = None,
) -> list[Demand]:
    """What stations of the jurisdiction said for their trades this year, or in these days."""
    office = access_office(work, speaker, "see_monitoring")
    return queries.demands(work.connection, office, _span(rules, now, days))


def _focus(code: str, needs: list[OfFocus]) -> Focus:
    said = Counter(one.follow_up for one in needs)
    return Focus(code, len(needs), sum(one.done for one in needs), said[FINE], said[MORE])


def _served(
    work: UnitOfWork, office: str, span: Span
) -> tuple[Counter[str | None], dict[str | None, Decimal]]:
    """Services and their hours by trade: one for firms of two trades counts whole for both."""
    found = list(queries.services(work.connection, office, span))
    known = queries.known_trades(work.connection, {name for _, _, names, _ in found for name in names})
    counts: Counter[str | None] = Counter()
    hours: dict[str | None, Decimal] = {}
    for of_need, trade, names, took in found:
        told = {trade} if of_need else {known.get(name) or trade_of_name(name) for name in names}
        for one in told - {None} or {None}:
            counts[one] += 1
            hours[one] = hours.get(one, Decimal(0)) + took
    return counts, hours


def _span(rules: RulePack, now: datetime, days: tuple[date, date] | None) -> Span:
    return Span(*days, now.tzinfo) if days else year_of(rules, now)


def _a_year_earlier(span: Span) -> Span:
    return Span(_earlier(span.first), _earlier(span.last), span.zone)


def _earlier(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
