"""How long an expert has to answer, how many are asked at once, and how long a deed can be undone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from programme.delivery import may_go_at
from programme.packs.model import RulePack
from programme.packs.spans import Diaries, Offers
from programme.spans import add_months
from programme.workdays import KNOWN, Calendar, is_working
from programme.years import key_of, late_until

_DAY = timedelta(days=1)
_WEEK = "1234567"


def answer_by(rule: Offers, asked_at: datetime, urgent: bool, calendar: Calendar = KNOWN) -> datetime:
    """When an unanswered offer lapses (S3.4: emergencies have a fast lane).

    The clock of what is not urgent stands still on days that are not worked, by the local calendar of `asked_at`.
    """
    if urgent:
        return asked_at + timedelta(hours=rule.urgent_answer_hours)
    at, left = _worked(asked_at, calendar), timedelta(hours=rule.answer_hours)
    while (day_left := _midnight(at) - at) < left:
        at, left = _worked(_midnight(at), calendar), left - day_left
    return at + left


def _worked(moment: datetime, calendar: Calendar) -> datetime:
    """The moment itself, or the beginning of the next day that is worked."""
    while not is_working(moment.date(), calendar):
        moment = _midnight(moment)
    return moment


def _midnight(moment: datetime) -> datetime:
    """When the moment's day is over."""
    return datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)


def wave(rule: Offers, urgent: bool) -> int:
    """How many experts are asked at once."""
    return rule.urgent_at_once if urgent else rule.at_once


def can_undo(rule: Diaries, recorded_at: datetime, now: datetime) -> bool:
    """Whether its writer may still correct a diary or take it back."""
    return now - recorded_at <= timedelta(hours=rule.undo_hours)


def was_taken_until(pack: RulePack, served_on: date, today: date) -> date | None:
    """The day until which diaries of that duty year were taken, where it has gone by; None while they still are."""
    late = None if pack.year.own else late_until(pack, key_of(pack.year, served_on))
    return late if late and late < today else None


def is_too_old(rule: Diaries, served_on: date, today: date) -> bool:
    """Whether a service lies too far back for a diary of one's own; staff enter it."""
    return add_months(served_on, rule.oldest_months) < today


def free_on(today: date, away: tuple[date | None, date | None], quiet: str, *, full: bool) -> date:
    """The first day from today on which an expert may be asked: not within `away` (first day, where it is set, and last),
    no weekday of `quiet` («67»: the weekend); whose hands are full may have room tomorrow."""
    first, last = away
    at = today + _DAY if full else today
    while (last and (first or at) <= at <= last) or (
        len(set(quiet)) < len(_WEEK) and f"{at.isoweekday()}" in quiet
    ):
        at += _DAY
    return at


def is_worth_waiting(rule: Offers, today: date, on: date) -> bool:
    """Whether the right one is back so soon that a need may wait for them."""
    return today < on <= today + rule.wait_days * _DAY


def asks_again_at(on: date, zone: tzinfo | None) -> datetime:
    """When a need that has waited until this day goes on: in the morning, when people may be disturbed."""
    return may_go_at(datetime.combine(on, time(), zone), urgent=False)
