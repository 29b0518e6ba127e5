"""Learn the weights of evidence from the judged needs: python -m tests.unit.matching.judged.learn [--write | --curves].

Pairs of one who is right and one who is not, a logistic loss, and a pull towards nothing: nine named weights for each
encoder, three for words alone. Which phrase of an expert counts depends on the weights, so it is done over a few times.
The report tells what each weight was and would be, and what cross-validation makes of it; a person then decides to
`--write` it. The floor is what nearly all who are rightly first reach; told beside it, how often asking at such a level is
right over these needs as they are, without the right one, and without anybody who could help.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.devtools.match_file import index_of
from matching import data
from matching.index import Index
from matching.learned import Learned, learned
from matching.learning import (
    DEEP,
    FOLDS,
    PULL,
    ROUNDS,
    WORDS,
    Table,
    Told,
    curvature,
    fit,
    rounded,
    told,
)
from matching.meaning import FINE, QUICK, Encoder
from matching.ranking import rank
from tests.unit.matching.judged.cases import Case, cases

KEPT, KEPT_ALONE = 0.94, 0.86
"""Share of those rightly first who reach the floor, with vectors and by words alone: words are more often wrong."""
_COULD = 0.4


@dataclass(slots=True)
class Known:
    """A judged need ready to be learned from."""

    case: Case
    told: Told


def main(write: bool, curves: bool) -> None:
    """Report, and write where told to; `curves`: leave the weights as they are, and write what they are held by alone."""
    found, spoken = {}, {}
    for encoder in (FINE, QUICK, None):
        name = encoder.name if encoder else "alone"
        known = [_told(case, encoder) for case in (*cases(final=False), *cases(final=True))]
        before = learned(encoder)
        if not curves:
            found[name] = _reported(name, known, before, encoder)
        spoken[name] = _spoken(known, found[name]["weights"] if found else before.weights)
    if write:
        _write("evidence.json", found)
    if write or curves:
        _write("judged.json", spoken)


def _reported(name: str, known: list[Known], before: Learned, encoder: Encoder | None) -> dict[str, Any]:
    weights = _learn(known, encoder)
    floor = _floor(known, weights, encoder)
    print(name, f"cross-validated first {_validated(known, encoder):.3f}, floor {before.floor} → {floor}")
    for key, value in weights.items():
        print(f"  {key:18} {before.weights.get(key, 0):6.2f} → {value:6.2f}")
    return {"weights": weights, "floor": floor}


def _write(name: str, found: dict[str, Any]) -> None:
    path = Path(data.__file__).parent / name
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _told(case: Case, encoder: Encoder | None) -> Known:
    return Known(case, told(_index(case, encoder), case.wanted, encoder))


def _index(case: Case, encoder: Encoder | None) -> Index:
    ordered = sorted(case.experts, key=lambda one: (one.region or "", one.expert_id))
    return index_of(ordered, None, encoder)


def _learn(known: Sequence[Known], encoder: Encoder | None) -> dict[str, float]:
    names = DEEP if encoder else WORDS
    weights = dict.fromkeys(names, 1.0)
    for _ in range(ROUNDS if encoder else 1):
        weights = rounded(names, _fit(*_gaps(known, weights)))
    return weights


def _pairs(one: Known, features: Table) -> Iterator[tuple[Table, float]]:
    """The gap between a better and a worse one, and its share; a need counts as much as another."""
    place = {expert: row for row, expert in enumerate(one.told.experts)}
    right, could = [place[e] for e in one.case.right], [place[e] for e in one.case.could]
    away = {e.expert_id for e in one.case.experts if e.load >= e.capacity} | one.case.wanted.barred
    rest = [row for e, row in place.items() if row not in {*right, *could} and e not in away]
    for better, worse, share in ((right, rest, 1.0), (right, could, 0.3), (could, rest, _COULD)):
        for high in better:
            for low in worse:
                yield features[high] - features[low], share / (len(better) * len(worse))


def _fit(gaps: Table, shares: Table) -> Table:
    """Held towards nothing, each feature measured by its spread."""
    pull = PULL * np.diag((gaps**2).mean(axis=0) + 1e-9)
    return fit(gaps, shares / shares.sum(), pull, np.zeros(gaps.shape[1]))


def _spoken(known: Sequence[Known], weights: dict[str, float]) -> dict[str, Any]:
    """What a centre's own learning is held by (`matching.learning.Judged`)."""
    gaps, shares = _gaps(known, weights)
    held = PULL * np.diag((gaps**2).mean(axis=0))
    curve = curvature(gaps, shares / shares.sum(), np.array(list(weights.values()))) + held
    return {
        "shares": round(float(shares.sum()), 1),
        "curve": [[round(x, 6) for x in row] for row in curve.tolist()],
    }


def _gaps(known: Sequence[Known], weights: dict[str, float]) -> tuple[Table, Table]:
    pairs = [pair for one in known for pair in _pairs(one, one.told.features(weights))]
    return np.array([gap for gap, _ in pairs]), np.array([share for _, share in pairs])


def _validated(known: list[Known], encoder: Encoder | None) -> float:
    hits = []
    for fold in range(FOLDS):
        kept = [one for place, one in enumerate(known) if place % FOLDS != fold]
        weights = _learn(kept, encoder)
        hits += [_first(one, weights, encoder) in one.case.right for one in known[fold::FOLDS]]
    return float(np.mean(hits))


def _first(
    one: Known, weights: dict[str, float], encoder: Encoder | None, without: frozenset[int] = frozenset()
) -> int:
    """Whom the whole ranking puts first, with these weights for evidence."""
    return _ranked(one, weights, encoder, without=without)[0][0]


def _ranked(
    one: Known, weights: dict[str, float], encoder: Encoder | None, without: frozenset[int] = frozenset()
) -> list[tuple[int, float]]:
    """The best with their evidence."""
    index = _index(one.case, encoder)
    index.learned = Learned(weights, 0.0)
    wanted = replace(one.case.wanted, barred=one.case.wanted.barred | without)
    said = one.told.features(weights) @ np.array(list(weights.values()))
    worth = dict(zip(one.told.experts, said.tolist(), strict=True))
    return [(found.expert_id, worth[found.expert_id]) for found in rank(index, wanted, 3)]


def _floor(known: list[Known], weights: dict[str, float], encoder: Encoder | None) -> float:
    """The evidence that so many of those rightly first reach."""
    seen: list[tuple[float, bool]] = []
    for one in known:
        for without in (frozenset[int](), one.case.right, one.case.right | one.case.could):
            expert, worth = _ranked(one, weights, encoder, without=without)[0]
            seen.append((worth, expert in one.case.right | one.case.could))
    reached = sorted(worth for worth, right in seen if right)
    floor = round(reached[int(len(reached) * (1 - (KEPT if encoder else KEPT_ALONE)))], 1)
    above = [right for worth, right in seen if worth >= floor]
    print(
        f"  at {floor}, of {len(above)} asked {np.mean(above):.3f} are right, a third of the needs having nobody"
    )
    return floor


if __name__ == "__main__":
    main("--write" in sys.argv[1:], "--curves" in sys.argv[1:])
