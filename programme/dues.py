"""What falls due on which day: warnings, ends of terms, questions about renewal.

Spans are calendar months and years as 民法典 第二百零一条、第二百零二条 count them (see
programme.spans): half a year of silence after 1 January lasts to 1 July, and a warning is due on
the 2nd; a term of three years from 12 October 2026 lasts to 12 October 2029 inclusive.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from programme.packs.model import Kind, RulePack, Warn
from programme.spans import add_months, add_years, months_in_words


@dataclass(frozen=True)
class Due:
    """A dated fact. `on` is the first day on which it holds."""

    what: Literal["warning", "ask_renewal", "expire"]
    on: date
    clause: str
    text: str


@dataclass(frozen=True)
class TermOf:
    """A term; `ends_on` is its last day."""

    begins_on: date
    ends_on: date
    clause: str


def warning_due(
    pack: RulePack, kind: Kind, certified_on: date, last_activity_on: date | None = None
) -> Due | None:
    """When half a year without activity and without report will have passed, counted from the
    later of certification and the last activity or diary; None where the pack knows no warning."""
    rule = pack.rules(kind).warning
    if rule is None:
        return None
    silent_since = max(certified_on, last_activity_on or certified_on)
    ends_on = add_months(silent_since, rule.months)
    text = f"自 {silent_since} 起{months_in_words(rule.months, '满')}未开展活动、未报送数据"
    return Due("warning", ends_on + timedelta(days=1), rule.clause, text)


def silence(rule: Warn, whose: str = "") -> str:
    """What a warning is about, in words: «满半年没有活动和日记»; `whose` says «您的» to the holder."""
    return f"{months_in_words(rule.months, '满')}没有{whose}活动和日记"


def silence_days(rule: Warn, days_left: tuple[int, ...]) -> tuple[int, ...]:
    """The days of silence on which a holder is reminded, `days_left` before a warning may fall due.

    A month is taken as 30 days, and what would lie before the beginning is left out: 90, 30 and 10 days
    before half a year is over are days 90, 150 and 170.
    """
    whole = 30 * rule.months
    return tuple(whole - left for left in sorted(days_left, reverse=True) if left < whole)


def first_term(pack: RulePack, kind: Kind, certified_on: date) -> TermOf | None:
    """None where the pack sets no term."""
    rule = pack.rules(kind).term
    return TermOf(certified_on, add_years(certified_on, rule.years), rule.clause) if rule else None


def renewed_term(pack: RulePack, kind: Kind, ends_on: date) -> TermOf | None:
    """The term that follows one ending on `ends_on`; None where it can't be renewed.

    It is counted from the end of the old one, so that asking early costs nothing.
    """
    rule = pack.rules(kind).term
    if rule is None or not rule.renewal_years:
        return None
    return TermOf(ends_on + timedelta(days=1), add_years(ends_on, rule.renewal_years), rule.clause)


def term_dues(pack: RulePack, kind: Kind, ends_on: date) -> tuple[Due, ...]:
    """The questions about renewal, then the end; by day."""
    rule = pack.rules(kind).term
    if rule is None:
        return ()
    asks = tuple(
        Due(
            "ask_renewal",
            ends_on - timedelta(days=days),
            rule.ask_clause,
            f"任期 {ends_on} 届满，还有 {days} 天",
        )
        for days in sorted(rule.ask_days_before, reverse=True)
    )
    end = Due("expire", ends_on + timedelta(days=1), rule.clause, f"任期已于 {ends_on} 届满")
    return (*asks, end) if rule.renewal_years else (end,)
