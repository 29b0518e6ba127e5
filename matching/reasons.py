"""A ranking in plain words: each reason with its points, which add up to the score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from language import regions
from language.domains import label
from matching import expert_points
from matching.facts import Reason
from matching.index import Index, Rows
from matching.related_domains import CODES
from matching.scoring import Asked, Points
from matching.tokens import topics
from matching.whole_words import widened

ORDER = (
    "wish", "domain", "place", "topics", "words", "focus", "room", "satisfaction", "duty", "rested", "answers",
    "hindrance",
)  # fmt: skip
_FOCUS = {
    "graduate": "大学毕业生",
    "veteran": "退役军人",
    "woman": "女性创业者",
    "disabled": "残疾人",
    "srdi": "专精特新企业",
}
_MOST_NAMED = 3
_SELDOM = 200
"""Hundredths lost by answering, from which on one says so."""


def explain(index: Index, need: Asked, rows: Rows, found: Points) -> list[tuple[Reason, ...]]:
    """For each row what speaks for it and against it, as `found` has it."""
    parts = found | _steady(index, rows)
    parts["answers"] = parts["answers"] + found["urgent"]
    spoken = _Spoken(index, need, rows)
    return [
        tuple(
            _of_row(index, need, int(row), {kind: int(column[at]) for kind, column in parts.items()}, spoken)
        )
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


def _of_row(index: Index, need: Asked, row: int, points: dict[str, int], spoken: _Spoken) -> Iterator[Reason]:
    facts = {name: values[row] for name, values in index.columns.items()}
    texts = {
        "wish": "企业点名",
        "domain": _domain(need, int(facts["domains"])),
        "place": _place(need, int(facts["region"])),
        "topics": spoken.topics(row),
        "words": spoken.words(row),
        "focus": f"服务过{'、'.join(_FOCUS[group] for group in need.wanted.focus if group in _FOCUS)}",
        "room": f"手上 {facts['load']} 件",
        "satisfaction": f"满意度 {facts['stars']:.1f}",
        "duty": f"本年还差 {max(0.0, index.duty.hours - float(facts['hours'])):g} 小时",
        "rested": _rested(need, int(facts["last"])),
        "answers": _answers(points["answers"]),
        "hindrance": _hindrance(need, facts),
    }
    for kind in ORDER:
        if points.get(kind) or (kind == "hindrance" and texts[kind]):
            yield Reason(kind, texts[kind], points.get(kind, 0) / 100)


def _domain(need: Asked, theirs: int) -> str:
    for wanted, how in ((need.main, "擅长"), (need.also, "擅长"), (need.related, "相近领域：")):
        known = [code for place, code in enumerate(CODES) if theirs & wanted & (1 << place)]
        if known:
            return how + "、".join(map(label, known))
    return ""


def _place(need: Asked, theirs: int) -> str:
    if theirs == need.region:
        return f"同在{regions.name(f'{theirs:06d}')}"
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


class _Spoken:
    """Which of the need's tokens each chosen row shares."""

    def __init__(self, index: Index, need: Asked, rows: Rows) -> None:
        self._places = need.pairs
        self._text = need.wanted.text
        tokens = [*need.topics, *need.pairs]
        self._shared: dict[int, list[int]] = {int(row): [] for row in rows}
        for token in tokens:
            for row in _holding(index, token, rows):
                self._shared[row].append(token)

    def topics(self, row: int) -> str:
        """«专长工伤赔偿»; where they only have done it, «做过工伤赔偿»."""
        shared = [token for token in self._shared[row] if token < 2 * len(topics())]
        named = [topics()[token].name for token in shared if token < len(topics())]
        done = [topics()[token - len(topics())].name for token in shared if token >= len(topics())]
        how, names = ("专长", named) if named else ("做过", done)
        return how + "、".join(names[:_MOST_NAMED])

    def words(self, row: int) -> str:
        """The stretches of the need that the shared pairs make up, but for what the topics name: «提到冻虾、码头»."""
        starts = sorted(at for token in self._shared[row] for at in self._places.get(token, ()))
        stretches: list[list[int]] = []
        for at in starts:
            if stretches and stretches[-1][1] >= at:
                stretches[-1][1] = at + 2
            else:
                stretches.append([at, at + 2])
        named = self.topics(row)
        words = dict.fromkeys(widened(self._text, first, last) for first, last in stretches)
        told = [word for word in words if word not in named]
        return f"提到{'、'.join(told[:_MOST_NAMED])}" if told else "说法也对得上"


def _holding(index: Index, token: int, rows: Rows) -> list[int]:
    """Which of these rows hold the token."""
    built, late = (
        index.postings.rows(token, 0, index.built),
        index.postings.rows(token, index.built, index.size),
    )
    held = np.concatenate([built, late]) if len(late) else built
    if not len(held):
        return []
    places = held.searchsorted(rows.astype(held.dtype)).clip(max=len(held) - 1)
    found: list[int] = rows[held[places] == rows].tolist()
    return found
