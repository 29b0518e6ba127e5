"""What falls due of needs: a word to the enterprise while nobody has taken one. Looked for once an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.due import first, moved, reminded
from actions.needs.notices import NeedWaits, ReferralAsked
from actions.needs.visits import lapse_visits
from actions.notify import Addressed
from programme.packs import RulePack
from programme.reminders import Ladder
from programme.waiting import came, of_need, of_referral
from storage.queries.needs import UntakenNeed, untaken_needs
from storage.queries.referrals import first_referred, unanswered
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Words to who waits come at full hours, so that between them nothing is looked up; referrals are asked about when they are due."""
    now = window.closes
    for referred in unanswered(work, window.shifted(-timedelta(days=rules.waiting.referral_days))):
        asked = of_referral(rules.waiting, referred.need_id, referred.referred_at)
        yield from reminded(referred.person_id, asked.due(now), ReferralAsked)
    if window.opens >= now.replace(minute=0, second=0, microsecond=0):
        return
    lapse_visits(work, now)
    for one in untaken_needs(work):
        ladder = _ladder(one, now, rules)
        if came(ladder, window.opens, now):
            yield from reminded(one.person_id, ladder.due(now), NeedWaits)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next enterprise has waited for long enough to hear something."""
    wait = timedelta(days=rules.waiting.referral_days)
    return first(
        *(_ladder(one, after, rules).next(after) for one in untaken_needs(work)),
        moved(first_referred(work, after - wait), wait),
    )


def _ladder(one: UntakenNeed, now: datetime, rules: RulePack) -> Ladder[datetime]:
    since, by = one.created_at.astimezone(now.tzinfo), one.answer_by
    by = by.astimezone(now.tzinfo) if by else None
    return of_need(rules.waiting, one.id, since, one.urgent, now, rules.calendar, by)
