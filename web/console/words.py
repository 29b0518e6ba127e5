"""Small words of the console: how long ago, which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme.spans import plain_day

HOURS = timedelta(days=2)
WEEK = timedelta(days=7)


def waits(since: datetime, now: datetime) -> str:
    """«40 分钟», «27 小时», «5 天»."""
    gone = now - since
    if gone < timedelta(hours=1):
        return f"{max(0, int(gone.total_seconds() // 60))} 分钟"
    if gone < HOURS:
        return f"{int(gone.total_seconds() // 3600)} 小时"
    return f"{gone.days} 天"


def day_of(moment: datetime | date | None, today: date) -> str:
    """«11月20日», with the year only where it is another; empty where there is none."""
    if moment is None:
        return ""
    on = moment.date() if isinstance(moment, datetime) else moment
    return plain_day(on, today)


def local_day(moment: datetime | None, now: datetime) -> str:
    """The day of a stored moment, where staff are."""
    return day_of(moment.astimezone(now.tzinfo), now.date()) if moment else ""


def clock_of(moment: datetime, now: datetime) -> str:
    """«11月20日 9:05», of today «9:05»."""
    local = moment.astimezone(now.tzinfo)
    at = f"{local.hour}:{local.minute:02}"
    return at if local.date() == now.date() else f"{day_of(local, now.date())} {at}"
