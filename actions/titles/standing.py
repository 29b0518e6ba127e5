"""What happens to a qualification once held: warned, spared, revoked, given up, renewed.

The calendar may only propose; a title is taken or a warning given by staff alone.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ScalarResult, select

from actions.access import actor_of, pack_of, policy, require
from actions.audit import note
from actions.notify import tell, tell_staff
from actions.refusal import Refused
from actions.titles.confer import end_conferrals, replace_letter
from actions.titles.holders import Holder, holder, locked, with_holder
from actions.titles.silence import silent_since
from programme.dues import renewed_term, term_dues
from programme.lifecycle import Lifecycle
from programme.packs import RulePack
from programme.qualification import qualification as life_of
from programme.qualification import renewal as renewal_life
from programme.qualification import warning as warning_life
from storage.queries.people.speakers import Speaker
from storage.tables import FormalWarning, Qualification, Renewal
from storage.unit_of_work import UnitOfWork


def decide_warning(
    work: UnitOfWork,
    speaker: Speaker,
    warning_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> FormalWarning:
    """`issue` or `withhold` a warning that has fallen due (S6.6)."""
    warning = work.session.get(FormalWarning, warning_id, with_for_update=True, populate_existing=True)
    if warning is None:
        raise Refused("no_warning", "没有待决定的警告。")
    held, who = locked(work, warning.qualification_id), holder(work, warning.qualification_id)
    require(speaker, f"{deed}_warning", who.region, [who.person_id])
    pack = pack_of(held.pack, rules)
    target = _step(warning_life(pack, who.kind), warning.state, deed, speaker)
    if silent_since(work, held, now) != warning.silent_since:
        raise Refused("not_silent", f"{who.name}已经补报了志愿日记，不用警告了。")
    if deed == "issue":
        held.state = _step(life_of(pack, who.kind), held.state, "warn", speaker)
        tell(work, who.person_id, "warned", f"warned:{warning.id}", now, warning=warning.id)
    warning.state, warning.reason, warning.decided_at = target, reason, now
    _note(work, f"{deed}_warning", held, speaker, now, reason)
    return warning


def lift_warning(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> Qualification:
    """The holder is in good standing again, and told."""
    held, who = locked(work, qualification_id), holder(work, qualification_id)
    require(speaker, "issue_warning", who.region, [who.person_id])
    held.state = _step(life_of(pack_of(held.pack, rules), who.kind), held.state, "lift", speaker)
    for warning in _issued(work, held):
        warning.state = "lifted"
    _tell_standing(work, held, who, now)
    _note(work, "lift_warning", held, speaker, now, reason)
    return held


def suspend(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Qualification:
    """`suspend` a title while a matter is looked into, or `resume` it; no new needs meanwhile."""
    held, who = locked(work, qualification_id), holder(work, qualification_id)
    require(speaker, "suspend", who.region, [who.person_id])
    if not reason:
        raise Refused("no_reason", "请说明原因，会告诉本人。")
    with policy():
        life = life_of(pack_of(held.pack, rules), who.kind)
        still = deed == "resume" and _issued(work, held).first() is not None
        transition = life.step(held.state, "resume_warned" if still else deed, actor_of(speaker).roles)
    held.state = transition.target
    _tell_standing(work, held, who, now, ground=transition.clause, reason=reason)
    _note(work, deed, held, speaker, now, reason, clause=transition.clause)
    return held


def revoke(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    ground: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Qualification:
    """Take the title away, on a named ground of the pack and with a reason (S6.2, S6.7)."""
    held, who = locked(work, qualification_id), holder(work, qualification_id)
    require(speaker, "revoke", who.region, [who.person_id])
    if not reason or not ground:
        raise Refused("no_reason", "取消资格要写明依据和原因。")
    held.state = _step(life_of(pack_of(held.pack, rules), who.kind), held.state, "revoke", speaker)
    end_conferrals(work, held, pack_of(held.pack, rules), actor_of(speaker).roles, now)
    _tell_standing(work, held, who, now, ground=ground, reason=reason)
    _note(work, "revoke", held, speaker, now, reason, ground=ground)
    return held


def withdraw(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> Qualification:
    """The holder leaves, at any time and for no reason they must give (S1.5); staff are told."""
    held, who = locked(work, qualification_id), holder(work, qualification_id)
    require(speaker, "withdraw", who.region, [who.person_id])
    held.state = _step(life_of(pack_of(held.pack, rules), who.kind), held.state, "withdraw", speaker)
    end_conferrals(work, held, pack_of(held.pack, rules), actor_of(speaker).roles, now)
    key = f"left:{held.id}:{int(now.timestamp())}"
    tell_staff(work, who.region or "", "left", key, now, qualification=held.id)
    _note(work, "withdraw", held, speaker, now, reason)
    return held


def ask_renewal(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, rules: RulePack, now: datetime
) -> Renewal:
    """The holder wishes another term (S6.8); staff decide."""
    held, who = locked(work, qualification_id), holder(work, qualification_id)
    require(speaker, "renew", who.region, [who.person_id])
    check_renewable(held, who, pack_of(held.pack, rules), now)
    if renewal_asked(work, held):
        raise Refused("asked", "续聘申请已经交过了，工作人员会尽快答复。")
    renewal = Renewal(qualification_id=held.id, until=held.until, state="asked", asked_at=now)
    work.session.add(renewal)
    work.session.flush()
    place, key = who.region or "", f"renewal:{renewal.id}"
    tell_staff(work, place, "renewal", key, now, to_do="decide_renewal", renewal=renewal.id)
    _note(work, "ask_renewal", held, speaker, now, "")
    return renewal


def renewal_asked(work: UnitOfWork, held: Qualification) -> bool:
    """Whether the holder has asked already for the term that would follow."""
    same = select(Renewal.id).where(Renewal.qualification_id == held.id, Renewal.until == held.until)
    return work.session.execute(same).first() is not None


def check_renewable(held: Qualification, who: Holder, pack: RulePack, now: datetime) -> None:
    """Refuse where the pack knows no renewal, or it is asked before the pack's first question."""
    first = next((due for due in term_dues(pack, who.kind, held.until) if due.what == "ask_renewal"), None)
    if first is None or renewed_term(pack, who.kind, held.until) is None:
        raise Refused("no_term", "您的资格没有期限或不能续聘，不用申请。")
    if now.date() < first.on:
        raise Refused("too_early", f"您的任期到 {held.until}，{first.on} 起可以申请续聘，到时会提醒您。")


def decide_renewal(
    work: UnitOfWork,
    speaker: Speaker,
    renewal_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Renewal:
    """`agree` to another term, which follows the old one, or `decline` it."""
    renewal = work.session.get(Renewal, renewal_id, with_for_update=True, populate_existing=True)
    if renewal is None:
        raise Refused("no_renewal", "没有这份续聘申请。")
    held, who = locked(work, renewal.qualification_id), holder(work, renewal.qualification_id)
    require(speaker, "decide_renewal", who.region, [who.person_id])
    pack = pack_of(held.pack, rules)
    target = _step(renewal_life(pack, who.kind), renewal.state, deed, speaker)
    if deed == "agree":
        term = renewed_term(pack, who.kind, held.until)
        assert term is not None
        held.state = _step(life_of(pack, who.kind), held.state, "renew", speaker)
        held.until = term.ends_on
        replace_letter(work, held, pack, actor_of(speaker).roles, now)
    renewal.state, renewal.reason, renewal.decided_at = target, reason, now
    key = f"renewal_decided:{renewal.id}"
    tell(work, who.person_id, "renewal_decided", key, now, renewal=renewal.id)
    _note(work, f"{deed}_renewal", held, speaker, now, reason)
    return renewal


def due_warnings(
    work: UnitOfWork, speaker: Speaker, state: str = "due"
) -> list[tuple[FormalWarning, Holder]]:
    """Warnings that wait for a decision in the staff member's jurisdiction, oldest first."""
    return with_holder(work, speaker, FormalWarning, FormalWarning.state == state)


def asked_renewals(work: UnitOfWork, speaker: Speaker) -> list[tuple[Renewal, Holder]]:
    """Renewals that wait for a decision in the staff member's jurisdiction, oldest first."""
    return with_holder(work, speaker, Renewal, Renewal.state == "asked")


def _issued(work: UnitOfWork, held: Qualification) -> ScalarResult[FormalWarning]:
    """The warnings that stand."""
    standing = select(FormalWarning).where(
        FormalWarning.qualification_id == held.id, FormalWarning.state == "issued"
    )
    return work.session.scalars(standing)


def _step(life: Lifecycle, state: str, deed: str, speaker: Speaker) -> str:
    with policy():
        return life.step(state, deed, actor_of(speaker).roles).target


def _tell_standing(work: UnitOfWork, held: Qualification, who: Holder, now: datetime, **facts: str) -> None:
    """`standing`: the holder hears how things stand now."""
    key = f"standing:{held.id}:{held.state}:{int(now.timestamp())}"
    tell(work, who.person_id, "standing", key, now, qualification=held.id, state=held.state, facts=facts)


def _note(
    work: UnitOfWork,
    deed: str,
    held: Qualification,
    speaker: Speaker,
    now: datetime,
    reason: str,
    **detail: str,
) -> None:
    note(work, deed, "qualification", held.id, speaker.person_id, now, reason=reason, **detail)
