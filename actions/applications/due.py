"""What falls due of applications: the last day of publicity, the end of a round while one is unfinished, words to who waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from actions.access import kind_of, pack_of
from actions.applications.apply import FORM_OF, FORMS
from actions.applications.certify import next_certification
from actions.applications.notices import PackEnding, PublicityEnding, RoundClosing, RoundToOpen
from actions.applications.rounds import rounds
from actions.applications.waiting import next_word, words_of_waiting
from actions.due import first, morning, reminded
from actions.notify import Addressed, to_staff
from actions.steps import StepAt, StepOwners
from programme.cases import round_missed_on
from programme.packs import RulePack
from programme.programmes import office_of, packs
from programme.reminders import of_publicity, of_round, round_days
from programme.validity import told_from
from storage.queries.applications.drafts import people_filling
from storage.queries.applications.due import ending_publicity, first_end_of_publicity
from storage.queries.applications.rounds import opened_in
from storage.unit_of_work import UnitOfWork
from storage.window import Window


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Once a day: publicity that ends today, rounds that close soon, whoever waits."""
    if window.begins_a_day:
        yield from _of_publicity(work, window.closes.date())
        yield from _of_rounds(work, window, rules)
        yield from words_of_waiting(work, window, rules)
        yield from _of_the_year(work, window, rules)
        yield from _of_documents(work, window, rules)


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """The morning of the next day on which publicity ends, on which one is certified, a round is about to close
    or somebody who waits hears something.
    """
    days = [
        day for one in rounds(work, rules, after.date()) for day in round_days(rules.reminders, one.closes)
    ]
    days = [day for day in days if day > after.date()]
    ahead = first_end_of_publicity(work, after.date())
    certified = next_certification(work, after.date(), after.tzinfo)
    yearly = [pack.yearly_round for pack in packs(rules) if pack.yearly_round]
    years = (after.year, after.year + 1)
    missed = [round_missed_on(one, year, rules.calendar) for one in yearly for year in years]
    missed += [day for pack in packs(rules) if (day := told_from(pack))]
    days += [day for day in missed if day > after.date()]
    word = next_word(work, after.date(), rules, after.tzinfo)
    return first(*(morning(day, after.tzinfo) for day in (ahead, word, *days)), certified)


def _of_the_year(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """A round that a pack asks for each year, and that nobody has opened (HB)."""
    seen_to, today = window.opens.astimezone(window.closes.tzinfo).date(), window.closes.date()
    for pack in packs(rules):
        if pack.yearly_round is None:
            continue
        day = round_missed_on(pack.yearly_round, today.year, rules.calendar)
        if seen_to < day <= today and not opened_in(work, pack.id, today.year, pack.yearly_round.kind):
            key, told = f"round_to_open:{pack.id}:{today.year}", RoundToOpen(today.year, pack.id)
            yield from to_staff(work, pack.region, told, key, to_do="open_round")


def _of_documents(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """A pack's document that ends soon (S10.13), once."""
    today = window.closes.date()
    for pack in packs(rules):
        day, rule = told_from(pack), pack.validity
        if rule and rule.until and day and day <= today <= rule.until:
            key, told = f"pack_ending:{pack.id}:{rule.until}", PackEnding(pack.id, str(rule.until))
            yield from to_staff(work, office_of(rules, pack), told, key, to_do="open_round")


def _of_publicity(work: UnitOfWork, today: date) -> Iterator[Addressed]:
    owners = StepOwners(work)
    for one in ending_publicity(work, today):
        reminder = of_publicity(one.id, one.ends).due(today)
        at = StepAt("objection", pack_of(one.pack), kind_of(one.kind), one.region)
        for person in owners.persons(at):
            yield from reminded(person, reminder, PublicityEnding, key=f":{person}")


def _of_rounds(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    seen_to, today = window.opens.astimezone(window.closes.tzinfo).date(), window.closes.date()
    for one in rounds(work, rules, today):
        if any(seen_to < day <= today for day in round_days(rules.reminders, one.closes)):
            for person in people_filling(work, [FORM_OF[one.kind]] if one.kind else FORMS):
                yield from reminded(
                    person, of_round(rules.reminders, one.id, person, one.closes).due(today), RoundClosing
                )
