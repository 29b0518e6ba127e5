"""When a notice may reach a person: quiet at night, and never what has become pointless."""

from __future__ import annotations

from datetime import datetime, time, timedelta

QUIET_FROM = time(22)
QUIET_TO = time(8)


def may_go_at(now: datetime, urgent: bool) -> datetime:
    """The moment from which a notice may be delivered: `now` itself, or the end of the quiet hours.

    `now` is local time; an answer to a person's own message is no notice and never waits.
    """
    if urgent or QUIET_TO <= now.time() < QUIET_FROM:
        return now
    morning = now if now.time() < QUIET_TO else now + timedelta(days=1)
    return morning.replace(hour=QUIET_TO.hour, minute=0, second=0, microsecond=0)
