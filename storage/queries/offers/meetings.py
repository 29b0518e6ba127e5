"""Appointments as deeds and talks read them: those that count, since their expert still has the need in hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from storage.tables import Appointment, Expert, Need
from storage.unit_of_work import UnitOfWork

OPEN = ("proposed", "agreed")


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One appointment. `expert_person` and `firm_person` are the two sides; `by_expert`: the first of them proposed it."""

    id: int
    need_id: int
    expert_id: int
    by_expert: bool
    words: str
    place: str
    link: str
    online: bool
    starts_at: datetime
    state: str
    created_at: datetime
    answered_at: datetime | None
    expert_person: int
    firm_person: int
    stands: bool
    """Whether the need is still in these hands, and was when this was made."""

    @property
    def proposer(self) -> int:
        return self.expert_person if self.by_expert else self.firm_person

    @property
    def other(self) -> int:
        """The person who is asked whether it suits them."""
        return self.firm_person if self.by_expert else self.expert_person


def find_meeting(work: UnitOfWork, meeting_id: int) -> MeetingFacts | None:
    """The appointment of this number, whether it counts or not."""
    found = _facts(work, _meetings().where(Appointment.id == meeting_id))
    return found[0] if found else None


def get_meeting(work: UnitOfWork, meeting_id: int) -> MeetingFacts:
    """The same. LookupError where there is none."""
    if found := find_meeting(work, meeting_id):
        return found
    raise LookupError(meeting_id)


def meetings_of(
    work: UnitOfWork, needs: Collection[int], states: Collection[str] = OPEN
) -> list[MeetingFacts]:
    """Appointments in these states that count, of these needs, the newest of each first."""
    own = _meetings().where(Appointment.need_id.in_(needs), Appointment.state.in_(states), _STANDS)
    return _facts(work, own.order_by(Appointment.need_id, Appointment.id.desc()))


def proposed_to(work: UnitOfWork, expert_id: int | None, enterprise_id: int | None) -> list[MeetingFacts]:
    """What waits for the answer of this expert, or of this enterprise, the oldest first."""
    sides = []
    if expert_id is not None:
        sides += [and_(Appointment.by_expert.is_(False), Need.expert_id == expert_id)]
    if enterprise_id is not None:
        sides += [and_(Appointment.by_expert.is_(True), Need.enterprise_id == enterprise_id)]
    found: list[MeetingFacts] = []
    for side in sides:
        waiting = _meetings().where(side, Appointment.state == "proposed", _STANDS)
        found += _facts(work, waiting.order_by(Appointment.id))
    return found


def meetings_to_come(work: UnitOfWork, after: datetime, until: datetime | None = None) -> list[MeetingFacts]:
    """Those proposed or agreed that begin after a moment, and by `until` where one is named; the soonest first."""
    ahead = _meetings().where(Appointment.state.in_(OPEN), Appointment.starts_at > after, _STANDS)
    ahead = ahead.where(Appointment.starts_at <= until) if until else ahead
    return _facts(work, ahead.order_by(Appointment.starts_at, Appointment.id))


_STANDS: ColumnElement[bool] = and_(
    Need.state == "accepted",
    Need.expert_id == Appointment.expert_id,
    Need.accepted_at <= Appointment.created_at,
)
_NAMES = ("id", "need_id", "expert_id", "by_expert", "words", "place", "link", "online", "starts_at", "state")


def _meetings() -> Select[*tuple[Any, ...]]:
    own = [getattr(Appointment, name) for name in (*_NAMES, "created_at", "answered_at")]
    found: Select[*tuple[Any, ...]] = select(*own, Expert.person_id, Need.person_id.label("firm"), _STANDS)
    found = found.select_from(Appointment).join(Need, Need.id == Appointment.need_id)
    return found.join(Expert, Expert.id == Appointment.expert_id)


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[MeetingFacts]:
    work.flush()
    return [MeetingFacts(*row) for row in work.session.execute(query)]
