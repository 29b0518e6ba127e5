"""When whoever waits hears how it stands: the spans of the pack (`Waiting`), moved to working days.

A word never falls on a rest day, unless what is waited for is urgent; it comes on the next working day, at the same
hour. As with all ladders only the newest word counts, so that an outage is caught up with one.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count, takewhile
from typing import Any

from programme.delivery import may_go_at
from programme.packs.spans import Waiting
from programme.reminders import Ladder, Moment, Rung
from programme.workdays import Calendar, is_working

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def of_need(
    rule: Waiting,
    need_id: int,
    since: datetime,
    urgent: bool,
    now: datetime,
    calendar: Calendar,
    by: datetime | None = None,
) -> Ladder[datetime]:
    """A need told at `since` (local time) that nobody has taken: to its firm, up to the first word after `now`.

    `by`: by when the pack promises that somebody takes it; a word more comes then.
    """
    spans = _spans(rule.need_days, rule.need_every, (now - since).days)
    rungs = tuple(Rung(_hour(since + days * DAY, urgent, calendar), f"{days}") for days in spans)
    rungs += (Rung(_hour(by, urgent, calendar), "by"),) if by else ()
    return Ladder("need_waits", f"need_waits:{need_id}", rungs, facts={"need": need_id})


def of_review(
    rule: Waiting, application_id: int, since: date, today: date, calendar: Calendar
) -> Ladder[date]:
    """An application under review since this day: to the applicant, up to the first word after today."""
    rungs = _by_working_days(rule, since, today, calendar)
    key, facts = f"review_waits:{application_id}:{since}", _of_application(application_id, since)
    return Ladder("review_waits", key, tuple(rungs), facts=facts)


def of_objection(
    rule: Waiting, application_id: int, ended: date, today: date, calendar: Calendar
) -> Ladder[date]:
    """An application whose publicity ended on this day while an objection is open: the day after, then as any review."""
    rungs = (Rung(_day(ended + DAY, calendar), "0"), *_by_working_days(rule, ended, today, calendar))
    key, facts = f"objection_waits:{application_id}:{ended}", _of_application(application_id, ended)
    return Ladder("review_waits", key, rungs, facts=facts)


def of_return(rule: Waiting, application_id: int, returned: date, calendar: Calendar) -> Ladder[date]:
    """An application returned on this day and not handed in again."""
    rungs = tuple(Rung(_day(returned + days * DAY, calendar), f"{days}") for days in rule.returned_days)
    key, facts = f"return_waits:{application_id}:{returned}", _of_application(application_id, returned)
    return Ladder("return_waits", key, rungs, facts=facts)


def service_asks(rule: Waiting) -> tuple[timedelta, ...]:
    """How long after a service was accepted its firm is asked whether the expert has been in touch."""
    return tuple(days * DAY for days in rule.service_days)


def of_service(rule: Waiting, need_id: int, expert_id: int, accepted_at: datetime) -> Ladder[datetime]:
    """A service accepted and without a diary: to its firm."""
    rungs = tuple(Rung(accepted_at + after, f"{after.days}") for after in service_asks(rule))
    facts = {"need": need_id, "expert": expert_id}
    return Ladder(
        "service_waits", f"service_waits:{need_id}:{expert_id}:{accepted_at:%Y%m%d}", rungs, facts=facts
    )


def contact_asks(rule: Waiting) -> tuple[timedelta, ...]:
    """How long after a service was accepted firm, expert and staff are asked, in this order, whether both are in touch."""
    return tuple(days * DAY for days in rule.contact_days)


def of_contact(
    rule: Waiting, need_id: int, expert_id: int, accepted_at: datetime, by: datetime | None = None
) -> tuple[Ladder[datetime], Ladder[datetime], Ladder[datetime]]:
    """A service accepted, of which nobody has said that both are in touch: to its firm, its expert, and staff.

    `by`: by when the pack promises that the expert calls; firm and expert hear then, and staff a day later at the earliest.
    """
    since = f"{need_id}:{expert_id}:{accepted_at:%Y%m%d}"
    facts = {"need": need_id, "expert": expert_id}
    firm, expert, staff = (Rung(accepted_at + after) for after in contact_asks(rule))
    if by:
        firm, expert, staff = Rung(by), Rung(by), Rung(max(staff.at, by + DAY))
    return (
        Ladder("contact_asked", f"contact_asked:{since}", (firm,), staff.at, facts),
        Ladder("contact_due", f"contact_due:{since}", (expert,), staff.at, facts),
        Ladder("contact_missing", f"contact_missing:{since}", (staff,), facts=facts),
    )


def of_effect(rule: Waiting, need_id: int, served_at: datetime) -> Ladder[datetime]:
    """A service that its firm has rated: once, what came of it."""
    at, gone = served_at + rule.effect_days * DAY, served_at + 2 * rule.effect_days * DAY
    return Ladder("effect_asked", f"effect_asked:{need_id}", (Rung(at),), gone, {"need": need_id})


def focus_asks(rule: Waiting) -> tuple[timedelta, ...]:
    """How long after a service a firm of a focus group is asked how it goes."""
    return tuple(days * DAY for days in rule.focus_days)


def of_focus(rule: Waiting, need_id: int, served_at: datetime, rated: bool) -> Ladder[datetime]:
    """A service to a firm of a focus group: early, and late where it is not rated, since who rated hears `of_effect` then."""
    early, late = (served_at + after for after in focus_asks(rule))
    rungs = (Rung(early, "early"),) if rated else (Rung(early, "early"), Rung(late, "late"))
    gone = late if rated else late + (late - early)
    return Ladder("follow_up_asked", f"follow_up_asked:{need_id}", rungs, gone, {"need": need_id})


def of_referral(rule: Waiting, need_id: int, referred_at: datetime) -> Ladder[datetime]:
    """A need that was referred to another body: to its firm, once."""
    rung = Rung(referred_at + rule.referral_days * DAY)
    return Ladder("referral_asked", f"referral_asked:{need_id}", (rung,), facts={"need": need_id})


def came(ladder: Ladder[Moment], seen_to: Moment, now: Moment) -> bool:
    """Whether a word has fallen due since it was last looked."""
    return any(seen_to < rung.at <= now for rung in ladder.rungs)


def _of_application(application_id: int, since: date) -> dict[str, Any]:
    return {"application": application_id, "since": str(since)}


def _spans(first: tuple[int, ...], every: int, past: int) -> Iterator[int]:
    """The spans of the list, then every so many days, up to the first beyond `past`."""
    last = max(first, default=0)
    yield from first
    yield from takewhile(lambda days: days <= past + every, count(last + every, every))


def _by_working_days(rule: Waiting, since: date, today: date, calendar: Calendar) -> Iterator[Rung[date]]:
    """Of working days after `since`, up to the first word after today."""
    last, worked, day = max(rule.review_days, default=0), 0, since
    while True:
        day = _day(day + DAY, calendar)
        worked += 1
        if worked in rule.review_days or (worked > last and (worked - last) % rule.review_every == 0):
            yield Rung(day, f"{worked}")
            if day > today:
                return


def _hour(moment: datetime, urgent: bool, calendar: Calendar) -> datetime:
    """The next full hour at which people may be disturbed, on a working day unless it is urgent."""
    whole = moment.replace(minute=0, second=0, microsecond=0)
    at = may_go_at(whole if whole == moment else whole + HOUR, urgent=False)
    return at if urgent else at + (_day(at.date(), calendar) - at.date())


def _day(day: date, calendar: Calendar) -> date:
    """This day, or the next working day."""
    while not is_working(day, calendar):
        day += DAY
    return day
