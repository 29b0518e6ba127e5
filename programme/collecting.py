"""Stations collect needs by the pack's spans, and are asked before each ends, once more where they have not answered (S3.1)."""

from __future__ import annotations

from datetime import date, timedelta

from programme.packs.model import Collecting, RulePack
from programme.qualification import IN_GOOD_STANDING
from programme.reminders import HolderFacts, Ladder, Rung
from programme.spans import add_months


def span_of(rule: Collecting, certified_on: date, day: date) -> tuple[date, date]:
    """The span of a day, its first and its last day, counted from certification."""
    begins, number = certified_on, 0
    while (after := add_months(certified_on, (number + 1) * rule.every_months)) <= day:
        begins, number = after, number + 1
    return begins, after - timedelta(days=1)


def collecting(pack: RulePack, facts: HolderFacts, today: date) -> tuple[Ladder[date], ...]:
    """The ladders of this span and of the next; none of one in which the station has told already."""
    rule = pack.rules(facts.kind).collecting
    if rule is None or facts.state not in IN_GOOD_STANDING:
        return ()
    span = span_of(rule, facts.certified_on, today)
    following = span_of(rule, facts.certified_on, span[1] + timedelta(days=1))
    return tuple(
        _ladder(rule, facts.id, *one)
        for one in (span, following)
        if facts.needs_told_on is None or facts.needs_told_on < one[0]
    )


def _ladder(rule: Collecting, holder_id: int, begins: date, ends: date) -> Ladder[date]:
    rungs = tuple(Rung(ends - timedelta(days=days), f"{days}") for days in rule.ask_days_left)
    told = {"qualification": holder_id, "by": str(ends)}
    return Ladder("needs_due", f"needs_due:{holder_id}:{begins}", rungs, ends + timedelta(days=1), told)
