"""On which grounds a title can be taken away, and whether what is on record bears a ground (S6.2, S6.6, S6.7)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from programme.assess import Assessment
from programme.packs.model import KindRules, RulePack
from programme.packs.offices import Kind
from programme.roles import HOLDER_NAMES
from programme.spans import plain_day
from programme.years import name_of

YEARLY = "yearly"
UNREPORTED = "unreported"
OFFENCE = "offence"
_COUNTED = re.compile(r"^(?:本年|本期|累计) ")


@dataclass(frozen=True)
class Ground:
    """A ground of the pack: its id (a loss's own, or «yearly»), its clause, what staff choose by, and the warnings that bear it."""

    id: str
    clause: str
    text: str
    warnings: int | None = None


@dataclass(frozen=True)
class Evidence:
    """What is on record of a holder.

    `year`: the last full duty year of the title, None where there is none yet. `open_until`: the last day on which diaries of it
    still count, where that is not over. `upheld`: the grounds of complaints that were found to be true. `referred`: one of them
    was put before the authority. `warnings`: how many were issued in the term.
    """

    year: Assessment | None
    open_until: date | None = None
    upheld: Collection[str] = ()
    referred: bool = False
    warnings: int = 0


def grounds(rules: KindRules) -> tuple[Ground, ...]:
    """What the pack names, then the figures of the year."""
    named = [
        Ground(loss.id, loss.clause, f"{loss.clause}：{loss.text}", loss.warnings) for loss in rules.losses
    ]
    yearly = [Ground(YEARLY, rules.loss.clause, f"{rules.loss.clause}：年度服务未达标")] if rules.loss else []
    return (*named, *yearly)


def no_grounds(pack: RulePack, kind: Kind) -> str:
    """That no clause of the pack takes such a title away, in words; empty where one does. What is only forbidden takes none."""
    if grounds(pack.rules(kind)):
        return ""
    return f"{pack.named}没有写什么情况取消{HOLDER_NAMES[kind]}资格，不能取消。"


def unborne(ground: Ground, found: Evidence, today: date) -> str:
    """Why the facts do not bear this ground; empty where they do."""
    if ground.warnings is not None:
        short = found.warnings < ground.warnings
        return f"警告过 {found.warnings} 次，规定是 {ground.warnings} 次" if short else ""
    if ground.id in (YEARLY, UNREPORTED):
        return _of_year(found, today)
    if ground.id in found.upheld or (ground.id == OFFENCE and found.referred):
        return ""
    return "没有一件这方面的投诉查实过"


def _of_year(found: Evidence, today: date) -> str:
    if found.year is None:
        return "还没有满过一个服务年度"
    name, line = year_of(found.year), found.year.progress.line
    if found.open_until is not None:
        return f"{name}的日记还能补到{plain_day(found.open_until, today)}，现在不能定"
    if found.year.met:
        return f"{name}{figures_of(line)}，够了"
    return ""


def year_of(one: Assessment) -> str:
    """«2025 年度», «2025–2026 年度»; with both days where holders have years of their own."""
    first, last = one.progress.year
    if not one.pack.year.own or (first.month, first.day) == (1, 1):
        return name_of(one.pack.year, first.year)
    return f"{first.year}年{first.month}月{first.day}日到{last.year}年{last.month}月{last.day}日"


def figures_of(line: str) -> str:
    """«2/12 小时、3/30 家» of a line of progress."""
    return uncounted(line).partition("，")[0]


def uncounted(line: str) -> str:
    """A line of progress without the year that it is of."""
    return _COUNTED.sub("", line)
