"""Rows that keep what a firm was asked about a diary and what it said; written by the deeds of diaries alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from storage.tables import Confirmation, ContactLink, Diary
from storage.unit_of_work import UnitOfWork


def ask(work: UnitOfWork, diary_id: int, person_id: int, now: datetime) -> None:
    """From now on this person is asked whether the diary tells of a service that their firm had."""
    work.session.add(Confirmation(diary_id=diary_id, person_id=person_id, asked_at=now))
    work.flush()


def settle(work: UnitOfWork, diary_id: int, state: str, now: datetime) -> None:
    """What was asked about the diary is settled so."""
    row = work.session.scalars(select(Confirmation).where(Confirmation.diary_id == diary_id)).first()
    if row is not None:
        row.state, row.answered_at = state, now


def rate(work: UnitOfWork, diary_id: int, now: datetime, *, stars: int | None = None) -> None:
    """Stars confirm the diary; where the firm has named other hours, that stands, whether it is settled or not."""
    row = work.session.scalars(select(Confirmation).where(Confirmation.diary_id == diary_id)).first()
    if row is not None:
        row.state = row.state if row.state in ("hours", "disputed") else "confirmed"
        row.stars, row.answered_at = stars, now


def settle_service(work: UnitOfWork, need_id: int, now: datetime) -> None:
    """Stars for a need confirm the diary that stands of it."""
    for diary_id in work.session.scalars(
        select(Diary.id).where(Diary.need_id == need_id, Diary.state == "recorded")
    ):
        rate(work, diary_id, now)


def unsettle_service(work: UnitOfWork, need_id: int) -> None:
    """Stars that were taken back confirm nothing; hours that the firm named otherwise stand."""
    told = select(Diary.id).where(Diary.need_id == need_id)
    by_stars = update(Confirmation).where(
        Confirmation.diary_id.in_(told), Confirmation.state == "confirmed", Confirmation.hours.is_(None)
    )
    work.session.execute(by_stars.values(state="asked", answered_at=None))


def hand_on(work: UnitOfWork, old: int, new: int) -> None:
    """A corrected diary stands in the place of one that was asked about: what was said is of the new one.

    A link that nobody has used leads to the new one; what was answered by one was of what stood then, and stays there.
    """
    moved = update(Confirmation).where(Confirmation.diary_id == old)
    work.session.execute(moved.values(diary_id=new))
    unused = update(ContactLink).where(ContactLink.diary_id == old, ContactLink.used_at.is_(None))
    work.session.execute(unused.values(diary_id=new))
