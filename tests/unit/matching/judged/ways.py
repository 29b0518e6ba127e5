"""Ways of ordering experts for a judged need: the ranking, with vectors and by words alone, and simpler ones beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from zlib import crc32

import bm25s
import numpy as np

from bot.devtools.match_file import index_of
from matching.asking import first_wave
from matching.facts import Profile, Wanted
from matching.index import Index
from matching.meaning import FINE, QUICK, Encoder
from matching.ranking import rank
from tests.unit.matching.judged.cases import Case

URGENT, PLAIN = 3, 1
"""Experts asked at once."""
Order = list[int]
Answer = tuple[Order, Order]
"""Whom a way names, best first, and whom it would ask."""
Way = Callable[[Case, Wanted], Answer]


def ranked(case: Case, need: Wanted) -> Answer:
    """The ranking with the quick encoder's vectors."""
    return _ranked(_index(case.experts, QUICK), need)


def ranked_finely(case: Case, need: Wanted) -> Answer:
    """The ranking with the fine encoder's."""
    return _ranked(_index(case.experts, FINE), need)


def ranked_alone(case: Case, need: Wanted) -> Answer:
    """The ranking by words alone."""
    return _ranked(_index(case.experts, None), need)


def by_bm25(case: Case, need: Wanted) -> Answer:
    """BM25 alone, over pairs of characters."""
    retriever = bm25s.BM25()
    retriever.index([_pairs(_words(expert)) for expert in case.experts], show_progress=False)
    scores = retriever.get_scores(_pairs(need.text))
    return _sorted(case, need, dict(zip(case.experts, scores.tolist(), strict=True)).__getitem__)


def by_field_and_place(case: Case, need: Wanted) -> Answer:
    """Whoever has the field that is read, the nearest first."""

    def worth(expert: Profile) -> float:
        here = expert.region or ""
        near = next(
            (3 - step for step, width in enumerate((6, 4, 2)) if here[:width] == need.region[:width]), 0
        )
        return (need.domain in expert.domains) * 10 + near

    return _sorted(case, need, worth)


def by_meaning(case: Case, need: Wanted) -> Answer:
    """The nearest phrase by vector alone."""
    index, wanted = _index(case.experts, QUICK), QUICK.vector(need.text)
    rows = np.array([index.row(expert.expert_id) for expert in case.experts])
    near = np.maximum(
        index.phrases.best(rows, "speciality", wanted), index.phrases.best(rows, "past", wanted)
    )
    return _sorted(case, need, dict(zip(case.experts, near.tolist(), strict=True)).__getitem__)


WAYS: dict[str, Way] = {
    **({"fine": ranked_finely} if FINE.installed else {}),
    **({"quick": ranked, "nearest phrase": by_meaning} if QUICK.installed else {}),
    "words alone": ranked_alone,
    "bm25": by_bm25,
    "field + nearest": by_field_and_place,
}


@lru_cache(maxsize=400)
def _index(experts: tuple[Profile, ...], encoder: Encoder | None) -> Index:
    ordered = sorted(experts, key=lambda expert: (expert.region or "", expert.expert_id))
    return index_of(ordered, None, encoder)


def _ranked(index: Index, need: Wanted) -> Answer:
    found = rank(index, need, 10)
    asked = first_wave(found, URGENT if need.urgent else PLAIN)
    return [one.expert_id for one in found], [one.expert_id for one in asked]


def _sorted(case: Case, need: Wanted, worth: Callable[[Profile], float]) -> Answer:
    """Everybody who may be asked, by worth, then by lot."""
    free = [
        one
        for one in case.experts
        if one.expert_id not in need.barred and one.load < one.capacity and one.serving
        and not (one.away_until and one.away_until >= need.today)
    ]  # fmt: skip
    keys = {one: (-worth(one), crc32(f"{need.need_id}:{one.expert_id}".encode())) for one in free}
    order = [expert.expert_id for expert in sorted(free, key=keys.__getitem__)]
    return order, order[: URGENT if need.urgent else PLAIN]


def _words(expert: Profile) -> str:
    return f"{expert.specialities}，{expert.past}"


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
