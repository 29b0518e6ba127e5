"""Needs that were referred to another body or product, and whether that helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from storage.jurisdiction import inside
from storage.tables import Need, Referral
from storage.unit_of_work import UnitOfWork
from storage.window import Window


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Where a need was referred to, for whom, and what became of it."""

    need_id: int
    person_id: int
    body: str
    helped: int | None
    referred_at: datetime


def referral_of(work: UnitOfWork, need_id: int) -> ReferralFacts | None:
    """The referral of a need; None where there is none."""
    work.flush()
    row = work.session.execute(_referrals().where(Referral.need_id == need_id)).first()
    return ReferralFacts(*row) if row else None


def unanswered(work: UnitOfWork, window: Window) -> list[ReferralFacts]:
    """Referrals made within the window, of which the firm has said nothing."""
    found = _referrals().where(Referral.helped.is_(None), window.holds(Referral.referred_at))
    return [ReferralFacts(*row) for row in work.session.execute(found)]


def first_referred(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first need was referred after a moment, of which the firm has said nothing."""
    first = select(func.min(Referral.referred_at)).where(
        Referral.referred_at > after, Referral.helped.is_(None)
    )
    return work.connection.execute(first).scalar()


def referrals_since(work: UnitOfWork, jurisdiction: str | None, since: datetime) -> list[ReferralFacts]:
    """Those of a jurisdiction's needs since a moment, the newest first."""
    found = _referrals().where(inside(Need.region, jurisdiction), Referral.referred_at >= since)
    return [ReferralFacts(*row) for row in work.session.execute(found.order_by(Referral.id.desc()))]


def _referrals() -> Select[int, int, str, int | None, datetime]:
    found = select(Referral.need_id, Need.person_id, Referral.body, Referral.helped, Referral.referred_at)
    return found.join(Need, Need.id == Referral.need_id)
