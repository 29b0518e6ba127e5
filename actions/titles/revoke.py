"""A title taken away by staff, never by the calendar (S6.2, S6.7): on a ground that the facts bear, by two people.

It may be taken back for a day, and given back later by a decision of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.access import policy, require_fresh, step
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.titles import ruling
from actions.titles.confer import ending, put_back, replace_letter, write_steps
from actions.titles.dossier import evidence, known_of, matter_of
from actions.titles.holders import Title, access_own_step, access_title, note_title, tell_standing
from actions.titles.in_hand import firms_of
from actions.titles.notices import SecondAnswered, TakenBack
from actions.titles.ruling import Decided
from programme.deciding import decision as life_of
from programme.deciding import is_exception, may_take_back, too_short
from programme.grounds import UNREPORTED, YEARLY, Evidence, Ground, grounds, no_grounds, unborne
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.tables import StaffDecision
from storage.unit_of_work import UnitOfWork

RIGHT = "revoke"


@dataclass(frozen=True, slots=True)
class Revocation:
    """What came of it: whose title, the number of the decision, whether it stands, and how many were asked to confirm it."""

    who: Holder
    decision: int
    stands: bool
    asked: int


def revoke(
    work: UnitOfWork,
    speaker: Speaker,
    qualification_id: int,
    ground: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Revocation:
    """Take the title away, on a named ground of the pack that the facts bear and with a reason; or propose it to a second person.

    Refused «no_reason», «not_borne» where the facts do not bear it and it is no exception, «short_exception»,
    «no_loss» where no clause of the pack takes such a title, «pending».
    """
    title = access_own_step(work, speaker, qualification_id, RIGHT, rules)
    _require_grounds(title)
    if not reason or not ground:
        raise Refused("no_reason", "取消资格要写明依据和原因。")
    title.step("revoke")
    against = _held_against(work, title, ground, reason, rules, now)
    require_fresh(work, speaker, now)
    what = Decided(RIGHT, reason, ground, _year(work, title, ground, rules, now), against)
    if not ruling.takes_two(title.pack):
        made = ruling.keep(
            work, speaker, matter_of(work, title.who, title.held, rules, now), what, title.pack, now
        )
        _take_away(work, title, made, now)
        return Revocation(title.who, made.id, True, 0)
    made = ruling.propose(work, speaker, matter_of(work, title.who, title.held, rules, now), what, rules, now)
    note_title(work, "propose_revoke", title, now, reason, ground=ground)
    return Revocation(title.who, made.id, False, len(ruling.seconds(work, made, rules)))


def confirm_revocation(
    work: UnitOfWork, speaker: Speaker, decision_id: int, rules: RulePack, now: datetime
) -> Holder:
    """The second person agrees, or the only one after a night; the title is gone. Refused as `ruling.access_waiting`."""
    made = ruling.access_waiting(work, speaker, decision_id, RIGHT, rules, now)
    title = access_title(work, speaker, made.subject_id, RIGHT, rules)
    title.step("revoke")
    if not made.against and _falls_short(work, title, made.ground, rules, now):
        raise Refused("not_borne", f"{title.who.name}的情况变了，原来的依据不成立了，请「不同意取消资格」。")
    require_fresh(work, speaker, now)
    made.alone = speaker.person_id == made.proposed_by
    ruling.settle(made, speaker, title.pack, now)
    _take_away(work, title, made, now)
    _answer(work, speaker, made, now)
    return title.who


def drop_revocation(
    work: UnitOfWork, speaker: Speaker, decision_id: int, reason: str, rules: RulePack, now: datetime
) -> Holder:
    """The second person does not agree, or the first thinks better of it: nothing changes, the reason is kept."""
    made = ruling.access_second(work, speaker, decision_id, RIGHT, rules)
    title = access_title(work, speaker, made.subject_id, RIGHT, rules)
    if not reason:
        raise Refused("no_reason", "不同意取消，原因是？")
    made.state = step(life_of(title.pack), made.state, "drop", speaker).target
    made.closed_at = now
    _answer(work, speaker, made, now)
    note_title(work, "drop_revocation", title, now, reason)
    return title.who


def undo_revocation(
    work: UnitOfWork, speaker: Speaker, decision_id: int, reason: str, rules: RulePack, now: datetime
) -> Holder:
    """Within a day: title, letter and agreement are what they were, and the holder is told. Refused «no_reason», «too_late»."""
    made = ruling.access_decision(work, speaker, decision_id, RIGHT)
    title = access_own_step(work, speaker, made.subject_id, RIGHT, rules)
    if not reason:
        raise Refused("no_reason", "撤回取消，原因是？会写给本人。")
    target = step(life_of(title.pack), made.state, "undo", speaker).target
    if made.decided_at is None or not may_take_back(title.pack.deciding, made.decided_at, now):
        hours = title.pack.deciding.undo_hours
        raise Refused("too_late", f"过了 {hours} 小时，不能撤回了；查明不该取消的，说「恢复被取消的资格」。")
    if title.held.state != "revoked":
        raise Refused("not_revoked", f"{title.who.name}的资格现在没有被取消。")
    made.state, made.closed_at = target, now
    title.held.state = made.before["state"]
    put_back(work, made.before["papers"], now)
    told = Addressed(title.who.person_id, TakenBack(made.id), f"taken_back:{made.id}")
    notify(work, [told], now)
    note_title(work, "undo_revocation", title, now, reason)
    return title.who


def reinstate(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, reason: str, rules: RulePack, now: datetime
) -> Holder:
    """Give a title back that was taken away, by a decision of its own; the term is what it was. Refused «no_reason», «term_over»."""
    title = access_own_step(work, speaker, qualification_id, RIGHT, rules)
    if not reason:
        raise Refused("no_reason", "恢复资格，原因是？会原样写给本人。")
    transition = title.step("reinstate")
    if title.held.until < now.date():
        raise Refused("term_over", f"{title.who.name}的任期已经满了，要重新申请。")
    matter = matter_of(work, title.who, title.held, rules, now)
    ruling.keep(work, speaker, matter, Decided("reinstate", reason, transition.clause), title.pack, now)
    was, title.held.state = title.held.state, transition.target
    replace_letter(work, title, (), now)
    tell_standing(work, title, now, was=was, ground=transition.clause, reason=reason)
    note_title(work, "reinstate", title, now, reason)
    return title.who


def _take_away(work: UnitOfWork, title: Title, made: StaffDecision, now: datetime) -> None:
    """The title goes, its papers with it; what they were is kept for who takes it back. May refuse before it writes."""
    target, papers = title.step("revoke").target, ending(work, title)
    made.before = {"state": title.held.state, "papers": _states(papers)}
    was, title.held.state = title.held.state, target
    write_steps(papers, now)
    tell_standing(work, title, now, was=was, ground=made.ground, reason=made.reason)
    notify(work, firms_of(work, title.held.holder, title.held.holder_id, title.held.id), now)
    note_title(work, RIGHT, title, now, made.reason, ground=made.ground)


def _states(papers: list[Any]) -> dict[str, str]:
    return {str(one.paper.id): one.paper.state for one in papers}


def _answer(work: UnitOfWork, speaker: Speaker, made: StaffDecision, now: datetime) -> None:
    """Whoever proposed it hears what the other said."""
    if speaker.person_id != made.proposed_by:
        told = Addressed(made.proposed_by, SecondAnswered(made.id), f"second_answered:{made.id}")
        notify(work, [told], now)
    note(work, "answer_second", "staff_decision", made.id, speaker.person_id, now)


def _held_against(
    work: UnitOfWork, title: Title, ground: str, reason: str, rules: RulePack, now: datetime
) -> bool:
    """Whether it is an exception: the facts do not bear the ground, and the reason says why it is to be so all the same."""
    why = _falls_short(work, title, ground, rules, now)
    if not why:
        return False
    rule = title.pack.deciding
    if not is_exception(reason):
        raise Refused(
            "not_borne",
            f"不能按这一条取消{title.who.name}的资格：{why}。"
            f"确有特殊情况，原因请写成「例外：…」，{rule.exception_words} 字以上。",
        )
    if lacks := too_short(rule, reason):
        raise Refused("short_exception", f"例外要写明理由，{rule.exception_words} 字以上，还少 {lacks} 字。")
    return True


def _falls_short(work: UnitOfWork, title: Title, ground: str, rules: RulePack, now: datetime) -> str:
    """Why the facts do not bear the ground; empty where they do. Refused «no_ground» for none of the pack's."""
    return unborne(_ground(title, ground), _evidence(work, title, rules, now), now.date())


def _evidence(work: UnitOfWork, title: Title, rules: RulePack, now: datetime) -> Evidence:
    return evidence(known_of(work, title.who, title.held, rules, now))


def _ground(title: Title, text: str) -> Ground:
    with policy():
        known = grounds(title.pack.rules(title.who.kind))
    found = next((one for one in known if one.text == text), None)
    if found is None:
        raise Refused("no_ground", "这不是规定里取消资格的依据，请从列出的里面选。")
    return found


def _require_grounds(title: Title) -> None:
    """Refused «no_loss» where no clause of the pack takes such a title: what is only forbidden does not take it."""
    with policy():
        why = no_grounds(title.pack, title.who.kind)
    if why:
        raise Refused("no_loss", why)


def _year(work: UnitOfWork, title: Title, ground: str, rules: RulePack, now: datetime) -> int | None:
    """The duty year that the decision settles."""
    if _ground(title, ground).id not in (YEARLY, UNREPORTED):
        return None
    found = _evidence(work, title, rules, now).year
    return found.progress.year[0].year if found else None
