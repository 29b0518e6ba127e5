"""What people are told about diaries and ratings."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Undiaried(Notice):
    """The expert: a service taken on, and no diary yet."""

    kind = "undiaried"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class RateReminder(Notice):
    """The enterprise: a service done, and no rating yet."""

    kind = "rate_reminder"
    need: int
