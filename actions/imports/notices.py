"""What staff are told about a roster: one word for all its rows."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class RosterIn(Notice):
    """Staff: a roster has been taken in; those it recommends wait to be included."""

    kind = "roster_in"
    batch: int
