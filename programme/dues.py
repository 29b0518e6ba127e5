"""On which day a warning, a question about renewal or the end of a term falls due.

Spans are calendar months and years (see `programme.spans`). Their last day still belongs to them, and what
follows falls due on the day after: half a year of silence after 1 January lasts to 1 July, and a warning falls
due on 2 July; a term of three years from 12 October 2026 lasts to 12 October 2029.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from programme.packs.duties import Warn
from programme.packs.model import RulePack
from programme.packs.offices import Kind


@dataclass(frozen=True)
class Due:
    """Something that falls due. `on`: the first day on which it is to be done; `clause`: what it rests on."""

    what: Literal["warning", "ask_renewal", "expire"]
    on: date
    clause: str
    text: str


@dataclass(frozen=True)
class TermOf:
    """A term of a title. `begins_on` and `ends_on` are its first and its last day."""

    begins_on: date
    ends_on: date
    clause: str


def warning_due(
    pack: RulePack, kind: Kind, certified_on: date, last_activity_on: date | None = None
) -> Due | None:
    """When staff are to decide about a warning (S6.6); None where the pack knows no warning.

    The pack's months are counted from the later of certification and the last activity or diary.
    """
    rule = pack.rules(kind).warning
    if rule is None:
        return None
    silent_since = max(certified_on, last_activity_on or certified_on)
    ends_on = rule.after.after(silent_since)
    text = f"自 {silent_since} 起{rule.after.in_words('满')}未开展活动、未报送数据"
    return Due("warning", ends_on + timedelta(days=1), rule.clause, text)


def silence(rule: Warn, whose: str = "") -> str:
    """What a warning is about, in words: «满半年没有活动和日记»; `whose` says «您的» to the holder."""
    return f"{rule.after.in_words('满')}没有{whose}活动和日记"


def silence_days(rule: Warn, days_left: tuple[int, ...]) -> tuple[int, ...]:
    """The days of silence on which a holder is reminded, `days_left` before a warning may fall due.

    A month is taken as 30 days, and what would lie before the beginning is left out: 90, 30 and 10 days
    before half a year is over are days 90, 150 and 170.
    """
    whole = rule.after.days
    return tuple(whole - left for left in sorted(days_left, reverse=True) if left < whole)


def first_term(pack: RulePack, kind: Kind, certified_on: date) -> TermOf | None:
    """The term that begins on the day of certification (S6.8); None where the pack sets no term."""
    rule = pack.rules(kind).term
    if rule is None:
        return None
    before = certified_on - timedelta(days=1) if rule.first_day_counts else certified_on
    return TermOf(certified_on, rule.lasts.after(before), rule.clause)


def renewed_term(pack: RulePack, kind: Kind, ends_on: date) -> TermOf | None:
    """The term that follows one ending on `ends_on`; None where it can't be renewed.

    It is counted from the end of the old one, so that asking early costs nothing.
    """
    rule = pack.rules(kind).term
    if rule is None or rule.renewal is None:
        return None
    return TermOf(ends_on + timedelta(days=1), rule.renewal.after(ends_on), rule.clause)


def term_dues(pack: RulePack, kind: Kind, ends_on: date) -> tuple[Due, ...]:
    """The days on which renewal is asked, then the day on which the title expires, in order.

    Empty where the pack sets no term; only the end where the term can't be renewed.
    """
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
    return (*asks, end) if rule.renewal else (end,)
