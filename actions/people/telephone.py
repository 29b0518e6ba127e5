"""A person's telephone: told, or confirmed by a code."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.tables import Person

SETTLES = timedelta(days=7)
"""For so long a number that took the place of a confirmed one proves nobody: whoever sits at a page left open could have given theirs."""


def told_phone(person: Person, phone: str, now: datetime) -> None:
    """A number that was told in a talk: unless it is the one that there was, nobody has confirmed whose it is."""
    if person.phone == phone:
        return
    if person.phone and person.phone_verified:
        person.phone_settles_at = now + SETTLES
    person.phone, person.phone_verified, person.phone_since = phone, False, now


def confirmed_phone(person: Person, phone: str, now: datetime) -> None:
    """A number that a code has shown to be the person's."""
    told_phone(person, phone, now)
    person.phone_verified = True


def proves(person: Person, now: datetime) -> bool:
    """Whether whoever has the telephone is taken for the person."""
    settled = person.phone_settles_at is None or person.phone_settles_at <= now
    return bool(person.phone and person.phone_verified) and settled
