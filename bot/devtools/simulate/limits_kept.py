"""Whether anybody was sent more than the limits allow, or on a day that is not theirs: by what arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from actions.limits import LIMITED
from bot.clock import SHANGHAI
from programme.delivery import CARDS_A_DAY
from programme.limits import has_room
from programme.packs import RulePack
from programme.workdays import is_holiday, is_working
from storage.tables import Outbox, Staff

ARRIVED = ("sent", "told")
PUSHES_A_DAY = CARDS_A_DAY + 1
"""The digest among them."""
Days = Mapping[int, list[date]]
"""By person, the days of what they were sent, in order."""


def past_limits(connection: Connection, rules: RulePack) -> list[str]:
    """Who had too much, and on which day, as «reminded 12 2026-03-03»."""
    reminders = _days(connection, Outbox.kind.in_(tuple(LIMITED)))
    staff = select(Staff.person_id)
    pushes = _days(connection, Outbox.kind != "answer", Outbox.urgent.is_(False), Outbox.person_id.in_(staff))
    return [
        *(f"reminded {who} {day}" for who, day in _too_many_reminders(reminders, rules)),
        *(f"pushed {who} {day}" for who, day in _too_many_pushes(pushes, rules)),
    ]


def _days(connection: Connection, *where: object) -> Days:
    """What is said within another message is no message of its own."""
    rows = select(Outbox.person_id, Outbox.sent_at).where(
        Outbox.state.in_(ARRIVED),
        Outbox.lead_id.is_(None),
        Outbox.sent_at.is_not(None),
        *where,  # type: ignore[arg-type]  # conditions
    )
    found: dict[int, list[date]] = defaultdict(list)
    for person, at in connection.execute(rows.order_by(Outbox.sent_at)):
        assert at
        found[person].append(at.astimezone(SHANGHAI).date())
    return found


def _too_many_reminders(reminders: Days, rules: RulePack) -> Iterable[tuple[int, date]]:
    for person, days in reminders.items():
        for place, day in enumerate(days):
            if is_holiday(day, rules.calendar) or not has_room(day, set(days[:place]), rules.limits):
                yield person, day


def _too_many_pushes(pushes: Days, rules: RulePack) -> Iterable[tuple[int, date]]:
    for person, days in pushes.items():
        for day in sorted(set(days)):
            if days.count(day) > PUSHES_A_DAY or not is_working(day, rules.calendar):
                yield person, day
