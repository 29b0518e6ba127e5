"""The dossier of a holder: what staff must have before them when they decide, and what a ground is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.access import pack_of
from actions.steps import StepAt, StepOwners
from actions.titles.ruling import Matter
from programme.assess import Assessment, assess
from programme.cases import COMPLAINTS
from programme.cases import STATES as CASE_STATES
from programme.dossier import Dossier, Noted
from programme.duty import duty_year
from programme.grounds import Evidence
from programme.packs import RulePack
from storage.queries.titles import record
from storage.queries.titles.due_holders import records_in
from storage.queries.titles.holders import Holder
from storage.queries.titles.standing import QualificationFacts
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork

LOOKED_BACK = timedelta(days=365)
_PAPERS = {
    "letter": "聘书",
    "agreement": "服务协议",
    "prepared": "待颁发",
    "issued": "已颁发",
    "offered": "待签",
    "signed": "已签",
    "declined": "没有签",
}
Held = Qualification | QualificationFacts


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of a holder, read once for the dossier and for the grounds; `years`: this duty year first."""

    who: Holder
    held: Held
    pack: RulePack
    years: Sequence[Assessment]
    kept: record.OnRecord
    now: datetime


def known_of(
    work: UnitOfWork, who: Holder, held: Held, rules: RulePack, now: datetime, *, whole_term: bool = False
) -> Known:
    """What is known of a holder now: this year and the last, or with `whole_term` each year of the term (S6.8)."""
    work.flush()
    pack = pack_of(held.pack, rules)
    years = _years(work, who, held, pack, now.date(), most=0 if whole_term else 2)
    kept = record.on_record(work, held.id, who.name, who.person_id, now - LOOKED_BACK)
    return Known(who, held, pack, years, kept, now)


def dossier_of(known: Known) -> Dossier:
    """What staff must have before them."""
    kept, now = known.kept, known.now
    return Dossier(
        years=tuple(known.years),
        open_year=True,
        warnings=tuple(_warnings(kept.warnings, now)),
        complaints=tuple(_complaints(kept.complaints, now)),
        papers=tuple(f"{_PAPERS[what]}{_PAPERS[state]}" for what, state in kept.papers if state in _PAPERS),
        said=tuple(Noted(one.filed_at.astimezone(now.tzinfo).date(), one.text) for one in kept.said),
    )


def matter_of(
    work: UnitOfWork, who: Holder, held: Held, rules: RulePack, now: datetime, *, whole_term: bool = False
) -> Matter:
    """A decision about a title, with its dossier."""
    return matter(known_of(work, who, held, rules, now, whole_term=whole_term), StepOwners(work))


def matter(known: Known, owners: StepOwners) -> Matter:
    """The same, of what was read before."""
    who = known.who
    at = StepAt("revoke", known.pack, who.kind, who.region)
    lines, acting = dossier_of(known).lines(known.now.date()), owners.in_file(at)
    return Matter("qualification", known.held.id, who.person_id, who.region or "000000", lines, acting)


def evidence(known: Known) -> Evidence:
    """What grounds are held against: the last full year, and what complaints came to."""
    pack, kept, today = known.pack, known.kept, known.now.date()
    year = last_full_year(known)
    true = [one for one in kept.complaints if one.state in ("upheld", "referred") and one.about]
    bears: dict[str, str] = {one.id: one.ground for one in pack.complaints if one.ground}
    about = {one.about for one in true if one.about}
    return Evidence(
        year=year,
        open_until=_open_until(pack, year, today),
        upheld=about | {bears[one] for one in about if one in bears},
        referred=any(one.state == "referred" for one in true),
        warnings=len(kept.warnings),
    )


def last_full_year(known: Known) -> Assessment | None:
    """The last duty year of the title that is over, was kept here and in which something was owed; None where there is none."""
    if len(known.years) < 2:
        return None
    found, registered = known.years[1], known.held.registered_on
    if registered and registered > found.progress.year[1]:
        return None
    return found if found.progress.share else None


def _open_until(pack: RulePack, year: Assessment | None, today: date) -> date | None:
    """The last day on which a diary of that year still counts, while it has not gone by."""
    if year is None or pack.year.own:
        return None
    late = pack.reminders.late_diaries_after(year.progress.year[1])
    return late if today <= late else None


def _years(
    work: UnitOfWork, who: Holder, held: Held, pack: RulePack, today: date, *, most: int
) -> list[Assessment]:
    """This duty year and those before it since certification, the newest first; `most` of them, all for 0."""
    days = [today]
    while not most or len(days) < most:
        before = duty_year(pack.year, held.certified_on, days[-1])[0] - timedelta(days=1)
        if before < held.certified_on:
            break
        days.append(before)
    spans = [duty_year(pack.year, held.certified_on, on) for on in days]
    records = records_in(work.connection, who.kind, held.holder_id, spans, today)
    return [
        assess(pack, who.kind, done, held.certified_on, on) for done, on in zip(records, days, strict=True)
    ]


def _warnings(given: Iterable[record.WarningOnRecord], now: datetime) -> list[Noted]:
    return [
        Noted(
            one.decided_at.astimezone(now.tzinfo).date(),
            f"{'已解除' if one.state == 'lifted' else '警告'}{f'（{one.reason}）' if one.reason else ''}",
        )
        for one in given
    ]


def _complaints(against: Iterable[record.CaseOnRecord], now: datetime) -> list[Noted]:
    return [
        Noted(
            one.filed_at.astimezone(now.tzinfo).date(),
            f" {one.id} 号{COMPLAINTS.get(one.about or '', '')}，{CASE_STATES[one.state]}",
        )
        for one in against
    ]
