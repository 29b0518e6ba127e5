"""Days and moments as people say them: «今天 9:00», «3月9日 周一 14:30», «3月3日–3月9日»."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from programme.spans import short_day, written_day

MIDNIGHT, DAY = time(), timedelta(days=1)
_NEAR = {-1: "昨天", 0: "今天", 1: "明天"}


def moment(at: datetime, now: datetime) -> str:
    """A moment by the clock of `now`; midnight is the end of a day."""
    local = at.astimezone(now.tzinfo)
    if local.time() == MIDNIGHT:
        return f"{day(local.date() - DAY, now.date())} 24:00"
    return f"{day(local.date(), now.date())} {local.hour}:{local:%M}"


def day(on: date, today: date) -> str:
    """昨天, 今天 and 明天 by name; the year only where it is another."""
    return _NEAR.get((on - today).days) or written_day(on, today)


def span(first: date, last: date) -> str:
    """«3月3日–3月9日»; the year stands where the two have not the same."""
    years = (f"{first.year}年", f"{last.year}年") if first.year != last.year else ("", "")
    return f"{years[0]}{short_day(first)}–{years[1]}{short_day(last)}"
