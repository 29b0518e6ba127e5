"""What falls due of holders: silence, shortage, terms, plans and summaries, each holder on the day it asks for.

A holder carries the day on which to look again, so that a look costs what is due and not what exists, and an
outage of any length is caught up by itself. What is due is said by `programme.reminders`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from actions.access import known_pack, pack_of
from actions.due import morning, reminded
from actions.notify import Addressed
from actions.steps import StepAt, StepOwners
from actions.titles.expire import expire
from actions.titles.notices import (
    AskRenewal,
    NeedsDue,
    PaperDue,
    ReportedAgain,
    Shortage,
    Silence,
    StillWarned,
    YearResult,
)
from actions.titles.silence import drop_overtaken, propose
from programme.collecting import collecting
from programme.duty import duty_year
from programme.packs import KINDS, Kind, RulePack
from programme.reminders import HolderFacts, Reminder, all_due, next_moment, of_holder
from programme.spans import add_months
from programme.warned import still_warned
from storage.queries.titles import due_holders
from storage.queries.titles import silence as silences
from storage.queries.titles.due_holders import Held
from storage.unit_of_work import UnitOfWork
from storage.window import Window

Packs = Mapping[str, RulePack | None]
AT_ONCE = 500
"""Holders looked at in one transaction: a sweep over a million holds nobody up."""
TO_HOLDERS = (Silence, StillWarned, AskRenewal, Shortage, PaperDue, NeedsDue, YearResult)
DEEDS = ("warning_due", "expire")
"""What falls due and is a deed: staff are asked for a decision, a term ends."""


@dataclass(slots=True)
class Look:
    """What a look at some holders found: those with something to hear, and when to look at each again."""

    due: list[tuple[Held, Reminder]] = field(default_factory=list)
    again: list[tuple[int, date, date | None]] = field(default_factory=list)

    def of(self, kind: str) -> list[tuple[Held, Reminder]]:
        return [(held, reminder) for held, reminder in self.due if reminder.kind == kind]


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """See to those whose day has come, `AT_ONCE` of each kind, each under the pack of the own title."""
    for kind in KINDS:
        yield from _see_to(work, kind, window.closes)


def more_due(work: UnitOfWork, now: datetime) -> bool:
    """Whether holders are left whose day has come, and whom nobody else is looking at."""
    return any(due_holders.held_to_look_at(work.connection, kind, now.date(), 1) for kind in KINDS)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The morning on which a holder is to be looked at; a moment from now for one that has changed."""
    day = due_holders.next_look(work.connection)
    if day is None or day > after.date():
        return morning(day, after.tzinfo)
    return after + timedelta(seconds=1)


def _see_to(work: UnitOfWork, kind: Kind, now: datetime) -> Iterator[Addressed]:
    held = due_holders.held_to_look_at(work.connection, kind, now.date(), AT_ONCE)
    if held:
        packs = {name: known_pack(name) for name in {one.pack for one in held}}
        facts = _facts(work, kind, held, packs, now)
        warned_on = _warned_on(work, facts, now)
        look = _found(held, facts, packs, warned_on, now.date())
        yield from _reported_again(work, held, facts)
        yield from propose(work, look.of("warning_due"), now)
        yield from expire(work, look.of("expire"), now)
        ended = {one.id: replace(facts[one.id], state="expired") for one, _ in look.of("expire")}
        drop_overtaken(work, facts | ended, now)
        yield from _to_holders(look)
        due_holders.look_again_on(work.connection, look.again)


def _warned_on(work: UnitOfWork, facts: Mapping[int, HolderFacts], now: datetime) -> dict[int, date]:
    """On which day those who are warned were, by the title."""
    warned = [key for key, one in facts.items() if one.state == "warned"]
    issued = silences.warnings(work.connection, warned, "issued") if warned else []
    return {
        one.qualification_id: one.decided_at.astimezone(now.tzinfo).date() for one in issued if one.decided_at
    }


def _reported_again(
    work: UnitOfWork, held: Sequence[Held], facts: Mapping[int, HolderFacts]
) -> Iterator[Addressed]:
    """Staff hear once that somebody who was warned has reported since, and may lift the warning."""
    warned = {one.id: one for one in held if facts[one.id].state == "warned"}
    for row in silences.warnings(work.connection, warned, "issued") if warned else ():
        if facts[row.qualification_id].silent_since > row.silent_since:
            one = warned[row.qualification_id]
            at = StepAt("warn", pack_of(one.pack), one.kind, one.region)
            yield from StepOwners(work).told(at, ReportedAgain(one.id), f"reported_again:{row.id}")


def _found(
    held: Sequence[Held],
    facts: Mapping[int, HolderFacts],
    packs: Packs,
    warned_on: Mapping[int, date],
    today: date,
) -> Look:
    look = Look()
    for one in held:
        pack = packs[one.pack]
        ladders = of_holder(pack, facts[one.id], today) if pack else ()
        ladders += still_warned(facts[one.id], warned_on.get(one.id)) if pack else ()
        ladders += collecting(pack, facts[one.id], today) if pack else ()
        look.due += [(one, reminder) for reminder in all_due(ladders, today)]
        never = due_holders.NEVER if pack else today + timedelta(days=1)
        again = next_moment(ladders, today) or never
        look.again.append((one.id, again, facts[one.id].silent_since))
    return look


def _to_holders(look: Look) -> Iterator[Addressed]:
    """What goes to the holders themselves."""
    for held, reminder in look.due:
        if reminder.kind not in DEEDS:
            yield from reminded(held.person_id, reminder, *TO_HOLDERS)


def _facts(
    work: UnitOfWork, kind: Kind, held: Sequence[Held], packs: Packs, now: datetime
) -> dict[int, HolderFacts]:
    """What is known of each, by the qualification's id."""
    holders = [one.holder_id for one in held]
    reported = silences.last_reports(work.connection, kind, holders, now)
    since = add_months(now.date(), -12)
    entries = due_holders.entries_since(work.connection, kind, holders, since)
    events = due_holders.events_since(work.connection, kind, holders, since, now.date())
    papers = due_holders.handed_in(work.connection, holders, now.year) if kind == "station" else {}
    needs = due_holders.needs_told(work.connection, holders) if kind == "station" else {}
    return {
        one.id: HolderFacts(
            id=one.id,
            kind=kind,
            state=one.state,
            certified_on=one.certified_on,
            until=one.until,
            silent_since=silences.since_of(one.certified_on, reported.get(one.holder_id), one.registered_on),
            record=due_holders.record_of(
                entries.get(one.holder_id, ()),
                events.get(one.holder_id, ()),
                _year(one, packs[one.pack], now.date()),
            ),
            handed_in=papers.get(one.holder_id, frozenset()),
            needs_told_on=_day(needs.get(one.holder_id), now),
        )
        for one in held
    }


def _day(moment: datetime | None, now: datetime) -> date | None:
    return moment.astimezone(now.tzinfo).date() if moment else None


def _year(held: Held, pack: RulePack | None, today: date) -> tuple[date, date]:
    return duty_year(pack.year, held.certified_on, today) if pack else (today, today)
