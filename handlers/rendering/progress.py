"""Where the year stands, in one line: «本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from programme.duty import Progress
from programme.packs import RulePack
from programme.programmes import side_by_side


def progress_line(rules: RulePack, found: Sequence[tuple[RulePack, Progress]], year: int, today: date) -> str:
    """One line for people, of each of their titles; another calendar year than today's is named."""
    line = side_by_side(rules, found)
    return line if year == today.year else f"{year} 年度：{line}"
