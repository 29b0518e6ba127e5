"""How long two people wrote to each other, and until when a chat of theirs goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

LASTS = timedelta(hours=24)
"""So long after the last line a chat is over, unless somebody ended it before."""
INSIDE = timedelta(hours=2)
"""So long after their own last line somebody's words are meant for the other side."""
SILENT = timedelta(hours=2)
"""After so long a silence what was said is proposed as a diary."""
LIVE = timedelta(minutes=30)
"""Who wrote this lately is answered at night too."""
LONGEST_PAUSE = timedelta(minutes=15)
"""A longer silence between two lines is no part of what was served."""
STEP = 5
"""Minutes: what was written is a service to the last five minutes that are full."""
LEAST = 10
"""Minutes from which a diary is proposed."""


def minutes_talked(said: Sequence[tuple[datetime, bool]]) -> int:
    """The minutes that lie between the lines of a chat, without long pauses, to the last five that are full.

    `said`: the moments of the lines in order, and whether the expert wrote each. Nothing where one side alone wrote.
    """
    if len({by_expert for _, by_expert in said}) < 2:
        return 0
    gaps = (later - sooner for (sooner, _), (later, _) in pairwise(said))
    talked = sum((gap for gap in gaps if gap <= LONGEST_PAUSE), timedelta())
    return int(talked.total_seconds() // 60) // STEP * STEP


def is_live(last: datetime | None, now: datetime) -> bool:
    """Whether somebody who wrote at `last` is writing still."""
    return last is not None and now - last < LIVE


def is_inside(own: datetime | None, last: datetime, is_last: bool, now: datetime) -> bool:
    """Whether somebody's words are meant for the other side: they wrote or came in of late (`own`), or were just written to.

    `last`: when the last line reached the other side, which is their own where `is_last`.
    """
    wrote = own is not None and now - own < INSIDE
    return wrote or (not is_last and timedelta() <= now - last < LIVE)
