"""警告通知书, 取消资格 / 撤销称号, 申诉复核结果 as papers, from what staff have decided; no letter without their decision.

Each cites the pack that the title stands under.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from actions.access import pack_of
from actions.office import Made, NothingToExport, Office
from documents.letters.decisions import Decision, Desk, Heard, Lost, Warned, file_name, letter
from documents.papers.drafts import plain
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.jurisdiction import covers
from programme.packs import RulePack
from programme.packs.citations import in_full
from programme.readings import percentage
from programme.told import measures
from storage.queries.complaints.cases import CaseFacts, find_case
from storage.queries.reports.assessments import assessed
from storage.queries.reports.listed import case_about
from storage.queries.titles.decided import Decided, last_decided
from storage.queries.titles.holders import Holder, holder_of
from storage.queries.titles.papers import papers_of
from storage.queries.titles.standing import QualificationFacts, qualification, warning

CONTESTED = {
    "warning": "给予警告",
    "suspended": "暂停资格",
    "revoked": "取消资格（撤销称号）",
    "renewal": "不予续聘",
    "refused": "不予通过申请",
    "returned": "退回申请",
    "rating": "服务评价",
}
"""What an appeal is against, as a letter calls it."""
KEPT, CHANGED, WITHDRAWN = "维持", "变更", "撤销"


def warning_letter(office: Office, warning_id: int, number: str = "") -> list[Made]:
    """The letter of a warning that was given."""
    one = warning(office.work, warning_id)
    if one is None or not covers(office.region, one.who.region):
        raise NothingToExport("辖区里没有这份警告。")
    decided = last_decided(office.work, one.who.qualification_id, "issue_warning")
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
    )
    return _made(office, said, "warning", warning_id, number)


def revocation_letter(office: Office, qualification_id: int, number: str = "") -> list[Made]:
    """The letter of a title that was taken away."""
    who, held = holder_of(office.work, qualification_id), qualification(office.work, qualification_id)
    if who is None or held is None or not covers(office.region, who.region):
        raise NothingToExport("辖区里没有这份资格。")
    decided = last_decided(office.work, qualification_id, "revoke")
    if held.state != "revoked" or decided is None:
        raise NothingToExport(f"{who.name}的资格没有取消，开不了决定书。")
    pack = pack_of(held.pack, office.rules)
    clause, _, words = decided.ground.partition("：")
    letters = [one.number for one in papers_of(office.work.connection, qualification_id, ("P", "Z"))]
    said = Lost(
        addressee=who.name,
        is_station=who.kind == "station",
        title_name=pack.rules(who.kind).called,
        clause=in_full(clause, pack.documents),
        words=words,
        reason=decided.reason,
        readings=_readings(office, who, held, decided, pack),
        letters=tuple(letters),
        decided=_day(decided.at, office),
    )
    return _made(office, said, "revocation", qualification_id, number)


def appeal_letter(office: Office, case_id: int, number: str = "") -> list[Made]:
    """The result of an appeal. One that was right is told when the decision itself was put right."""
    case = find_case(office.work, case_id)
    if case is None or case.kind != "appeal" or not covers(office.region, case.region):
        raise NothingToExport(f"辖区里没有 {case_id} 号申诉。")
    about, decided_at = case_about(office.work.connection, case_id)
    if case.state not in ("upheld", "dismissed") or decided_at is None:
        raise NothingToExport(f"{case_id} 号申诉还没有结果。")
    kind = (about or "").partition(":")[0]
    said = Heard(
        addressee=case.person,
        is_station=False,
        contested=CONTESTED.get(kind, "有关决定"),
        said_on=_day(case.filed_at, office),
        statement=case.text,
        found=case.reason or "核查情况见卷",
        outcome=_outcome(office, case, about or ""),
        decided=_day(decided_at, office),
    )
    return _made(office, said, "appeal", case_id, number)


def _outcome(office: Office, case: CaseFacts, about: str) -> str:
    if case.state == "dismissed":
        return KEPT
    kind, _, key = about.partition(":")
    if kind == "warning" and (one := warning(office.work, int(key))):
        if one.state == "issued":
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
    """Where the ground is one of figures, what each clause says of them."""
    rules, on = pack.rules(who.kind), _day(decided.at, office)
    if rules.loss is None or not decided.ground.startswith(rules.loss.clause):
        return ()
    year = duty_year(pack.year, held.certified_on, on)
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


def _made(office: Office, said: Decision, what: str, subject: int, number: str) -> list[Made]:
    centre = office.centre
    desk = Desk(centre.name, centre.phone, centre.address, number)
    office.exported(what, subject, number=number)
    return [Made(letter(said, desk, office.now), file_name(said, desk))]


def _day(at: datetime, office: Office) -> date:
    return at.astimezone(office.now.tzinfo).date()
