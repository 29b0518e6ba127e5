"""The diary that follows from an activity, as far as it is known: for whoever held it and each who spoke, once (S4.4, S5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.diaries.record import holder_of
from storage.queries.activities.coming import firms_there, seats, speakers, told_by
from storage.queries.activities.events import EventFacts, event
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Proposal:
    """What of a diary an activity tells: `hours` None where its end was not told, at a clinic those of who came;
    `enterprises` 0 where nobody checked in.
    """

    event: EventFacts
    on: date
    hours: Decimal | None
    names: tuple[str, ...]
    times: tuple[tuple[int, int], ...]

    @property
    def enterprises(self) -> int:
        return len(self.names)


def proposed(work: UnitOfWork, speaker: Speaker, event_id: int) -> Proposal | None:
    """The diary for the speaker's own title; None where they had no part in it, it was called off, or one stands."""
    one = event(work, event_id)
    if one is None or one.state == "cancelled" or (speaker.expert_id is None and speaker.station_id is None):
        return None
    holder = holder_of(speaker)
    spoke = {("expert", who.expert_id) for who in speakers(work, one.id)}
    if holder not in spoke | {(one.holder, one.holder_id)} or holder in told_by(work, one.id):
        return None
    span = (one.begins, one.finishes) if one.begins is not None and one.finishes is not None else None
    hours = Decimal(span[1] - span[0]) / 60 if span else None
    if one.slot_minutes and (came := seats(work, [one.id])[one.id].came):
        span, hours = None, Decimal(came * one.slot_minutes) / 60
    return Proposal(one, one.held_on, hours, tuple(firms_there(work, one.id)), (span,) if span else ())


def to_tell_of(work: UnitOfWork, speaker: Speaker, events: list[EventFacts]) -> list[EventFacts]:
    """Those of the events of which the speaker may still keep a diary."""
    return [one for one in events if proposed(work, speaker, one.id)]
