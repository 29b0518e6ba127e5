"""Where the year stands, in one line: «本年 8.5/12 小时、21/30 家，还差 3.5 小时或 9 家»."""

from __future__ import annotations

from datetime import date

from programme.duty import Progress


def progress_line(found: Progress, year: int, today: date) -> str:
    """One line for people; another calendar year than today's is named."""
    return found.line if year == today.year else f"{year} 年度：{found.line}"
