"""What was done in a jurisdiction: the week in figures, and the month by domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import delete, select

from storage.queries.people.speakers import Speaker
from storage.queries.reports.week import ServedHours, needs_since, services_between
from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork

WEEK = timedelta(days=7)
PICTURES_KEPT = timedelta(days=90)
PICTURE = "month:"
"""How the keys of pictures begin; the random ones of people's own papers have no colon."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: needs posted and accepted, services and their hours, the mean of the stars."""

    needs: int
    accepted: int
    services: int
    hours: Decimal
    stars: Decimal | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month up to a day: services and hours, and the same by domain, the most hours first."""

    first: date
    last: date
    services: int
    hours: Decimal
    by_domain: Mapping[str, tuple[int, Decimal]]


def week_of(work: UnitOfWork, speaker: Speaker, now: datetime) -> Week:
    """The seven days up to now in the speaker's jurisdiction."""
    work.flush()
    here, since = speaker.jurisdiction, now - WEEK
    needs = needs_since(work.connection, here, since)
    services = services_between(work.connection, here, since.date(), now.date())
    return Week(
        needs=needs.posted,
        accepted=needs.accepted,
        services=len(services),
        hours=_hours(services),
        stars=needs.stars,
    )


def month_of(work: UnitOfWork, speaker: Speaker, today: date) -> Month:
    """The month so far in the speaker's jurisdiction; a service counts for its first domain."""
    work.flush()
    first = today.replace(day=1)
    services = services_between(work.connection, speaker.jurisdiction, first, today)
    by_domain: dict[str, tuple[int, Decimal]] = {}
    for one in services:
        domain = one.domains[0] if one.domains else "other"
        count, so_far = by_domain.get(domain, (0, Decimal(0)))
        by_domain[domain] = (count + 1, so_far + one.hours)
    ordered = sorted(by_domain.items(), key=lambda item: (-item[1][1], item[0]))
    return Month(first, today, len(services), _hours(services), dict(ordered))


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


def _hours(services: Iterable[ServedHours]) -> Decimal:
    return sum((one.hours for one in services), Decimal(0))
