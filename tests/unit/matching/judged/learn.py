"""Learn the weights of evidence from the judged needs: python -m tests.unit.matching.judged.learn [--write].

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
from numpy.typing import NDArray

from bot.devtools.match_file import index_of
from matching import data, evidence, sayings
from matching.index import Index
from matching.learned import Learned, learned
from matching.meaning import FINE, QUICK, Encoder
from matching.phrases import KINDS
from matching.ranking import rank
from tests.unit.matching.judged.cases import Case, cases

PULL = 0.01
ROUNDS = 4
FOLDS = 5
KEPT, KEPT_ALONE = 0.94, 0.86
"""Share of those rightly first who reach the floor, with vectors and by words alone: words are more often wrong."""
_COULD = 0.4
WORDS = ("words", "trade_words", "field")
DEEP = (*(f"{what}.{kind}" for kind in KINDS for what in ("near", "trade")), *WORDS)
Table = NDArray[np.float64]


@dataclass(slots=True)
class Told:
    """A case ready to be learned from: each row's phrases by likeness, and what their words and field say."""

    case: Case
    experts: list[int]
    phrases: dict[str, list[Table]]
    words: Table

    def features(self, weights: dict[str, float], encoder: Encoder | None) -> Table:
        """A row for each expert; the phrase of each kind that counts most by these weights."""
        if not encoder:
            return self.words
        nearest = [_nearest(self.phrases[kind], weights, kind) for kind in KINDS]
        return np.concatenate([*nearest, self.words], axis=1)


def main(write: bool) -> None:
    """Report, and write where told to."""
    found = {}
    for encoder in (FINE, QUICK, None):
        name = encoder.name if encoder else "alone"
        told = [_told(case, encoder) for case in (*cases(final=False), *cases(final=True))]
        before, weights = learned(encoder), _learn(told, encoder)
        floor = _floor(told, weights, encoder)
        print(name, f"cross-validated first {_validated(told, encoder):.3f}, floor {before.floor} → {floor}")
        for key, value in weights.items():
            print(f"  {key:18} {before.weights.get(key, 0):6.2f} → {value:6.2f}")
        found[name] = {"weights": weights, "floor": floor}
    if write:
        path = Path(data.__file__).parent / "evidence.json"
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _told(case: Case, encoder: Encoder | None) -> Told:
    index = _index(case, encoder)
    plain = Learned(dict.fromkeys(DEEP, 1.0), 0.0)
    need = evidence.sought(case.wanted, plain, encoder)
    rows = np.arange(index.built)
    said = evidence.by_words(index, need, rows, evidence.shared(index, need, 0, index.built))
    words = np.stack([said[name] for name in WORDS], axis=1)
    phrases: dict[str, list[Table]] = {}
    if encoder:
        mean, lent = encoder.vector(need.text), sayings.lent(need.text, encoder).meaning
        for kind in KINDS:
            own = [index.phrases.of_row(row, kind) for row in range(index.built)]
            phrases[kind] = [_likeness(encoder, texts, mean, lent) for texts in own]
    return Told(case, index.columns["expert"].tolist(), phrases, words)


def _index(case: Case, encoder: Encoder | None) -> Index:
    ordered = sorted(case.experts, key=lambda one: (one.region or "", one.expert_id))
    return index_of(ordered, None, encoder)


def _likeness(encoder: Encoder, texts: list[str], mean: Any, lent: Any) -> Table:
    if not texts:
        return np.zeros((1, 2))
    vectors = np.array([encoder.vector(text) for text in texts])
    return np.stack([vectors @ mean, vectors @ lent], axis=1)


def _nearest(tables: list[Table], weights: dict[str, float], kind: str) -> Table:
    both = np.array([weights[f"near.{kind}"], weights[f"trade.{kind}"]])
    return np.array([table[np.argmax(table @ both)] for table in tables])


def _learn(told: Sequence[Told], encoder: Encoder | None) -> dict[str, float]:
    names = DEEP if encoder else WORDS
    weights = dict.fromkeys(names, 1.0)
    for _ in range(ROUNDS if encoder else 1):
        pairs = [pair for one in told for pair in _pairs(one, one.features(weights, encoder))]
        fitted = _fit(np.array([gap for gap, _ in pairs]), np.array([share for _, share in pairs]))
        weights = {
            name: round(max(0.0, value), 2) for name, value in zip(names, fitted.tolist(), strict=True)
        }
    return weights


def _pairs(one: Told, features: Table) -> Iterator[tuple[Table, float]]:
    """The gap between a better and a worse one, and its share; a need counts as much as another."""
    place = {expert: row for row, expert in enumerate(one.experts)}
    right, could = [place[e] for e in one.case.right], [place[e] for e in one.case.could]
    away = {e.expert_id for e in one.case.experts if e.load >= e.capacity} | one.case.wanted.barred
    rest = [row for e, row in place.items() if row not in {*right, *could} and e not in away]
    for better, worse, share in ((right, rest, 1.0), (right, could, 0.3), (could, rest, _COULD)):
        for high in better:
            for low in worse:
                yield features[high] - features[low], share / (len(better) * len(worse))


def _fit(gaps: Table, shares: Table) -> Table:
    """Newton's steps on the logistic loss, each feature measured by its spread."""
    spread = np.sqrt((gaps**2).mean(axis=0)) + 1e-9
    scaled, shares = gaps / spread, shares / shares.sum()
    weights = np.zeros(gaps.shape[1])
    for _ in range(50):
        wrong = 1 / (1 + np.exp(np.clip(scaled @ weights, -30, 30)))
        slope = PULL * weights - (scaled * (shares * wrong)[:, None]).sum(axis=0)
        curve = (scaled * (shares * wrong * (1 - wrong))[:, None]).T @ scaled + PULL * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    found: Table = weights / spread
    return found


def _validated(told: list[Told], encoder: Encoder | None) -> float:
    hits = []
    for fold in range(FOLDS):
        kept = [one for place, one in enumerate(told) if place % FOLDS != fold]
        weights = _learn(kept, encoder)
        hits += [_first(one, weights, encoder) in one.case.right for one in told[fold::FOLDS]]
    return float(np.mean(hits))


def _first(
    one: Told, weights: dict[str, float], encoder: Encoder | None, without: frozenset[int] = frozenset()
) -> int:
    """Whom the whole ranking puts first, with these weights for evidence."""
    return _ranked(one, weights, encoder, without=without)[0][0]


def _ranked(
    one: Told, weights: dict[str, float], encoder: Encoder | None, without: frozenset[int] = frozenset()
) -> list[tuple[int, float]]:
    """The best with their evidence."""
    index = _index(one.case, encoder)
    index.learned = Learned(weights, 0.0)
    wanted = replace(one.case.wanted, barred=one.case.wanted.barred | without)
    said = one.features(weights, encoder) @ np.array(list(weights.values()))
    worth = dict(zip(one.experts, said.tolist(), strict=True))
    return [(found.expert_id, worth[found.expert_id]) for found in rank(index, wanted, 3)]


def _floor(told: list[Told], weights: dict[str, float], encoder: Encoder | None) -> float:
    """The evidence that so many of those rightly first reach."""
    seen: list[tuple[float, bool]] = []
    for one in told:
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
    main("--write" in sys.argv[1:])
