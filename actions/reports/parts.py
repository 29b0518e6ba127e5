"""A jurisdiction's figures part by part, ranked (S7.4): by the places beneath it, or by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from actions.access import require
from actions.reports.figures import COUNTING, access_office, year_of
from language.breakdowns import PLACE, Breakdown
from language.regions import prefix_of
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.reports import parts as queries
from storage.queries.reports.figures import serving
from storage.queries.reports.parts import Served
from storage.queries.reports.span import Span
from storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Part:
    """What a place or a field has: its code, needs, how many of them are done, services, hours, firms (each time they were served)."""

    code: str
    needs: int = 0
    done: int = 0
    services: int = 0
    hours: float = 0.0
    enterprises: int = 0


def parts(
    work: UnitOfWork,
    speaker: Speaker,
    rules: RulePack,
    now: datetime,
    asked: Breakdown,
    days: tuple[date, date] | None = None,
    region: str | None = None,
) -> list[Part]:
    """The parts of which there is anything, and the places where anybody serves, this year or in these days, by what is asked for;
    of a place in the jurisdiction, where one is named.

    A service of two fields counts in both.
    """
    office = access_office(work, speaker, "see_monitoring")
    if region:
        require(speaker, "see_monitoring", region)
        office = region
    span = Span(*days, now.tzinfo) if days else year_of(rules, now)
    found: defaultdict[str, Part] = defaultdict(lambda: Part(""))
    found.update({code: Part(code) for code in _served_places(work, office) if asked.by == PLACE})
    for region, domain, needs, done in queries.needs_by(work.connection, office, span, COUNTING.done):
        part = found[_beneath(region, office) if asked.by == PLACE else domain]
        part.needs, part.done = part.needs + needs, part.done + done
    for one in queries.services(work.connection, office, span):
        for code in [_beneath(one.region, office)] if asked.by == PLACE else _fields(one.domains):
            _count(found[code], one)
    for code, part in found.items():
        part.code = code
    return sorted(found.values(), key=lambda one: (_sign(asked) * getattr(one, asked.rank), one.code))


def _served_places(work: UnitOfWork, office: str) -> set[str]:
    """Where experts or stations serve, though they did nothing yet."""
    return {_beneath(one.region, office) for one in serving(work.connection, office, COUNTING.serving)}


def _count(part: Part, one: Served) -> None:
    part.services += 1
    part.hours += one.hours
    part.enterprises += one.enterprises


def _fields(domains: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(domains)) or ["other"]


def _sign(asked: Breakdown) -> int:
    return 1 if asked.fewest else -1


def _beneath(region: str, office: str) -> str:
    """The place directly beneath the office in which a region lies: a city of a province, a county of a city."""
    length = min(len(prefix_of(office)) + 2, 6)
    return region[:length].ljust(6, "0")
