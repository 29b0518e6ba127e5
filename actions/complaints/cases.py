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
from actions.complaints.notices import CaseDecided, CaseFiled, CaseUnheard, FoundOtherwise, FoundTrue
from actions.notify import Addressed, StaffByRegion, notify, to_staff
from actions.refusal import Refused
from actions.titles import ruling
from actions.titles.ruling import Decided
from language import regions
from programme.application import application as application_life
from programme.cases import DECIDED, JUDGED, STATES, UNDECIDED, complaint, objection
from programme.deciding import may_take_back
from programme.packs import Kind, RulePack
from storage.queries.complaints.cases import CaseFacts, appealed_with_success, cases_in, get_case
from storage.queries.complaints.contestable import last_deciders
from storage.queries.delivery.arrived import call_off, has_arrived
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import sole_holder
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
    """`uphold`, `dismiss`, or `refer` one upheld to the authority; a title is revoked by a deed of its own.

    What was decided wrongly is decided the other way within a day, or after an appeal that was upheld («too_late» else).
    """
    case = access_complaint(work, speaker, case_id, reason)
    life, before = complaint(rules, covered(rules), case.about or "quality"), case.state
    again = before in DECIDED and deed in ("uphold", "dismiss")
    if again:
        _check_may_change(work, speaker, case, rules, now)
    state = step(life, before, "reopen", speaker).target if again else before
    target = step(life, state, deed, speaker).target
    if again and target == before:
        raise Refused("wrong_state", f"{case.id} 号投诉本来就是这个结果。")
    if deed in ("uphold", "dismiss"):
        settle_diaries(work, case.id, deed == "uphold", speaker.person_id, now, again=again)
    close_case(work, speaker, case, deed, target, reason, now, before=before if again else "")
    if told := _accused(work, case, deed, before, now):
        notify(work, [told], now)


def _check_may_change(work: UnitOfWork, speaker: Speaker, case: Case, rules: RulePack, now: datetime) -> None:
    """Whoever decided may, for a day; whoever hears it, after an appeal. Refused «wrong_state», «too_late»."""
    if appealed_with_success(work, (f"complaint:{case.id}",)):
        return
    if last_deciders(work, (case.id,)).get(case.id) != speaker.person_id:
        raise Refused("wrong_state", f"{case.id} 号投诉已经定了：{STATES[case.state]}。")
    if not (case.decided_at and may_take_back(rules.deciding, case.decided_at, now)):
        hours = rules.deciding.undo_hours
        raise Refused("too_late", f"过了 {hours} 小时，不能直接改了；对方申诉成立以后，可以再改。")


def _accused(work: UnitOfWork, case: Case, deed: str, before: str, now: datetime) -> Addressed | None:
    """What the one holder of the name that was complained of is told, without a word of who complained."""
    notices: dict[str, type[FoundTrue | FoundOtherwise]] = {"uphold": FoundTrue}
    if before == "upheld":
        notices["dismiss"] = FoundOtherwise
    if deed not in notices or not case.against:
        return None
    accused = sole_holder(work, case.against)
    if accused is None or accused == case.person_id:
        return None
    if deed == "dismiss" and not has_arrived(work, accused, FoundTrue.kind, case=case.id):
        return None
    told = notices[deed](case.id, case.state)
    return Addressed(accused, told, f"{told.kind}:{case.id}:{now:%Y%m%d%H%M%S}")


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
    work: UnitOfWork,
    speaker: Speaker,
    case: Case,
    deed: str,
    target: str,
    reason: str,
    now: datetime,
    *,
    before: str = "",
) -> None:
    """The case comes into its new state for this reason, and who brought it is told; `before`: the state of a result told before."""
    case.state, case.reason, case.decided_at = target, reason, now
    key = f"case_decided:{case.id}:{target}" + (f":{now:%Y%m%d%H%M%S}" if before else "")
    told = CaseDecided(
        case.id, target, bool(before) and has_arrived(work, case.person_id, CaseDecided.kind, case=case.id)
    )
    call_off(work, case.person_id, CaseDecided.kind, case=case.id)
    notify(work, [Addressed(case.person_id, told, key)], now)
    note(work, f"{deed}_{case.kind}", "case", case.id, speaker.person_id, now, reason=reason)
