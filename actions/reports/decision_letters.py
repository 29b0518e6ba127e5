"""警告通知书, 取消资格 / 撤销称号, 申诉复核结果 as papers, from what staff have decided; no letter without their decision.

Each cites the pack that the title stands under.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from actions.access import pack_of
from actions.office import Made, NothingToExport, Office
from documents.letters.decisions import Decision, Desk, Heard, Lost, Warned, file_name, letter
from documents.papers.drafts import plain
from programme.assess import assess, bands
from programme.deciding import appeal_until
from programme.duty import duty_year
from programme.grounds import UNREPORTED, YEARLY, grounds
from programme.jurisdiction import covers
from programme.packs import RulePack
from programme.packs.citations import in_full
from programme.readings import percentage
from programme.told import measures
from storage.queries.complaints.cases import CaseFacts, find_case
from storage.queries.reports.assessments import assessed
from storage.queries.titles.decided import Decided, kept_decision, last_decided
from storage.queries.titles.holders import Holder, holder_of
from storage.queries.titles.papers import papers_of
from storage.queries.titles.standing import QualificationFacts, qualification, warning, warning_of

CONTESTED = {
    "warning": "给予警告",
    "suspended": "暂停资格",
    "revoked": "取消资格",
    "renewal": "不予续聘",
    "refused": "不予通过申请",
    "returned": "退回申请",
    "rating": "服务评价",
    "struck": "服务日记不予计入",
    "complaint": "认定投诉属实",
}
"""What an appeal is against, as a letter calls it; the name that a station loses is 称号."""
OF_TITLES = ("warning", "suspended", "revoked", "renewal")
"""What is decided about a title: such an appeal names the title, and the letter goes to its holder."""
KEPT, CHANGED, WITHDRAWN = "维持", "变更", "撤销"


def warning_letter(office: Office, warning_id: int, number: str = "") -> list[Made]:
    """The letter of a warning that was given."""
    one = warning(office.work, warning_id)
    if one is None or not covers(office.region, one.who.region):
        raise NothingToExport("辖区里没有这份警告。")
    decided = kept_decision(office.work, "warning", warning_id, "issue_warning") or last_decided(
        office.work, one.who.qualification_id, "issue_warning"
    )
    if one.state not in ("issued", "lifted") or decided is None:
        raise NothingToExport(f"{one.who.name}的警告还没有决定，先说「警告 {one.who.name}」。")
    pack = pack_of(one.pack, office.rules)
    rule = pack.rules(one.who.kind).warning
    assert rule is not None
    on = _day(decided.at, office)
    said = Warned(
        addressee=one.who.name,
        is_station=one.who.kind == "station",
        silent_since=one.silent_since,
        until=on,
        clause=in_full(rule.clause, pack.documents),
        words=rule.text,
        reason=one.reason,
        decided=on,
        appeal_until=_appeal_until(decided, pack, on),
    )
    return _made(office, said, "warning", warning_id, number)


def revocation_letter(office: Office, qualification_id: int, number: str = "") -> list[Made]:
    """The letter of a title that was taken away."""
    who, held = holder_of(office.work, qualification_id), qualification(office.work, qualification_id)
    if who is None or held is None or not covers(office.region, who.region):
        raise NothingToExport("辖区里没有这份资格。")
    decided = kept_decision(office.work, "qualification", qualification_id, "revoke") or last_decided(
        office.work, qualification_id, "revoke"
    )
    if held.state != "revoked" or decided is None:
        raise NothingToExport(f"{who.name}的资格没有取消，开不了决定书。")
    pack = pack_of(held.pack, office.rules)
    clause, _, words = decided.ground.partition("：")
    ground, on = _ground_id(decided, pack, who), _day(decided.at, office)
    letters = [one.number for one in papers_of(office.work.connection, qualification_id, ("P", "Z"))]
    said = Lost(
        addressee=who.name,
        is_station=who.kind == "station",
        title_name=pack.rules(who.kind).called,
        clause=in_full(clause, pack.documents),
        words="" if ground == YEARLY else words,
        reason=decided.reason,
        readings=_readings(office, who, held, decided, pack) if ground in (YEARLY, UNREPORTED) else (),
        letters=tuple(letters),
        decided=on,
        appeal_until=_appeal_until(decided, pack, on),
    )
    return _made(office, said, "revocation", qualification_id, number)


def appeal_letter(office: Office, case_id: int, number: str = "") -> list[Made]:
    """The result of an appeal. One that was right is told when the decision itself was put right."""
    case = find_case(office.work, case_id)
    if case is None or case.kind != "appeal" or not covers(office.region, case.region):
        raise NothingToExport(f"辖区里没有 {case_id} 号申诉。")
    if case.state not in ("upheld", "dismissed") or case.decided_at is None:
        raise NothingToExport(f"{case_id} 号申诉还没有结果。")
    kind, _, key = (case.about or "").partition(":")
    who = holder_of(office.work, int(key)) if kind in OF_TITLES else None
    is_station = who is not None and who.kind == "station"
    said = Heard(
        addressee=who.name if who else case.person,
        is_station=is_station,
        contested="撤销称号" if is_station and kind == "revoked" else CONTESTED.get(kind, "有关决定"),
        said_on=_day(case.filed_at, office),
        statement=case.text,
        found=case.reason or "核查情况见卷",
        outcome=_outcome(office, case),
        decided=_day(case.decided_at, office),
    )
    return _made(office, said, "appeal", case_id, number)


def _outcome(office: Office, case: CaseFacts) -> str:
    if case.state == "dismissed":
        return KEPT
    kind, _, key = (case.about or "").partition(":")
    if kind == "warning":
        if warning_of(office.work, int(key)):
            raise NothingToExport(f"{case.id} 号申诉查实了，先解除警告，再开复核结果。")
        return WITHDRAWN
    if kind in ("revoked", "suspended") and (held := qualification(office.work, int(key))):
        if held.state == kind:
            raise NothingToExport(f"{case.id} 号申诉查实了，先恢复资格，再开复核结果。")
        return WITHDRAWN
    return CHANGED


def _readings(
    office: Office, who: Holder, held: QualificationFacts, decided: Decided, pack: RulePack
) -> tuple[str, ...]:
    """What each clause says of the figures of the year that the decision settles."""
    rules, today = pack.rules(who.kind), _day(decided.at, office)
    year = duty_year(pack.year, held.certified_on, today)
    while decided.year is not None and year[0].year > decided.year:
        year = duty_year(pack.year, held.certified_on, year[0] - timedelta(days=1))
    on = min(year[1], today)
    connection = office.work.connection
    found = assessed(
        connection,
        pack.id,
        who.kind,
        ("revoked",),
        bands(pack, who.kind, on),
        year,
        on,
        among=(held.holder_id,),
    )
    if not found:
        return ()
    record = found[0].record
    progress = assess(pack, who.kind, record, held.certified_on, on).progress
    figures = f"{year[0].year}年度服务时长{plain(record.hours)}小时、服务企业{record.enterprises}家"
    if record.rated and "satisfaction" in measures(rules):
        figures += (
            f"、满意率{percentage(record.done('satisfaction') or Decimal(0))}%（评价过的{record.rated}次）"
        )
    said = "，".join(
        f"按{in_full(one.clause, pack.documents)}{'达到' if one.met else '未达到'}要求"
        for one in progress.readings
    )
    return (f"{figures}：{said}。",)


def _ground_id(decided: Decided, pack: RulePack, who: Holder) -> str:
    return next((one.id for one in grounds(pack.rules(who.kind)) if one.text == decided.ground), "")


def _appeal_until(decided: Decided, pack: RulePack, on: date) -> date:
    """As its notice said; older decisions bear no such day."""
    return decided.appeal_until or appeal_until(pack.deciding, on)


def _made(office: Office, said: Decision, what: str, subject: int, number: str) -> list[Made]:
    centre = office.centre
    desk = Desk(centre.name, centre.phone, centre.address, number)
    office.exported(what, subject, number=number)
    return [Made(letter(said, desk, office.now), file_name(said, desk))]


def _day(at: datetime, office: Office) -> date:
    return at.astimezone(office.now.tzinfo).date()
