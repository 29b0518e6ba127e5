"""A ranking in plain words: each reason with its points, which add up to the score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from language import regions
from language.domains import label
from matching import expert_points, focus, manner
from matching.facts import Reason
from matching.index import Index, Rows
from matching.phrases import KINDS
from matching.related_domains import CODES
from matching.scoring import Asked, Points
from matching.spoken import Answering
from programme.spans import short_day

ORDER = (
    "wish", "phrase", "domain", "place", "focus", "manner", "room", "satisfaction", "duty", "trial", "rested", "answers",
    "hindrance",
)  # fmt: skip
PUBLIC = frozenset({"wish", "phrase", "domain", "place", "focus", "manner"})
"""What an expert and a firm may read of it; the rest is for staff."""
_OF_PHRASES = (*KINDS, "words", "trade_words")
_LIKELY = 0.1
"""A chance from which on an expert's field is named as one of the need's."""
_SELDOM = 200
"""Hundredths lost by answering, from which on one says so."""


def explain(
    index: Index, need: Asked, rows: Rows, found: Points, phrases: Sequence[Answering]
) -> list[tuple[Reason, ...]]:
    """For each row what speaks for it and against it, as `found` has it; `phrases` answer for each."""
    parts = {kind: column for kind, column in found.items() if kind not in _OF_PHRASES} | _steady(index, rows)
    parts["answers"] = parts["answers"] + parts.pop("urgent")
    parts["phrase"] = sum((found[kind] for kind in _OF_PHRASES if kind in found), found["words"] * 0)
    parts["domain"] = parts.pop("field")
    facts = {name: values[rows].tolist() for name, values in index.columns.items()}
    listed = {kind: column.tolist() for kind, column in parts.items()}
    return [
        tuple(
            _of_row(
                index,
                need,
                {name: values[at] for name, values in facts.items()},
                {kind: values[at] for kind, values in listed.items()},
                phrase.told,
            )
        )
        for at, phrase in enumerate(phrases)
    ]


def _steady(index: Index, rows: Rows) -> Points:
    columns = {name: values[rows] for name, values in index.columns.items()}
    return {
        "satisfaction": expert_points.satisfaction(columns, index.weights),
        "room": expert_points.room(columns, index.weights),
        "duty": expert_points.open_duty(columns, index.weights, index.duty),
        "answers": expert_points.answers(columns, index.weights),
    }


def _of_row(
    index: Index, need: Asked, facts: dict[str, Any], points: dict[str, int], phrase: str
) -> Iterator[Reason]:
    hindrance = _hindrance(need, facts)
    for kind in ORDER:
        if points.get(kind) or (kind == "place" and facts["region"] // 10000 != need.region // 10000):
            yield Reason(
                kind,
                phrase if kind == "phrase" else _TELLS[kind](index, need, facts, points),
                points.get(kind, 0) / 100,
            )
    if hindrance:
        yield Reason("hindrance", hindrance, 0)


def _domain(need: Asked, theirs: int) -> str:
    """The expert's fields that the need may be of, the likeliest first; or else what theirs are."""
    own = [place for place in range(len(CODES)) if theirs >> place & 1]
    own.sort(key=lambda place: -need.sought.chances[place])
    likely = [place for place in own if need.sought.chances[place] >= _LIKELY]
    if likely:
        return "擅长" + "、".join(label(CODES[place]) for place in likely[:2])
    return f"本行是{label(CODES[own[0]])}" if own else "没有登记领域"


def _place(need: Asked, theirs: int) -> str:
    """How near the expert is; who is of another province is told with it, though it counts for nothing."""
    if theirs == need.region:
        return f"同在{_called(theirs, '一个县区')}"
    if theirs // 100 == need.region // 100:
        return f"同在{_called(theirs // 100 * 100, '一市')}"
    if theirs // 10000 == need.region // 10000:
        return "同省"
    return f"在{_called(theirs // 10000 * 10000, '外省')}，可线上" if theirs else "没有登记地区，可线上"


def _called(place: int, otherwise: str) -> str:
    code = f"{place:06d}"
    return regions.called(code) if code in regions.names() else otherwise


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
        return f"外出到 {short_day(date.fromordinal(int(facts['away'])))}"
    quiet = int(facts["quiet"]) & (1 << need.wanted.today.weekday())
    return "今天免打扰" if quiet else ""


_TELLS: dict[str, Callable[[Index, Asked, dict[str, Any], dict[str, int]], str]] = {
    "wish": lambda index, need, facts, points: "企业点名",
    "domain": lambda index, need, facts, points: _domain(need, facts["domains"]),
    "place": lambda index, need, facts, points: _place(need, facts["region"]),
    "focus": lambda index, need, facts, points: focus.told(facts["focus"], need.wanted.focus),
    "manner": lambda index, need, facts, points: manner.told(facts["traits"] & need.manner),
    "room": lambda index, need, facts, points: f"手上 {facts['load']} 件",
    "satisfaction": lambda index, need, facts, points: f"满意度 {facts['stars']:.1f}",
    "duty": lambda index, need, facts, points: (
        f"本年还差 {max(0.0, index.duty.hours - facts['hours']):g} 小时"
    ),
    "trial": lambda index, need, facts, points: "评价还少，这次轮到试一试",
    "rested": lambda index, need, facts, points: _rested(need, facts["last"]),
    "answers": lambda index, need, facts, points: _answers(points["answers"]),
}
"""How each reason but the phrase is put."""
