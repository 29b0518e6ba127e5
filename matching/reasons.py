"""A ranking in plain words: each reason with its points, which add up to the score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from language import regions
from language.domains import label
from matching import expert_points, focus
from matching.facts import Reason
from matching.index import Index, Rows
from matching.phrases import KINDS
from matching.related_domains import CODES
from matching.scoring import Asked, Points
from matching.spoken import phrase_for

ORDER = (
    "wish", "phrase", "domain", "place", "focus", "room", "satisfaction", "duty", "trial", "rested", "answers",
    "hindrance",
)  # fmt: skip
PUBLIC = frozenset({"wish", "phrase", "domain", "place", "focus"})
"""What an expert and a firm may read of it; the rest is for staff."""
_OF_PHRASES = (*KINDS, "words", "trade_words")
_LIKELY = 0.1
"""A chance from which on an expert's field is named as one of the need's."""
_SELDOM = 200
"""Hundredths lost by answering, from which on one says so."""


def explain(index: Index, need: Asked, rows: Rows, found: Points) -> list[tuple[Reason, ...]]:
    """For each row what speaks for it and against it, as `found` has it."""
    parts = {kind: column for kind, column in found.items() if kind not in _OF_PHRASES} | _steady(index, rows)
    parts["answers"] = parts["answers"] + parts.pop("urgent")
    parts["phrase"] = sum((found[kind] for kind in _OF_PHRASES if kind in found), found["words"] * 0)
    parts["domain"] = parts.pop("field")
    return [
        tuple(_of_row(index, need, int(row), {kind: int(column[at]) for kind, column in parts.items()}))
        for at, row in enumerate(rows.tolist())
    ]


def _steady(index: Index, rows: Rows) -> Points:
    columns = {name: values[rows] for name, values in index.columns.items()}
    return {
        "satisfaction": expert_points.satisfaction(columns, index.weights),
        "room": expert_points.room(columns, index.weights),
        "duty": expert_points.open_duty(columns, index.weights, index.duty),
        "answers": expert_points.answers(columns, index.weights),
    }


def _of_row(index: Index, need: Asked, row: int, points: dict[str, int]) -> Iterator[Reason]:
    facts = {name: values[row] for name, values in index.columns.items()}
    texts = {
        "wish": "企业点名",
        "domain": _domain(need, int(facts["domains"])),
        "place": _place(need, int(facts["region"])),
        "phrase": phrase_for(index, need.sought, row),
        "focus": focus.told(int(facts["focus"]), need.wanted.focus),
        "room": f"手上 {facts['load']} 件",
        "satisfaction": f"满意度 {facts['stars']:.1f}",
        "duty": f"本年还差 {max(0.0, index.duty.hours - float(facts['hours'])):g} 小时",
        "trial": "评价还少，这次轮到试一试",
        "rested": _rested(need, int(facts["last"])),
        "answers": _answers(points["answers"]),
        "hindrance": _hindrance(need, facts),
    }
    for kind in ORDER:
        if points.get(kind) or (kind == "hindrance" and texts[kind]):
            yield Reason(kind, texts[kind], points.get(kind, 0) / 100)


def _domain(need: Asked, theirs: int) -> str:
    """The expert's fields that the need may be of, the likeliest first; or else what theirs are."""
    own = [place for place in range(len(CODES)) if theirs >> place & 1]
    own.sort(key=lambda place: -need.sought.chances[place])
    likely = [place for place in own if need.sought.chances[place] >= _LIKELY]
    if likely:
        return "擅长" + "、".join(label(CODES[place]) for place in likely[:2])
    return f"本行是{label(CODES[own[0]])}" if own else "没有登记领域"


def _place(need: Asked, theirs: int) -> str:
    if theirs == need.region:
        return f"同在{regions.names().get(f'{theirs:06d}', '一个县区')}"
    if theirs // 100 == need.region // 100:
        return f"同在{regions.names().get(f'{theirs // 100 * 100:06d}', '一市')}"
    return "同省" if theirs // 10000 == need.region // 10000 else "可线上"


def _rested(need: Asked, last: int) -> str:
    return f"{need.today - last} 天没有服务" if last else "还没有服务过"


def _answers(points: int) -> str:
    if points > 0:
        return "答复爽快"
    return "近来多婉拒" if points < -_SELDOM else "接单略少"


def _hindrance(need: Asked, facts: dict[str, Any]) -> str:
    """Why somebody who fits cannot be asked; nothing for those who can."""
    if facts["load"] >= facts["capacity"]:
        return f"手上已满（{facts['load']}/{facts['capacity']}）"
    if facts["leaves"] <= need.today <= facts["away"]:
        return f"外出到 {date.fromordinal(int(facts['away'])):%m月%d日}"
    quiet = int(facts["quiet"]) & (1 << need.wanted.today.weekday())
    return "今天免打扰" if quiet else ""
