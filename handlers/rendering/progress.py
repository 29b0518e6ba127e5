"""Where the year stands, in one line: «本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from programme.duty import Progress
from programme.packs import RulePack
from programme.programmes import named, side_by_side
from programme.years import name_of


def progress_line(rules: RulePack, found: Sequence[tuple[RulePack, Progress]], today: date) -> str:
    """One line for people, of each of their titles; another duty year than today's is named."""
    lines: dict[str, list[tuple[RulePack, Progress]]] = {}
    for pack, one in found:
        lines.setdefault(_called(pack, one, today), []).append((pack, one))
    return "；".join(_line(rules, called, those, alone=len(lines) == 1) for called, those in lines.items())


def _called(pack: RulePack, one: Progress, today: date) -> str:
    first, last = one.year
    return "" if first <= today <= last else name_of(pack.year, first.year)


def _line(rules: RulePack, called: str, found: Sequence[tuple[RulePack, Progress]], *, alone: bool) -> str:
    whose = "" if alone else "、".join(named(rules, pack) for pack, _ in found)
    head = " ".join(filter(None, (whose, called)))
    return f"{head}：{side_by_side(rules, found)}" if head else side_by_side(rules, found)
