"""The first line of a digest: how many, how many new, what is due; and the marks of a line that say the same of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from programme.digests import Item
from programme.spans import short_day
from storage.queries.reports.subscribers import Told
from storage.queries.reports.waiting import Waiting

DEADLINES = {"renewal": "day", "ending": "day", "task": "day"}
"""Kinds with a last day, and where their rows have it."""


def item_of(what: str, row: Waiting, weight: int, before: Told | None) -> Item:
    """A row as it is put in order; what stood in no digest before is new, once there was one."""
    key = f"{what}:{row.id}"
    by: Any = getattr(row, DEADLINES[what]) if what in DEADLINES else None
    heavy = 2 * weight - (3 if getattr(row, "urgent", False) else 0)
    return Item(key, before is not None and key not in before.since, by, heavy)


def first_line(items: Sequence[Item], total: int, before: Told | None, today: date) -> str:
    """«11 件，3 件新，1 件今天到期», or that it is what the last one said."""
    parts = [f"{total} 件", _news(items, before)]
    for count, name in (
        (sum(item.by is not None and item.by < today for item in items), "逾期"),
        (sum(item.by == today for item in items), "今天到期"),
    ):
        parts.append(f"{count} 件{name}" if count else "")
    return "，".join(part for part in parts if part)


def _news(items: Sequence[Item], before: Told | None) -> str:
    if before is None:
        return ""
    if count := sum(item.new for item in items):
        return f"{count} 件新" if count < len(items) else "都是新的" if count > 1 else "新的"
    same = {item.key for item in items} == set(before.since)
    return f"和 {short_day(before.on)}的一样" if same else "没有新的"


def deadline_mark(item: Item, today: date) -> str:
    """What a line begins with."""
    new = "新：" if item.new else ""
    if item.by is None or item.by > today:
        return new
    return f"{new}{'今天到期' if item.by == today else '逾期'}："
