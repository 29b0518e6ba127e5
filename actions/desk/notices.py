"""What the head of a station is told of who works there."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class ClerkLeft(Notice):
    """To the head of a station: this person left it."""

    kind = "clerk_left"
    station: int
    person: int
