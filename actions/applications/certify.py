"""After 公示: into the register, with a qualification and a letter (S2.4, S2.5)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, exists, func, select

from actions.access import kind_of, known_pack
from actions.applications.apply import CALLING, RETIRED
from actions.applications.notices import Certified
from actions.audit import note
from actions.desk import desk_of, leave_desk
from actions.notify import Addressed, notify
from actions.titles.confer import confer
from language import callings, traits
from programme.activities import training_first
from programme.application import application as life_of
from programme.cases import UNDECIDED, check_certifiable
from programme.dues import first_term
from programme.packs import Kind, RulePack
from programme.roles import Role
from programme.spans import ENDLESS
from storage.queries.activities.trainings import attended
from storage.tables import Application, Case, Expert, Person, Qualification, Station
from storage.unit_of_work import UnitOfWork


def certify(
    work: UnitOfWork, application: Application, pack: RulePack, now: datetime, *, quietly: bool = False
) -> None:
    """Enter the applicant into the register, with a term, a letter and, where the pack has one, an agreement.

    `quietly`: nobody is told; of a whole roster nobody has written yet.
    """
    kind = kind_of(application.kind)
    term = first_term(pack, kind, now.date())
    until = term.ends_on if term else ENDLESS
    qualification = _qualification(work, kind, _holder(work, application, now), pack.id)
    qualification.state, qualification.certified_on, qualification.until = "active", now.date(), until
    qualification.awaits_training = _is_untrained(work, qualification, pack)
    work.session.flush()
    confer(work, qualification, pack, now)
    application.state, application.decided_at = "certified", now
    key = f"certified:{application.id}"
    if not quietly:
        notify(work, [Addressed(application.person_id, Certified(qualification.id), key)], now)
    clause = pack.rules(kind).conferral.clause
    note(work, "certify", "qualification", qualification.id, None, now, clause=clause)


def _is_untrained(work: UnitOfWork, held: Qualification, pack: RulePack) -> bool:
    """Whether the pack wants an expert trained before the first service, and no training of theirs is on record."""
    if held.holder != "expert" or not training_first(pack, "expert"):
        return False
    return not attended(work, held.holder, held.holder_id)


def certify_due(work: UnitOfWork, now: datetime) -> int:
    """Certify all whose publicity is over without an open objection; return how many."""
    due = select(Application).where(
        Application.state == "publicity", Application.publicity_ends < now.date(), ~_objected()
    )
    found = list(work.session.scalars(due.order_by(Application.id).limit(500).with_for_update()))
    return sum(_certify_by_calendar(work, application, now) for application in found)


def next_certification(work: UnitOfWork, after: date, zone: tzinfo | None) -> datetime | None:
    """The morning after the next publicity ends."""
    ends = work.session.scalar(
        select(func.min(Application.publicity_ends)).where(
            Application.state == "publicity", Application.publicity_ends >= after
        )
    )
    return datetime.combine(ends + timedelta(days=1), time(), zone) if ends else None


def _certify_by_calendar(work: UnitOfWork, application: Application, now: datetime) -> bool:
    """False while the pack's file is gone: the application waits, and staff have been told."""
    kind, pack = kind_of(application.kind), known_pack(application.pack)
    if pack is None:
        return False
    rule = pack.rules(kind).publicity
    assert rule is not None
    assert application.publicity_ends is not None
    check_certifiable(rule, application.publicity_ends, now.date(), ())
    life_of(pack, kind).step(application.state, "certify", [Role.clock])
    certify(work, application, pack, now)
    return True


def _objected() -> ColumnElement[bool]:
    return exists().where(Case.application_id == Application.id, Case.state.in_(UNDECIDED))


def _holder(work: UnitOfWork, application: Application, now: datetime) -> Expert | Station:
    """The register entry of the applicant, new or known, as the application has it."""
    if application.kind == "station" and (desk := desk_of(work, application.person_id)):
        leave_desk(work, desk, now)
    holder = _expert(work, application) if application.kind == "expert" else _station(work, application)
    work.session.add(holder)
    work.session.flush()
    return holder


def _expert(work: UnitOfWork, application: Application) -> Expert:
    known = work.session.scalars(select(Expert).where(Expert.person_id == application.person_id)).first()
    expert = known or Expert(person_id=application.person_id)
    expert.unit, expert.region = application.unit, application.region
    expert.domains = list(application.domains)
    expert.calling = application.answers.get(CALLING) or expert.calling or callings.read(application.unit)
    expert.retired = application.answers.get(RETIRED, expert.retired)
    expert.specialities = expert.specialities or application.answers.get("specialities", "")
    expert.traits = traits.with_said(expert.traits or (), expert.specialities)
    work.session.get_one(Person, application.person_id).name = application.name
    return expert


def _station(work: UnitOfWork, application: Application) -> Station:
    known = work.session.scalars(select(Station).where(Station.person_id == application.person_id)).first()
    station = known or Station(person_id=application.person_id)
    station.name, station.region = application.name, application.region
    station.address = station.address or application.answers.get("address", "")
    return station


def _qualification(work: UnitOfWork, kind: Kind, holder: Expert | Station, pack: str) -> Qualification:
    """One standing under each pack: who comes back takes up the old one."""
    held = select(Qualification).where(
        Qualification.holder == kind, Qualification.holder_id == holder.id, Qualification.pack == pack
    )
    known = work.session.scalars(held).first()
    if known:
        return known
    fresh = Qualification(holder=kind, holder_id=holder.id, pack=pack)
    work.session.add(fresh)
    return fresh
