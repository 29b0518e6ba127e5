"""What was done in a jurisdiction: the week in figures, and the month by domain.

Both count diaries by the moment at which they were written (`tally`): one that is logged late is in the next report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from hashlib import sha256

from sqlalchemy import delete, select

from actions.reports.tally import Tally, tally
from programme.digests import monday_of
from storage.queries.people.speakers import Speaker
from storage.queries.reports.week import NeedsIn, entries_in, needs_in
from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork
from storage.window import Window

AT = time(8, 30)
"""When digests go out."""
WEEK = timedelta(days=7)
PICTURES_KEPT = timedelta(days=90)
PICTURE = "month:"
"""How the keys of pictures begin; the random ones of people's own papers have no colon."""


@dataclass(frozen=True, slots=True)
class Week:
    """The seven dates from `first` on: what became of needs, what was written of services, the mean of the stars."""

    first: date
    needs: NeedsIn
    services: Tally


@dataclass(frozen=True, slots=True)
class Month:
    """A month up to a day."""

    first: date
    last: date
    services: Tally


def sends_at(day: date, zone: tzinfo | None) -> datetime:
    """The moment at which the digests of a day go out."""
    return datetime.combine(day, AT, zone)


def reported_until(day: date, zone: tzinfo | None) -> datetime:
    """The moment up to which the weekly report of a day counts: its week's Monday begins; the next goes on from there."""
    return datetime.combine(monday_of(day), time(), zone)


def counted_today(now: datetime) -> datetime:
    """The moment up to which seven dates are counted, of which today is the last."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def week_of(work: UnitOfWork, speaker: Speaker, until: datetime) -> Week:
    """The seven dates up to a midnight in the speaker's jurisdiction."""
    work.flush()
    here, week = speaker.jurisdiction, Window(until - WEEK, until)
    first = week.opens.date()
    services = tally(entries_in(work.connection, here, week), week, first)
    return Week(first=first, needs=needs_in(work.connection, here, week), services=services)


def month_of(work: UnitOfWork, speaker: Speaker, now: datetime) -> Month:
    """The month so far in the speaker's jurisdiction."""
    work.flush()
    first = now.date().replace(day=1)
    month = Window(datetime.combine(first, time(), now.tzinfo), now)
    entries = entries_in(work.connection, speaker.jurisdiction, month)
    return Month(first, now.date(), tally(entries, month, first))


def keep_picture(work: UnitOfWork, person_id: int, png: bytes, now: datetime) -> str | None:
    """Keep a picture made for a person; its key. The same picture is kept once a day, under a key that begins with the
    day. None where nobody could see it."""
    account = work.session.scalars(select(Account.id).where(Account.person_id == person_id)).first()
    if account is None:
        return None
    key = _on(now.date()) + sha256(f"{person_id}:".encode() + png).hexdigest()[:28]
    if work.session.get(File, key) is None:
        file = File(key=key, account_id=account, media_type="image/png", content=png, created_at=now)
        work.session.add(file)
        work.session.flush()
    return key


def forget_pictures(work: UnitOfWork, now: datetime) -> None:
    """Drop those that nobody looks for any more; the text beside them has said the figures."""
    old = (File.key >= PICTURE, File.key < _on(now.date() - PICTURES_KEPT), File.key.startswith(PICTURE))
    work.connection.execute(delete(File).where(*old))


def _on(day: date) -> str:
    """How the keys of a day's pictures begin."""
    return f"{PICTURE}{day:%Y%m%d}:"
