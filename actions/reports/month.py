"""What was done in a jurisdiction: the week in figures, and the month by domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import Select, delete, func, or_, select

from language.regions import prefix_of
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Diary, Expert, File, Need, Rating, Station
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
    within, since = prefix_of(speaker.jurisdiction or ""), now - WEEK
    here = Need.region.startswith(within)
    count = select(func.count()).select_from(Need).where(here)
    stars = (
        select(func.avg(Rating.stars))
        .join(Need, Need.id == Rating.need_id)
        .where(here, Rating.created_at >= since)
    )
    mean = work.connection.execute(stars).scalar()
    services = _services(work, within, since.date(), now.date())
    return Week(
        needs=work.connection.execute(count.where(Need.created_at >= since)).scalar_one(),
        accepted=work.connection.execute(count.where(Need.accepted_at >= since)).scalar_one(),
        services=len(services),
        hours=sum((hours for hours, _ in services), Decimal(0)),
        stars=Decimal(str(mean)).quantize(Decimal("0.1")) if mean is not None else None,
    )


def month_of(work: UnitOfWork, speaker: Speaker, today: date) -> Month:
    """The month so far in the speaker's jurisdiction; a service counts for its first domain."""
    work.flush()
    first = today.replace(day=1)
    services = _services(work, prefix_of(speaker.jurisdiction or ""), first, today)
    by_domain: dict[str, tuple[int, Decimal]] = {}
    for hours, domains in services:
        domain = domains[0] if domains else "other"
        count, so_far = by_domain.get(domain, (0, Decimal(0)))
        by_domain[domain] = (count + 1, so_far + hours)
    ordered = sorted(by_domain.items(), key=lambda item: (-item[1][1], item[0]))
    return Month(
        first, today, len(services), sum((hours for hours, _ in services), Decimal(0)), dict(ordered)
    )


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


def _services(work: UnitOfWork, within: str, first: date, last: date) -> list[tuple[Decimal, list[str]]]:
    """Hours and domains of the diaries kept by holders of the jurisdiction."""
    rows = work.connection.execute(_diaries(within, first, last))
    return [(row.hours, row.domains) for row in rows]


def _diaries(within: str, first: date, last: date) -> Select[Decimal, list[str]]:
    experts = select(Expert.id).where(Expert.region.startswith(within))
    stations = select(Station.id).where(Station.region.startswith(within))
    theirs = or_(
        (Diary.holder == "expert") & Diary.holder_id.in_(experts),
        (Diary.holder == "station") & Diary.holder_id.in_(stations),
    )
    kept = select(Diary.hours, Diary.domains).where(Diary.state == "recorded", theirs)
    return kept.where(Diary.served_on.between(first, last))
