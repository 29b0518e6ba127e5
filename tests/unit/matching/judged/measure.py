"""How often the ranking agrees with officers, beside simpler ways: python -m tests.unit.matching.judged.measure [SET…].

Fields are as they are read from the texts. Each share has its interval, from drawing the needs anew a thousand times.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from tests.unit.matching.judged.cases import HERE, Case, by_others, cases, later
from tests.unit.matching.judged.ways import WAYS, Order, Way

FIRST, ALSO = 3, 1
"""What the officer's choice and the others they would take are worth in nDCG."""
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares over the needs that somebody can be right for, as `shared/data/score_matching.py` tells them.

    `asked_wrong` is over all who are asked, `in_vain` counts needs without a right one for which somebody who could not
    help is asked, `steady` is over the tellings in other words.
    """

    first: float
    three: float
    ndcg3: float
    first_wrong: float
    unasked: float
    asked_wrong: float
    in_vain: int
    never_asked: int
    steady: float | None
    first_between: tuple[float, float]


def agreement(found: Sequence[Case], way: Way) -> Agreement:
    """How a way of ordering the experts agrees with the officer."""
    answers = [(case, *way(case, case.wanted)) for case in found]
    judged = [(case, order, asked) for case, order, asked in answers if case.right]
    asked_all = [(case, expert) for case, _, asked in answers for expert in asked]
    firsts = [bool(order) and order[0] in case.right for case, order, _ in judged]
    paras = [way(case, told)[0][:1] == order[:1] for case, order, _ in answers for told in case.para]
    return Agreement(
        _share(firsts),
        _share([bool(case.right & {*order[:3]}) for case, order, _ in judged]),
        _share([_gain(case, order[:3]) / _best_gain(case) for case, order, _ in judged]),
        _share([not order or order[0] not in case.right | case.could for case, order, _ in judged]),
        _share([not asked for _, _, asked in judged]),
        _share([expert not in case.right | case.could for case, expert in asked_all]),
        sum(bool({*asked} - case.could) for case, _, asked in answers if not case.right),
        sum(expert in case.never for case, expert in asked_all),
        _share(paras) if paras else None,
        _between(firsts),
    )


def sets() -> dict[str, tuple[Case, ...]]:
    """The judged needs by name: learned from, later ones, and those of other officers."""
    others = {path.stem: by_others(path.stem) for path in sorted(HERE.glob("*.jsonl"))}
    return {"learned from": (*cases(final=False), *cases(final=True)), "later": later(), **others}


def _share(hits: Sequence[float]) -> float:
    return round(float(np.mean(hits)), 3) if len(hits) else 0.0


def _between(hits: Sequence[float]) -> tuple[float, float]:
    """Where 95 of 100 drawings of as many needs have their share."""
    drawn = np.random.default_rng(1).choice(np.array(hits, float), (DRAWS, len(hits))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return round(float(low), 2), round(float(high), 2)


def _gain(case: Case, order: Order) -> float:
    worth = dict.fromkeys(case.could, ALSO) | dict.fromkeys(case.right, FIRST)
    return sum(worth.get(expert, 0) / log2(place + 2) for place, expert in enumerate(order))


def _best_gain(case: Case) -> float:
    return _gain(case, [*case.right, *case.could][:3])


if __name__ == "__main__":
    for name, judged in sets().items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            for way_name, way in WAYS.items():
                found = agreement(judged, way)
                told = {key: getattr(found, key) for key in Agreement.__slots__}
                print(
                    json.dumps(
                        {"set": name, "needs": len(judged), "way": way_name} | told, ensure_ascii=False
                    ),
                    flush=True,
                )
