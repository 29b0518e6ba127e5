"""What people are told about their accounts."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Unbound(Notice):
    """An account that was let go: its person writes from another one of the same channel now."""

    kind = "unbound"


@dataclass(frozen=True, slots=True)
class Undelivered(Notice):
    """To whoever caused this notice (a row of the outbox): it reached nobody, or nobody knows whether it did."""

    kind = "undelivered"
    message: int


@dataclass(frozen=True, slots=True)
class ProfileChanged(Notice):
    """Staff of the place: this person has changed these of the own facts (phone, firm, unit, region)."""

    kind = "profile_changed"
    person: int
    what: list[str]
