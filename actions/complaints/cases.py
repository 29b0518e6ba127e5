"""Objections, complaints, suggestions: anyone may bring one, staff of the region decide (S2.4, S6.7, S9.3)."""

from __future__ import annotations

from datetime import datetime

from actions.access import kind_of, pack_of, require, step
from actions.applications.dossier import matter_of_application
from actions.applications.notices import TurnedDown
from actions.audit import note
from actions.complaints.access import access_complaint, access_objection, access_public_application
from actions.complaints.disputes import settle_diaries
from actions.complaints.hearing import hearers, to_decide
from actions.complaints.notices import CaseDecided, CaseFiled, CaseUnheard
from actions.notify import Addressed, StaffByRegion, notify, to_staff
from actions.titles import ruling
from actions.titles.ruling import Decided
from language import regions
from programme.application import application as application_life
from programme.cases import JUDGED, UNDECIDED, complaint, objection
from programme.packs import Kind, RulePack
from storage.queries.complaints.cases import CaseFacts, cases_in, get_case
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Case
from storage.unit_of_work import UnitOfWork


def object_to(
    work: UnitOfWork, speaker: Speaker, application_id: int, text: str, rules: RulePack, now: datetime
) -> int:
    """Object to a publicity entry; nobody is certified until it is decided. Return the case's number."""
    application = access_public_application(work, speaker, application_id, rules, now.date())
    case = Case(kind="objection", application_id=application.id, against=application.name)
    return file_case(work, speaker, case, application.region, text, now)


def complain(
    work: UnitOfWork, speaker: Speaker, about: str, against: str, text: str, region: str, now: datetime
) -> int:
    """Complain about a fee, a leaked secret, or the quality of a service. Return the case's number."""
    require(speaker, "complain")
    return file_case(work, speaker, Case(kind="complaint", about=about, against=against), region, text, now)


def suggest(work: UnitOfWork, speaker: Speaker, text: str, region: str, now: datetime) -> int:
    """A suggestion reaches the centre of the region. Return the case's number."""
    require(speaker, "suggest")
    return file_case(work, speaker, Case(kind="suggestion"), region, text, now)


def ask_office(
    work: UnitOfWork, speaker: Speaker, about: str, text: str, region: str | None, now: datetime
) -> int:
    """Bring a wish before the staff of the region, who answer it; `about` is its intent. Return the case's number."""
    require(speaker, "suggest")
    return file_case(work, speaker, Case(kind="request", about=about), region or "000000", text, now)


def decide_objection(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, rules: RulePack, now: datetime
) -> None:
    """`uphold` ends the application; `dismiss` lets the calendar certify once publicity is over."""
    case, application = access_objection(work, speaker, case_id, reason, rules, now)
    pack, kind = pack_of(application.pack, rules), kind_of(application.kind)
    target = step(objection(pack, kind), case.state, deed, speaker).target
    if deed == "uphold":
        refused = step(application_life(pack, kind), application.state, "refuse", speaker).target
        _refuse(work, speaker, application, case, refused, reason, rules, now)
    close_case(work, speaker, case, deed, target, reason, now)


def decide_complaint(
    work: UnitOfWork, speaker: Speaker, case_id: int, deed: str, reason: str, rules: RulePack, now: datetime
) -> None:
    """`uphold`, `dismiss`, or `refer` one upheld to the authority; a title is revoked by a deed of its own."""
    case = access_complaint(work, speaker, case_id, reason)
    life = complaint(rules, covered(rules), case.about or "quality")
    target = step(life, case.state, deed, speaker).target
    if deed in ("uphold", "dismiss"):
        settle_diaries(work, case.id, deed == "uphold", speaker.person_id, now)
    close_case(work, speaker, case, deed, target, reason, now)


def open_cases(work: UnitOfWork, speaker: Speaker, kind: str, *states: str) -> list[CaseFacts]:
    """Cases that wait for a decision in the staff member's jurisdiction and are theirs to hear, oldest first."""
    by = speaker.person_id
    found = cases_in(work, speaker.jurisdiction, kind, states or UNDECIDED, reader=by)
    return [case for case in found if case.kind != "appeal" or by in hearers(work, case)]


def covered(rules: RulePack) -> Kind:
    """The kind of holder by whose rules a complaint is measured."""
    return "expert" if rules.expert else "station"


def file_case(work: UnitOfWork, speaker: Speaker, case: Case, region: str, text: str, now: datetime) -> int:
    """Keep a case and tell whoever hears it. Return its number."""
    case.region, case.text = _before_somebody(work, region, text, to_decide(case.kind))
    case.person_id, case.state, case.filed_at = speaker.person_id, "filed", now
    work.session.add(case)
    work.flush()
    urgent, key = case.kind == "complaint", f"case:{case.id}"
    heard_by = hearers(work, get_case(work, case.id))
    told = [Addressed(one, CaseFiled(case.id), f"{key}:{one}", urgent) for one in heard_by]
    if not heard_by and case.kind in JUDGED:
        told = to_staff(work, case.region, CaseUnheard(case.id), f"case_unheard:{case.id}")
    notify(work, told, now)
    note(work, f"file_{case.kind}", "case", case.id, speaker.person_id, now)
    return case.id


def _before_somebody(work: UnitOfWork, region: str, text: str, to_do: str) -> tuple[str, str]:
    """The region under which somebody hears of it, and the words, with the place where that is another one."""
    staff = StaffByRegion(work, to_do)
    if staff.of(region) or staff.widest is None:
        return region, text
    place = f"（{regions.full_name(region)}）" if region in regions.names() else ""
    return staff.widest, f"{place}{text}"


def _refuse(
    work: UnitOfWork,
    speaker: Speaker,
    application: Application,
    case: Case,
    state: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> None:
    """The application ends with the objection, by a decision with its dossier."""
    application.state = state
    application.reason, application.decided_at = f"公示期内有异议成立：{reason}", now
    matter = matter_of_application(work, application.id, rules, now)
    what = Decided("uphold_objection", reason)
    ruling.keep(work, speaker, matter, what, pack_of(application.pack, rules), now)
    note(work, "refuse_by_objection", "application", application.id, speaker.person_id, now)
    key = f"refused:{application.id}:{case.id}"
    notify(work, [Addressed(application.person_id, TurnedDown(application.id), key)], now)


def close_case(
    work: UnitOfWork, speaker: Speaker, case: Case, deed: str, target: str, reason: str, now: datetime
) -> None:
    """The case comes into its new state for this reason, and who brought it is told."""
    case.state, case.reason, case.decided_at = target, reason, now
    told, key = CaseDecided(case.id), f"case_decided:{case.id}:{target}"
    notify(work, [Addressed(case.person_id, told, key)], now)
    note(work, f"{deed}_{case.kind}", "case", case.id, speaker.person_id, now, reason=reason)
