"""Offers as talks read them, and the open needs that an expert could take on unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from storage.jurisdiction import inside
from storage.prepared import Prepared
from storage.queries.needs import NeedFacts, needs_where
from storage.tables import Enterprise, Need, Offer, Person, Refusal, Wish
from storage.unit_of_work import UnitOfWork

_LATE = ("expired", "unreached")
"""Nobody answered."""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One expert asked for one need. `text` is whole: until the expert has accepted, `enterprise` and `asker` are to be
    taken out of it (S9.1). `wished`: the firm named this very expert.
    """

    id: int
    need_id: int
    expert_id: int
    state: str
    reasons: tuple[str, ...]
    expires_at: datetime
    terms: str | None
    domain: str
    region: str
    text: str
    enterprise: str
    asker: str
    wished: bool


def get_offer(work: UnitOfWork, offer_id: int) -> OfferFacts:
    """The offer of this number. LookupError where there is none."""
    work.flush()
    if rows := _BY_ID.run(work.connection, {"id": offer_id}):
        return _fact(rows[0])
    raise LookupError(offer_id)


def pending_offers(work: UnitOfWork, expert_id: int | None) -> list[OfferFacts]:
    """What the expert has been asked and not answered, newest first."""
    work.flush()
    return [_fact(row) for row in _PENDING.run(work.connection, {"expert": expert_id})]


def asked_since(work: UnitOfWork, expert_id: int | None, since: datetime) -> list[int]:
    """All that the expert was asked since a moment, answered or not, in the order in which it was."""
    work.flush()
    asked = select(Offer.id).where(Offer.expert_id == expert_id, Offer.created_at >= since)
    return list(work.session.scalars(asked.order_by(Offer.id)))


def late_offers(
    work: UnitOfWork, expert_id: int | None, since: datetime, open_states: tuple[str, ...]
) -> list[OfferFacts]:
    """What the expert was asked and did not answer in time, since a moment, newest first: those whose need still waits.

    Where none waits any more, the newest alone, so that one who comes late can be told.
    """
    late = _offers().where(Offer.expert_id == expert_id, Offer.expires_at >= since)
    late = late.where(Offer.state.in_((*_LATE, "closed"))).order_by(Offer.id.desc())
    waiting = late.where(Offer.state.in_(_LATE), Need.state.in_(open_states))
    return _facts(work, waiting) or _facts(work, late.limit(1))


def having(work: UnitOfWork, need_id: int) -> list[int]:
    """The experts who were asked for a need and may still answer, or have taken it, the newest first."""
    work.flush()
    asked = select(Offer.expert_id).where(Offer.need_id == need_id, Offer.state.in_(("pending", "accepted")))
    return list(work.session.scalars(asked.order_by(Offer.id.desc())))


def keys_of_pending(work: UnitOfWork, need_id: int) -> list[str]:
    """Under which keys those who may still answer for the need were told."""
    work.flush()
    pending = select(Offer.id).where(Offer.need_id == need_id, Offer.state == "pending")
    return [f"offer:{offer}" for offer in work.session.scalars(pending.order_by(Offer.id))]


def proposals_to(work: UnitOfWork, enterprise_id: int | None) -> list[OfferFacts]:
    """The conditions of experts that the enterprise has not answered, newest first."""
    work.flush()
    return [_fact(row) for row in _PROPOSED.run(work.connection, {"enterprise": enterprise_id})]


def taken_on_terms(work: UnitOfWork, enterprise_id: int | None) -> int | None:
    """The enterprise's need that an expert took last on conditions of theirs, if that is still so."""
    work.flush()
    taken = select(Need.id).join(Offer, (Offer.need_id == Need.id) & (Offer.expert_id == Need.expert_id))
    taken = taken.where(Need.enterprise_id == enterprise_id, Need.state == "accepted")
    taken = taken.where(Offer.state == "accepted", Offer.terms.is_not(None))
    return work.session.scalars(taken.order_by(Offer.answered_at.desc()).limit(1)).first()


def is_asked(work: UnitOfWork, need_id: int) -> bool:
    """Whether somebody who was asked for the need may still answer."""
    pending = select(Offer.id).where(Offer.need_id == need_id, Offer.state == "pending")
    return work.session.scalars(pending.limit(1)).first() is not None


def was_asked(work: UnitOfWork, need_id: int, expert_id: int) -> bool:
    """Whether the expert was ever asked for the need, whatever became of it."""
    asked = select(Offer.id).where(Offer.need_id == need_id, Offer.expert_id == expert_id)
    return work.session.scalars(asked).first() is not None


def times_given_back(work: UnitOfWork, expert_id: int, need_id: int | None = None) -> int:
    """How often the expert took this need, or any, and gave it back."""
    own = select(func.sum(Offer.given_back)).where(Offer.expert_id == expert_id)
    own = own if need_id is None else own.where(Offer.need_id == need_id)
    return work.session.scalar(own) or 0


def needs_open_to(
    work: UnitOfWork, expert_id: int, enterprise_id: int | None, states: tuple[str, ...], place: str | None
) -> list[NeedFacts]:
    """Needs in these states, inside the place or to be served online, that the expert may take on.

    `enterprise_id`: the expert's own firm, whose needs are left out.
    """
    reachable = or_(inside(Need.region, place), Need.form == "online")
    return needs_where(work, Need.state.in_(states), reachable, *_not_barred(expert_id, enterprise_id))


def may_serve(work: UnitOfWork, need_id: int, expert_id: int, enterprise_id: int | None) -> bool:
    """Whether the need is of another firm than the expert's, and of one that does not refuse the expert."""
    found = select(Need.id).where(Need.id == need_id, *_not_barred(expert_id, enterprise_id))
    return work.session.scalars(found).first() is not None


def _not_barred(expert_id: int, enterprise_id: int | None) -> tuple[ColumnElement[bool], ...]:
    refused = exists().where(Refusal.enterprise_id == Need.enterprise_id, Refusal.expert_id == expert_id)
    return ~refused, Need.enterprise_id != (enterprise_id or 0)


def _offers() -> Select[*tuple[Any, ...]]:
    columns = (
        Offer.id,
        Offer.need_id,
        Offer.expert_id,
        Offer.state,
        Offer.reasons,
        Offer.expires_at,
        Offer.terms,
        Need.domain,
        Need.region,
        Need.text,
        Enterprise.name.label("enterprise"),
        Person.name.label("asker"),
        exists().where(Wish.need_id == Offer.need_id, Wish.expert_id == Offer.expert_id).label("wished"),
    )
    found = select(*columns).join(Need, Need.id == Offer.need_id)
    return found.join(Enterprise, Enterprise.id == Need.enterprise_id).join(
        Person, Person.id == Need.person_id
    )


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[OfferFacts]:
    return [_fact(row) for row in work.session.execute(query)]


def _fact(row: Sequence[Any]) -> OfferFacts:
    offer_id, need_id, expert_id, state, reasons, *rest = row
    return OfferFacts(offer_id, need_id, expert_id, state, tuple(reasons), *rest)


_BY_ID = Prepared(lambda dialect: _offers().where(Offer.id == bindparam("id")))
_PENDING = Prepared(
    lambda dialect: (
        _offers()
        .where(Offer.expert_id == bindparam("expert"), Offer.state == "pending")
        .order_by(Offer.id.desc())
    )
)
_PROPOSED = Prepared(
    lambda dialect: (
        _offers()
        .where(
            Need.enterprise_id == bindparam("enterprise"),
            Offer.state == "pending",
            Offer.terms.is_not(None),
        )
        .order_by(Offer.id.desc())
    )
)
