"""What falls due of offers and of appointments: a word before one lapses unanswered, and before both sides meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.due import first, moved, reminded
from actions.notify import Addressed, to_staff
from actions.offers.chat import minutes_of
from actions.offers.notices import (
    ChatOver,
    ContactAsked,
    ContactDue,
    ContactMissing,
    MeetingNear,
    MeetingWaits,
    OfferLapsing,
)
from programme.chats import LEAST, SILENT
from programme.meetings import REACHES, of_meeting, of_proposal
from programme.packs import RulePack
from programme.reminders import Ladder, of_offer, offer_notice
from programme.waiting import DAY, came, contact_asks, of_contact
from storage.queries.diaries.due import first_call, first_service, without_contact
from storage.queries.offers.chats import first_silence, silent_since
from storage.queries.offers.due import first_lapse, lapsing
from storage.queries.offers.meetings import MeetingFacts, meetings_to_come
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Offers about to lapse, appointments near, and chats that fell silent."""
    for offer in lapsing(work, window.closes, window.closes + max(_notices(rules).values())):
        ladder = of_offer(rules.reminders, offer.id, offer.created_at, offer.expires_at, offer.urgent)
        yield from reminded(offer.person_id, ladder.due(window.closes), OfferLapsing)
    for meeting in meetings_to_come(work, window.closes, window.closes + REACHES):
        yield from _of_meeting(meeting, window)
    yield from _of_contact(work, window, rules)
    yield from _of_chats(work, window)


def _of_chats(work: UnitOfWork, window: Window) -> Iterator[Addressed]:
    """To the expert, once a day at most: both were writing, and have been silent for some time."""
    for chat in silent_since(work, window.shifted(-SILENT)):
        if chat.stands and minutes_of(work, chat.id) >= LEAST:
            day = chat.last_at.astimezone(window.closes.tzinfo).date()
            yield Addressed(chat.expert_person, ChatOver(chat.id), f"chat_over:{chat.id}:{day}")


def _of_contact(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Firm, expert and staff in turn, while nobody has said that both are in touch."""
    windows = [window.shifted(-wait) for wait in contact_asks(rules.waiting)]
    promised = [window.shifted(-wait) for wait in (timedelta(0), DAY)]
    for one, region in without_contact(work, windows, promised):
        ladders = of_contact(rules.waiting, one.need_id, one.expert_id, one.accepted_at, one.contact_by)
        firm, expert, staff = (
            ladder.due(window.closes) if came(ladder, window.opens, window.closes) else None
            for ladder in ladders
        )
        yield from reminded(one.asker_id, firm, ContactAsked)
        yield from reminded(one.person_id, expert, ContactDue)
        if staff:
            yield from to_staff(
                work, region, ContactMissing.read(staff.facts), staff.key, to_do="assign_expert"
            )


def _of_meeting(meeting: MeetingFacts, window: Window) -> Iterator[Addressed]:
    """To both sides of what is agreed; of what is proposed, to who is asked."""
    ladder = _ladder(meeting, window.closes)
    if not came(ladder, window.opens, window.closes):
        return
    agreed = meeting.state == "agreed"
    sides = (meeting.expert_person, meeting.firm_person) if agreed else (meeting.other,)
    for person in dict.fromkeys(sides):
        yield from reminded(person, ladder.due(window.closes), MeetingNear, MeetingWaits, key=f":{person}")


def _ladder(meeting: MeetingFacts, now: datetime) -> Ladder[datetime]:
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    if meeting.state == "agreed" and meeting.answered_at:
        return of_meeting(meeting.id, starts_at, meeting.answered_at)
    return of_proposal(meeting.id, starts_at, meeting.created_at)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """When the next offer is about to lapse, or lapses, or an appointment is near."""
    notices = _notices(rules)
    return first(
        *(moved(first_lapse(work, after + notice, urgent), -notice) for urgent, notice in notices.items()),
        *(first_lapse(work, after, urgent) for urgent in notices),
        *(moved(first_service(work, after - wait), wait) for wait in contact_asks(rules.waiting)),
        first_call(work, after),
        moved(first_call(work, after - DAY), DAY),
        moved(first_silence(work, after - SILENT), SILENT),
        *(_ladder(meeting, after).next(after) for meeting in meetings_to_come(work, after)),
    )


def _notices(rules: RulePack) -> dict[bool, timedelta]:
    """How long before it lapses an offer is spoken of, by whether it is urgent."""
    return {urgent: offer_notice(rules.reminders, urgent) for urgent in (False, True)}
