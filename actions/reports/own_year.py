"""An expert's own year as a page, and the letter to the employer that goes out with the expert's yes (S10.16)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from actions.access import pack_of
from actions.audit import note
from actions.diaries.progress import standing_in_year
from actions.office import NOBODY, Made, NothingToExport, in_a_name
from actions.reports.figures_paper import Sums, by_group, called
from actions.settings.house import centre_for
from documents.letters.employer import EmployerLetter, employer_letter
from documents.papers.own_year import OwnYear, own_year_pdf
from language.domains import label
from programme.centres import Centre
from programme.packs import RulePack
from storage.queries.reports.listed import Served, activities_of, own_ratings, served_by
from storage.queries.reports.span import Span
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import QualificationFacts
from storage.unit_of_work import UnitOfWork


def own_year(work: UnitOfWork, held: QualificationFacts, rules: RulePack, year: int, now: datetime) -> Made:
    """The page of a title's year. Raises `documents.papers.typeset.MissingGlyphs`, `NothingToExport`."""
    who = holder_of(work, held.id)
    assert who is not None
    to = min(date(year, 12, 31), now.date())
    services = _services(work, held, date(year, 1, 1), to)
    ratings = own_ratings(work.connection, held.holder_id, Span(date(year, 1, 1), to, now.tzinfo))
    sums = _sums(services)
    page = OwnYear(
        name=who.name,
        unit=who.unit,
        issuer=_centre(work, rules, who.region).name or rules.issuer,
        year=year,
        counted_to=to,
        hours=sums.hours,
        times=sums.times,
        enterprises=sums.enterprises,
        duty=standing_in_year(work, held, rules, to, now.date()).line,
        months=_lines(services, "month"),
        fields=_lines(services, "field"),
        activities=activities_of(work.connection, held.holder, held.holder_id, (date(year, 1, 1), to)),
        ratings=ratings[0],
        stars=ratings[1],
    )
    return Made(own_year_pdf(page, now), f"志愿服务小结_{in_a_name(who.name)}_{year}.pdf")


def employer_text(
    work: UnitOfWork, held: QualificationFacts, rules: RulePack, year: int, unit: str, now: datetime
) -> EmployerLetter:
    """The letter as it would go out. Raises `NothingToExport` for a year without a service."""
    who = holder_of(work, held.id)
    assert who is not None
    first, last = date(year, 1, 1), min(date(year, 12, 31), now.date())
    services = _services(work, held, first, last)
    sums, centre = _sums(services), _centre(work, rules, who.region)
    fields = dict.fromkeys(code for one in services for code in one.domains if code != "other")
    return EmployerLetter(
        name=who.name,
        unit=unit,
        post=pack_of(held.pack, rules).rules(held.holder).called,
        first=first,
        last=last,
        hours=sums.hours,
        times=sums.times,
        enterprises=sums.enterprises,
        fields=tuple(label(code) for code in fields),
        centre=centre.name or rules.issuer,
        phone=centre.phone,
    )


def write_to_employer(
    work: UnitOfWork, held: QualificationFacts, letter: EmployerLetter, by: int, now: datetime
) -> Made:
    """The letter, to be sealed; that its holder agreed to these words is on record."""
    note(work, "agree_employer_letter", "qualification", held.id, by, now, unit=letter.unit)
    name = f"反馈函_{in_a_name(letter.name)}_{letter.last:%Y%m%d}.docx"
    return Made(employer_letter(letter, now.date(), now), name)


def _services(work: UnitOfWork, held: QualificationFacts, first: date, last: date) -> list[Served]:
    work.flush()
    found = list(served_by(work.connection, held.holder, held.holder_id, (first, last)))
    if not found:
        raise NothingToExport(f"{first.year} 年还没有服务记录。")
    return found


def _sums(services: list[Served]) -> Sums:
    sums = Sums()
    for one in services:
        sums.add(one)
    return sums


def _lines(services: list[Served], what: str) -> list[tuple[str, int, Decimal]]:
    return [(called(key, what), one.times, one.hours) for key, one in by_group(services, what).items()]


def _centre(work: UnitOfWork, rules: RulePack, region: str | None) -> Centre:
    return centre_for(work, rules, region) or NOBODY
