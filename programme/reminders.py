"""Which reminders are due: computed from facts, never kept as appointments.

A `Ladder` is one thing to be reminded of: its moments in order, and the moment from which a reminder is of no
more use. Only the newest moment that has come counts, so that after an outage of any length a person is reminded
once of what still matters. The key of a reminder is unique for ever: the same facts give the same keys.

On which days people are reminded stands in the rule pack (`Reminders`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Generic, TypeVar

from programme.digests import goals_told
from programme.dues import silence_days, term_dues, warning_due
from programme.duty import duty_year, progress, share_of_year
from programme.packs.model import RulePack
from programme.packs.needed import Several
from programme.packs.offices import Kind
from programme.packs.spans import Reminders
from programme.qualification import IN_FORCE, IN_GOOD_STANDING
from programme.readings import Standing, YearRecord
from programme.spans import add_months
from programme.workdays import Calendar, is_working

NEARLY = Fraction(4, 5)
"""Who has done so much of the year's duty hears of the rest once more before its end."""
LATECOMER = timedelta(days=14)
"""So long after certification a newcomer of the year's last weeks is told what it asks."""
RESULT_DAYS = 31
"""For so many days the year gone by is still spoken of."""
Moment = TypeVar("Moment", date, datetime)


@dataclass(frozen=True)
class Reminder:
    """Something to say once. `kind` names the notice, `key` is unique for ever, `facts` name rows."""

    kind: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rung(Generic[Moment]):
    """One moment of a ladder. `name` is added to the ladder's key, so that each moment has a key of its own."""

    at: Moment
    name: str = ""


@dataclass(frozen=True)
class Ladder(Generic[Moment]):
    """One thing to be reminded of. `kind` names the notice, `key` its subject; from `until` on nothing is said."""

    kind: str
    key: str
    rungs: tuple[Rung[Moment], ...]
    until: Moment | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    def due(self, now: Moment) -> Reminder | None:
        """The reminder of the newest moment that has come by `now`; None before the first and from `until` on."""
        come = [rung for rung in self._of_use() if rung.at <= now]
        if not come or (self.until is not None and self.until <= now):
            return None
        newest = max(come, key=lambda rung: rung.at)
        return Reminder(self.kind, f"{self.key}:{newest.name}" if newest.name else self.key, self.facts)

    def next(self, now: Moment) -> Moment | None:
        """The first moment after `now` at which there is a reminder; None where there is none."""
        return min((rung.at for rung in self._of_use() if rung.at > now), default=None)

    def _of_use(self) -> Iterable[Rung[Moment]]:
        return (rung for rung in self.rungs if self.until is None or rung.at < self.until)


@dataclass(frozen=True)
class HolderFacts:
    """What is known of a holder. `silent_since`: the last day of certification, service or diary;
    `record`: of the running duty year; `handed_in`: plans and summaries, as «plan:2026»; `needs_told_on`: when a station last handed in
    needs that it collected, or said that there were none."""

    id: int
    kind: Kind
    state: str
    certified_on: date
    until: date
    silent_since: date
    record: YearRecord
    handed_in: frozenset[str] = frozenset()
    needs_told_on: date | None = None


def of_holder(pack: RulePack, facts: HolderFacts, today: date) -> tuple[Ladder[date], ...]:
    """The ladders of one holder: silence, warning, renewal, end of the term, shortage, plans and summaries.

    Empty for who holds no title in force.
    """
    if facts.state not in IN_FORCE:
        return ()
    year = duty_year(pack.year, facts.certified_on, today)
    following = duty_year(pack.year, facts.certified_on, year[1] + timedelta(days=1))
    over = duty_year(pack.year, facts.certified_on, year[0] - timedelta(days=1))
    return (
        *_silence(pack, facts),
        *_term(pack, facts),
        _shortage(pack, facts, year, facts.record),
        _shortage(pack, facts, following, YearRecord()),
        *_results(pack, facts, (over, year)),
        *_papers(pack, facts, today.year),
        *_papers(pack, facts, today.year + 1),
    )


def offer_notice(rule: Reminders, urgent: bool) -> timedelta:
    """How long before it lapses an expert is reminded of an offer."""
    return timedelta(minutes=rule.urgent_offer_minutes_left if urgent else rule.offer_minutes_left)


def service_waits(rule: Reminders) -> tuple[timedelta, ...]:
    """How long after a service was accepted its expert is reminded of the diary."""
    return tuple(timedelta(days=days) for days in rule.diary_days)


def rating_wait(rule: Reminders) -> timedelta:
    """How long after a service was done the enterprise is reminded of the rating."""
    return timedelta(days=rule.rating_days)


def of_offer(
    rule: Reminders, offer_id: int, asked_at: datetime, expires_at: datetime, urgent: bool
) -> Ladder[datetime]:
    """An offer about to lapse; none for one that was given less than twice the notice."""
    notice = offer_notice(rule, urgent)
    worth = expires_at - asked_at >= 2 * notice
    rungs = (Rung(expires_at - notice),) if worth else ()
    return Ladder("offer_lapsing", f"offer_lapsing:{offer_id}", rungs, expires_at, {"offer": offer_id})


def of_service(rule: Reminders, need_id: int, expert_id: int, accepted_at: datetime) -> Ladder[datetime]:
    """A service accepted and without a diary."""
    rungs = tuple(Rung(accepted_at + after, f"{after.days}") for after in service_waits(rule))
    facts = {"need": need_id, "expert": expert_id}
    return Ladder("undiaried", f"undiaried:{need_id}:{expert_id}", rungs, facts=facts)


def of_rating(rule: Reminders, need_id: int, served_at: datetime) -> Ladder[datetime]:
    """A diary without a rating: once."""
    rung = Rung(served_at + rating_wait(rule))
    return Ladder("rate_reminder", f"rate_reminder:{need_id}", (rung,), facts={"need": need_id})


def of_publicity(application_id: int, ends_on: date) -> Ladder[date]:
    """公示 ends today: the last day to look at objections (S2.4)."""
    facts = {"application": application_id}
    key, gone = f"publicity_ending:{application_id}:{ends_on}", ends_on + timedelta(days=1)
    return Ladder("publicity_ending", key, (Rung(ends_on),), gone, facts)


def of_round(rule: Reminders, round_id: str, person_id: int, closes: date) -> Ladder[date]:
    """A round closes while somebody's application is unfinished (S2.1)."""
    rungs = tuple(Rung(day, f"{(closes - day).days}") for day in round_days(rule, closes))
    facts = {"closes": str(closes)}
    key, gone = f"round_closing:{round_id}:{person_id}", closes + timedelta(days=1)
    return Ladder("round_closing", key, rungs, gone, facts)


def round_days(rule: Reminders, closes: date) -> tuple[date, ...]:
    """The days on which applicants are reminded that a round closes."""
    return tuple(closes - timedelta(days=days) for days in rule.round_days_left)


def of_digest(
    person_id: int,
    choice: str,
    when_empty: bool,
    at: datetime,
    opens_week: bool,
    calendar: Calendar,
    last: date | None = None,
) -> Ladder[datetime]:
    """A digest for a member of staff at the moment `at`, if one is wanted on its day: the weekly one on the first
    working day of a week, in the place of the daily one; the daily one on all others."""
    today = at.date()
    what = "weekly" if opens_week and choice in ("weekly", "both") else "daily"
    wanted = is_working(today, calendar) and (what == "weekly" or choice in ("daily", "both"))
    goals = goals_told(last, today, opens_week)
    facts = {"what": what, "on": str(today), "when_empty": when_empty, "goals": goals}
    rungs = (Rung(at),) if wanted else ()
    return Ladder("digest", f"digest:{person_id}:{today}", rungs, facts=facts)


def near_warning(pack: RulePack, kind: Kind, today: date) -> date | None:
    """Whoever is silent since this day or longer has had the last reminder and is close to a warning; None where
    the pack knows no warning."""
    rule = pack.rules(kind).warning
    days = silence_days(rule, pack.reminders.silence_days_left) if rule else ()
    return today - timedelta(days=max(days)) if days else None


def near_end(pack: RulePack, kind: Kind, today: date) -> date | None:
    """Whose term ends by this day has been asked for the last time about renewal; None where nobody is asked."""
    rule = pack.rules(kind).term
    return today + timedelta(days=min(rule.ask_days_before)) if rule and rule.ask_days_before else None


def _silence(pack: RulePack, facts: HolderFacts) -> tuple[Ladder[date], ...]:
    """The holder, several times before the span is over; then staff, who decide about a warning (S6.6)."""
    rule, since = pack.rules(facts.kind).warning, facts.silent_since
    due = warning_due(pack, facts.kind, facts.certified_on, since)
    if rule is None or due is None or facts.state not in IN_GOOD_STANDING:
        return ()
    told = {"qualification": facts.id, "since": str(since)}
    days = silence_days(rule, pack.reminders.silence_days_left)
    rungs = tuple(Rung(since + timedelta(days=day), f"{day}") for day in days)
    return (
        Ladder("silence", f"silent:{facts.id}:{since}", rungs, due.on, told),
        Ladder("warning_due", f"warning_due:{facts.id}:{since}", (Rung(due.on),), facts=told),
    )


def _term(pack: RulePack, facts: HolderFacts) -> tuple[Ladder[date], ...]:
    """When renewal is asked, and when the title expires (S6.8)."""
    if facts.until == date.max:
        return ()
    told = {"qualification": facts.id, "until": str(facts.until)}
    dues = term_dues(pack, facts.kind, facts.until)
    asks = tuple(Rung(due.on, str(due.on)) for due in dues if due.what == "ask_renewal")
    ends = tuple(Rung(due.on, str(due.on)) for due in dues if due.what == "expire")
    over = ends[0].at if ends else None
    return (
        Ladder("ask_renewal", f"ask_renewal:{facts.id}", asks, over, told),
        Ladder("expire", f"expire:{facts.id}", ends, facts=told),
    )


def _shortage(
    pack: RulePack, facts: HolderFacts, year: tuple[date, date], record: YearRecord
) -> Ladder[date]:
    """In the course of the year who is behind, and towards its end who is short (S6.1, S6.3)."""
    rule, settled = pack.reminders, facts.certified_on + timedelta(days=pack.reminders.settled_days)
    months = [add_months(year[0], months) for months in rule.shortage_months]
    days = [day for day in (*months, _last_call(rule, year)) if day >= settled]
    days += _of_latecomer(rule, year, facts.certified_on)
    reached = _reached(pack, facts, year, record)
    rungs = tuple(
        Rung(day, str(day))
        for day in days
        if reached is not None and reached < pace_of(rule, year, facts.certified_on, day)
    )
    if reached is not None and NEARLY <= reached < 1:
        nearly = year[1] - timedelta(days=rule.nearly_days)
        rungs += (Rung(nearly, str(nearly)),) if nearly > facts.certified_on else ()
    told = {"qualification": facts.id, "year": str(year[0])}
    return Ladder("shortage", f"shortage:{facts.id}", rungs, year[1] + timedelta(days=1), told)


def _results(
    pack: RulePack, facts: HolderFacts, years: Iterable[tuple[date, date]]
) -> Iterable[Ladder[date]]:
    """What became of each year, said while a late diary of it may still count."""
    for year in years:
        if facts.certified_on <= year[1] and _asked(pack, facts, year):
            over = year[1] + timedelta(days=1)
            told = {"qualification": facts.id, "year": str(year[0])}
            key, gone = f"year_result:{facts.id}:{year[0]}", over + timedelta(days=RESULT_DAYS)
            yield Ladder("year_result", key, (Rung(over),), gone, told)


def _reached(
    pack: RulePack, facts: HolderFacts, year: tuple[date, date], record: YearRecord
) -> Fraction | None:
    """The part of the year's duty that is done, from 0, by the governing reading; None where nothing is asked."""
    if not _asked(pack, facts, year):
        return None
    reading = progress(pack, facts.kind, record, facts.certified_on, year[1]).governing
    assert reading is not None
    part = _part_done(reading.tree)
    return Fraction(1) if part is None else part


def _asked(pack: RulePack, facts: HolderFacts, year: tuple[date, date]) -> bool:
    rules = pack.rules(facts.kind)
    return bool((rules.duty or rules.loss) and share_of_year(pack.year, facts.certified_on, year))


def _part_done(tree: Standing) -> Fraction | None:
    """The nearest of any, the furthest of all; None where nothing can be known yet."""
    if not isinstance(tree, Several):
        return None if tree.done is None else Fraction(tree.done) / Fraction(tree.due)
    known = [part for one in tree.parts if (part := _part_done(one)) is not None]
    return (max if tree.join == "any" else min)(known) if known else None


def _of_latecomer(rule: Reminders, year: tuple[date, date], certified_on: date) -> list[date]:
    """Whoever settles down only after the last call hears by then or soon after what this year asks all the same."""
    call = _last_call(rule, year)
    if certified_on < year[0] or certified_on + timedelta(days=rule.settled_days) <= call:
        return []
    return [max(call, certified_on + LATECOMER)]


def _last_call(rule: Reminders, year: tuple[date, date]) -> date:
    return year[1] - timedelta(days=rule.year_end_days)


def pace_of(rule: Reminders, year: tuple[date, date], certified_on: date, day: date) -> Fraction:
    """The part of the duty that should be done by the morning of `day`: the part of the time that is
    over, and the whole of it from the last call before the end."""
    if day >= _last_call(rule, year):
        return Fraction(1)
    begins = max(year[0], certified_on)
    return Fraction(max((day - begins).days, 0), max((year[1] - begins).days + 1, 1))


def _papers(pack: RulePack, facts: HolderFacts, year: int) -> tuple[Ladder[date], ...]:
    """The plan and the summary of the year, where the pack asks for them and they are not handed in."""
    rule = pack.rules(facts.kind).plans
    if rule is None:
        return ()
    days = {"plan": date(year, 1, rule.plan_by), "summary": date(year, 12, rule.summary_by)}
    return tuple(
        _paper(pack.reminders, facts.id, what, year, day)
        for what, day in days.items()
        if f"{what}:{year}" not in facts.handed_in and facts.certified_on <= day
    )


def _paper(rule: Reminders, holder_id: int, what: str, year: int, by: date) -> Ladder[date]:
    rungs = tuple(Rung(by - timedelta(days=days), f"{days}") for days in rule.paper_days_left)
    told = {"qualification": holder_id, "paper": what, "year": year, "by": str(by)}
    return Ladder("paper_due", f"{what}_due:{holder_id}:{year}", rungs, by + timedelta(days=1), told)


def all_due(ladders: Iterable[Ladder[Moment]], now: Moment) -> list[Reminder]:
    """What is to be said by now."""
    return [reminder for ladder in ladders if (reminder := ladder.due(now))]


def next_moment(ladders: Iterable[Ladder[Moment]], now: Moment) -> Moment | None:
    """When there will next be something to say."""
    return min((moment for ladder in ladders if (moment := ladder.next(now))), default=None)
