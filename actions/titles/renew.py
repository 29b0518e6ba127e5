"""Another term (S6.8): the holder asks, staff agree or decline."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.access import step
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.steps import StepOwners, has_waited
from actions.titles import ruling
from actions.titles.confer import replace_letter, replacing
from actions.titles.dossier import matter_of
from actions.titles.holders import Title, access_title, note_title, step_of
from actions.titles.notices import RenewalAsked, RenewalDecided
from actions.titles.ruling import Decided
from programme.dues import renewed_term, term_dues
from programme.packs import RulePack
from programme.qualification import renewal as life_of
from programme.spans import plain_day
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.queries.titles.standing import is_renewal_asked
from storage.tables import Renewal
from storage.unit_of_work import UnitOfWork


def ask_renewal(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, rules: RulePack, now: datetime
) -> int:
    """The holder wishes another term, and staff are told; return the renewal's id."""
    title = access_title(work, speaker, qualification_id, "renew", rules)
    _check_renewable(title, now)
    held = title.held
    if is_renewal_asked(work, held.id, held.until):
        raise Refused("asked", "续聘申请已经交过了，答复了就告诉您。")
    renewal = Renewal(qualification_id=held.id, until=held.until, state="asked", asked_at=now)
    work.session.add(renewal)
    work.session.flush()
    notice, key = RenewalAsked(renewal.id), f"renewal:{renewal.id}"
    notify(work, StepOwners(work).told(step_of(title, "renew"), notice, key), now)
    note_title(work, "ask_renewal", title, now, "")
    return renewal.id


def decide_renewal(
    work: UnitOfWork,
    speaker: Speaker,
    renewal_id: int,
    deed: str,
    reason: str,
    rules: RulePack,
    now: datetime,
) -> Holder:
    """`agree` to another term, which follows the old one, or `decline` it; return whom it concerns."""
    renewal, title = _access_renewal(work, speaker, renewal_id, rules, now)
    target = step(life_of(title.pack, title.who.kind), renewal.state, deed, speaker).target
    file = matter_of(work, title.who, title.held, rules, now, whole_term=True)
    if deed == "agree":
        _extend(work, title, now)
    matter = replace(file, subject="renewal", subject_id=renewal.id)
    ruling.keep(work, speaker, matter, Decided(f"{deed}_renewal", reason), title.pack, now)
    renewal.state, renewal.reason, renewal.decided_at = target, reason, now
    told = RenewalDecided(renewal.id)
    notify(work, [Addressed(title.who.person_id, told, f"renewal_decided:{renewal.id}")], now)
    note_title(work, f"{deed}_renewal", title, now, reason)
    return title.who


def _extend(work: UnitOfWork, title: Title, now: datetime) -> None:
    """The new term, with a letter of its own. May refuse before it writes."""
    term = renewed_term(title.pack, title.who.kind, title.held.until)
    assert term is not None
    state, old = title.step("renew").target, replacing(work, title)
    title.held.state, title.held.until = state, term.ends_on
    replace_letter(work, title, old, now)


def _check_renewable(title: Title, now: datetime) -> None:
    """Refuse where the pack knows no renewal, or it is asked before the pack's first question."""
    kind, until = title.who.kind, title.held.until
    first = next((due for due in term_dues(title.pack, kind, until) if due.what == "ask_renewal"), None)
    if first is None or renewed_term(title.pack, kind, until) is None:
        raise Refused("no_term", "您的资格没有期限或不能续聘，不用申请。")
    today = now.date()
    if today < first.on:
        raise Refused(
            "too_early",
            f"您的任期到 {plain_day(until, today)}，{plain_day(first.on, today)}起可以续聘，到时提醒您。",
        )


def _access_renewal(
    work: UnitOfWork, speaker: Speaker, renewal_id: int, rules: RulePack, now: datetime
) -> tuple[Renewal, Title]:
    """The wish and its title, locked. Refused where there is none, or the speaker may not decide it."""
    renewal = work.session.get(Renewal, renewal_id, with_for_update=True, populate_existing=True)
    if renewal is None:
        raise Refused("no_renewal", "没有这份续聘申请。")
    title = access_title(work, speaker, renewal.qualification_id, "decide_renewal", rules)
    overdue = has_waited(title.pack, renewal.asked_at, now)
    StepOwners(work).require(speaker, step_of(title, "renew", overdue=overdue))
    return renewal, title
