"""How often the ranking agrees with the officer, beside three simple ways: python -m tests.unit.matching.judged.measure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import log2
from pathlib import Path
from typing import Any
from zlib import crc32

import bm25s
import yaml
from rapidfuzz import fuzz

from matching.deduplication import same_firm
from matching.facts import Profile, Wanted
from matching.index import Index
from matching.ranking import rank

HERE = Path(__file__).parent
MONDAY = date(2026, 9, 14)
FIRST, ALSO = 3, 1
"""What the officer's choice and the others they would take are worth in nDCG."""
Order = list[int]


@dataclass(frozen=True, slots=True)
class Case:
    """A need, the experts as they were that day, and the officer's judgement."""

    wanted: Wanted
    experts: tuple[Profile, ...]
    best: int
    fine: frozenset[int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Share of needs whose first (among the first three) is the officer's choice; nDCG of five; first choice taken."""

    hit1: float
    hit3: float
    ndcg5: float
    content: float


@cache
def cases(*, final: bool) -> tuple[Case, ...]:
    """The half for tuning (odd ids), or the one kept for the final check (even ids)."""
    return tuple(_case(need) for need in _read("needs") if (need["id"] % 2 == 0) == final)


@cache
def later() -> tuple[Case, ...]:
    """Needs written when the ranking was finished, in other words."""
    return tuple(_case(need) for need in _read("later"))


def agreement(found: tuple[Case, ...], way: Callable[[Case], Order]) -> Agreement:
    """How a way of ordering the experts agrees with the officer."""
    orders = [(case, way(case)) for case in found]
    shares = (
        [order[:1] == [case.best] for case, order in orders],
        [case.best in order[:3] for case, order in orders],
        [_gain(case, order[:5]) / _gain(case, [case.best, *case.fine][:5]) for case, order in orders],
        [bool(order) and order[0] in {case.best, *case.fine} for case, order in orders],
    )
    return Agreement(*(round(sum(share) / len(share), 3) for share in shares))


def ranked(case: Case) -> Order:
    """The ranking itself."""
    index = Index(sorted(case.experts, key=lambda expert: (expert.region or "", expert.expert_id)))
    return [candidate.expert_id for candidate in rank(index, case.wanted, 5)]


def by_fuzz(case: Case) -> Order:
    """rapidfuzz alone: the need's text against each expert's words."""
    return _sorted(case, lambda expert: fuzz.WRatio(case.wanted.text, _words(expert)))


def by_bm25(case: Case) -> Order:
    """BM25 alone, over pairs of characters."""
    corpus = [_pairs(_words(expert)) for expert in case.experts]
    retriever = bm25s.BM25()
    retriever.index(corpus, show_progress=False)
    scores = retriever.get_scores(_pairs(case.wanted.text))
    return _sorted(case, dict(zip(case.experts, scores.tolist(), strict=True)).__getitem__)


def by_domain(case: Case) -> Order:
    """The domain filter alone: whoever has the field, by lot."""
    return _sorted(case, lambda expert: case.wanted.domain in expert.domains)


WAYS: dict[str, Callable[[Case], Order]] = {
    "yiqi": ranked,
    "rapidfuzz": by_fuzz,
    "bm25": by_bm25,
    "domain": by_domain,
}


def _sorted(case: Case, worth: Callable[[Profile], float]) -> Order:
    """Everybody who may be asked, by worth, then by lot."""
    free = [
        one for one in case.experts if one.expert_id not in case.wanted.barred and one.load < one.capacity
    ]
    keys = {one: (-worth(one), crc32(f"{case.wanted.need_id}:{one.expert_id}".encode())) for one in free}
    return [expert.expert_id for expert in sorted(free, key=keys.__getitem__)]


def _words(expert: Profile) -> str:
    return f"{expert.specialities}，{expert.past}"


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _gain(case: Case, order: Order) -> float:
    worth = {case.best: FIRST} | dict.fromkeys(case.fine, ALSO)
    return sum(worth.get(expert, 0) / log2(place + 2) for place, expert in enumerate(order))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def _case(need: dict[str, Any]) -> Case:
    rows = [row | need.get("with", {}).get(row["id"], {}) for row in _read_experts()]
    today = need.get("day", MONDAY)
    wanted = Wanted(
        1000 + need["id"],
        need["domain"],
        need["region"],
        today,
        need["text"],
        tuple(need.get("also", ())),
        need.get("form"),
        need.get("urgent", False),
        tuple(need.get("focus", ())),
        need.get("wish"),
        frozenset(need.get("refuse", ())) | {row["id"] for row in rows if _of_firm(row, need)},
    )
    return Case(wanted, tuple(_expert(row, today) for row in rows), need["best"], frozenset(need["fine"]))


@cache
def _read_experts() -> list[dict[str, Any]]:
    return _read("experts")


def _of_firm(row: dict[str, Any], need: dict[str, Any]) -> bool:
    return "firm" in need and same_firm(row["unit"], need["firm"])


def _expert(row: dict[str, Any], today: date) -> Profile:
    (rated, stars), (asked, accepted) = row["rating"], row["offers"]
    return Profile(
        row["id"],
        row["region"],
        tuple(row["domains"]),
        row["specialities"],
        "；".join(row["diaries"]),
        load=row.get("load", 0),
        capacity=row.get("capacity", 3),
        away_until=row.get("away"),
        quiet="".join(map(str, row.get("quiet", ()))),
        rated=rated,
        stars=stars,
        asked=asked,
        accepted=accepted,
        hours=row["hours"],
        firms=row["firms"],
        last_served=today - timedelta(days=row["rested"]),
    )


if __name__ == "__main__":
    for half, judged in (("tuning", cases(final=False)), ("final", cases(final=True)), ("later", later())):
        for name, way in WAYS.items():
            found = agreement(judged, way)
            print(
                json.dumps(
                    {"half": half, "way": name} | {key: getattr(found, key) for key in Agreement.__slots__}
                )
            )
