"""What every kind of expression for a day has: a name, how it begins, a pattern, and the day that it means."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from language.calendar.reckoning import Moment


class Kind(NamedTuple):
    """`starts` are the characters that it may begin with; `pattern` has groups under names of its own; `day` is None for
    what it leaves open."""

    name: str
    starts: str
    pattern: str
    day: Callable[[re.Match[str], Moment], date | None]


def open_day(match: re.Match[str], at: Moment) -> date | None:
    """The expression speaks of time, and of no one day."""
    return None
