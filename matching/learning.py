"""Learning the weights of evidence from pairs of experts of whom one is to be preferred for a need.

A logistic loss over the differences of a few named features. Which phrase of an expert counts depends on the weights, so fitting is
done over a few times.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching import evidence, sayings
from matching.data import content
from matching.facts import Wanted
from matching.index import Index
from matching.learned import Learned, learned, named
from matching.meaning import SCALE, Encoder
from matching.phrases import KINDS

PULL = 0.01
"""How strongly weights are held, for a feature measured by its spread, against the loss of an average pair."""
ROUNDS = 4
ENOUGH = 30
"""Needs that teach something, below which nothing is proposed: nine weights cannot be told from fewer."""
FOLDS = 5
WORDS = ("words", "trade_words", "field")
DEEP = (*(f"{what}.{kind}" for kind in KINDS for what in ("near", "trade")), *WORDS)
_STEPS = 50
_LEAST = 1e-9
Table = NDArray[np.float64]


@dataclass(slots=True)
class Told:
    """A need ready to be learned from: each row's phrases by likeness, and what their words and field say."""

    experts: list[int]
    phrases: dict[str, list[Table]]
    words: Table

    def features(self, weights: dict[str, float]) -> Table:
        """A row for each expert; the phrase of each kind that counts most by these weights."""
        nearest = [_nearest(tables, weights, kind) for kind, tables in self.phrases.items()]
        return np.concatenate([*nearest, self.words], axis=1)


@dataclass(slots=True)
class Lesson:
    """A need with those to be preferred for it, each with what it counts, and those they are preferred to."""

    told: Told
    better: dict[int, float]
    worse: tuple[int, ...]

    @property
    def pairs(self) -> int:
        return len(self.better) * len(self.worse)

    def gaps(self, weights: dict[str, float]) -> tuple[Table, Table]:
        """The differences of features, pair by pair, and the share of each; one need counts as much as another."""
        rows, features = {one: row for row, one in enumerate(self.told.experts)}, self.told.features(weights)
        pairs = [(rows[high], rows[low]) for high in self.better for low in self.worse]
        shares = [self.better[high] / self.pairs for high in self.better for _ in self.worse]
        return np.array([features[high] - features[low] for high, low in pairs]), np.array(shares)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the project's judged needs say: how many pairs' worth they are, and how much worse they become, to the second
    order, as weights leave those that are shipped."""

    shares: float
    curve: Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """Weights as they are and as they would be; the share of pairs that come out right by each, where the new ones were
    learned without the need that is asked about. `after` is `before` where there is too little to learn from."""

    needs: int
    pairs: int
    before: Learned
    after: Learned
    right: tuple[float, float] = field(default=(0.0, 0.0))

    @property
    def enough(self) -> bool:
        return self.needs >= ENOUGH


def told(index: Index, wanted: Wanted, encoder: Encoder | None) -> Told:
    """What all built rows of an index have to say for themselves, before any weight."""
    need = evidence.sought(wanted, Learned(dict.fromkeys(DEEP, 1.0), 0.0), encoder)
    rows = np.arange(index.built)
    said = evidence.by_words(index, need, rows, evidence.shared(index, need, 0, index.built))
    phrases: dict[str, list[Table]] = {}
    if encoder:
        mean, lent = encoder.vector(need.text), sayings.lent(need.text, encoder).meaning
        for kind in KINDS:
            own = [index.phrases.of_row(row, kind) for row in range(index.built)]
            phrases[kind] = [_likeness(index, texts, mean, lent) for texts in own]
    return Told(index.columns["expert"].tolist(), phrases, np.stack([said[name] for name in WORDS], axis=1))


def outcome(lessons: Sequence[Lesson], encoder: Encoder | None, before: Learned) -> Outcome:
    """What these needs teach beside the judged ones."""
    pairs = sum(one.pairs for one in lessons)
    if len(lessons) < ENOUGH:
        return Outcome(len(lessons), pairs, before, before)
    weights = _beside_judged(lessons, encoder, before)
    after = Learned(weights, _floor(lessons, before, weights))
    return Outcome(len(lessons), pairs, before, after, _right(lessons, encoder, before))


def fit(gaps: Table, shares: Table, curve: Table, towards: Table) -> Table:
    """The weights at which the logistic loss of the pairs and the square of how far they are from `towards`, as `curve`
    measures it, are least together. Newton's steps, halved where they go too far."""
    weights = towards.copy()
    for _ in range(_STEPS):
        wrong = 1 / (1 + np.exp(np.clip(gaps @ weights, -30, 30)))
        slope = curve @ (weights - towards) - gaps.T @ (shares * wrong)
        step = np.linalg.solve(curve + _bent(gaps, shares, wrong), slope)
        loss = _loss(gaps, shares, curve, weights - towards, weights)
        while (
            _loss(gaps, shares, curve, weights - step - towards, weights - step) > loss
            and abs(step).max() > _LEAST
        ):
            step = step / 2
        weights = weights - step
    return weights


def _loss(gaps: Table, shares: Table, curve: Table, off: Table, weights: Table) -> float:
    return float(shares @ np.logaddexp(0, -(gaps @ weights)) + off @ curve @ off / 2)


def curvature(gaps: Table, shares: Table, weights: Table) -> Table:
    """How much steeper the loss of the pairs becomes, weight by weight, about these weights."""
    return _bent(gaps, shares, 1 / (1 + np.exp(np.clip(gaps @ weights, -30, 30))))


def rounded(names: Sequence[str], weights: Table) -> dict[str, float]:
    """Weights by name; nothing that is said speaks against anybody."""
    return {name: round(max(0.0, value), 2) for name, value in zip(names, weights.tolist(), strict=True)}


@cache
def judged(encoder: Encoder | None) -> Judged:
    """What is shipped of the judged needs; `tests/unit/matching/judged/learn.py` writes `data/judged.json`."""
    kept = json.loads(content("judged.json"))[named(encoder)]
    return Judged(kept["shares"], np.array(kept["curve"]))


def _bent(gaps: Table, shares: Table, wrong: Table) -> Table:
    found: Table = (gaps * (shares * wrong * (1 - wrong))[:, None]).T @ gaps
    return found


def _beside_judged(lessons: Sequence[Lesson], encoder: Encoder | None, before: Learned) -> dict[str, float]:
    """Held by the judged needs at the weights that are shipped, and a little at those that hold now."""
    names, known = list(before.weights), judged(encoder)
    shipped = np.array([learned(encoder).weights[name] for name in names])
    present, weights = np.array(list(before.weights.values())), before.weights
    for _ in range(ROUNDS if encoder else 1):
        gaps, shares = _gaps(lessons, weights)
        spoken = known.shares * known.curve
        pull = PULL * shares.sum() * np.diag((gaps**2).mean(axis=0) + 1e-9)
        middle = np.linalg.solve(spoken + pull, spoken @ shipped + pull @ present)
        weights = rounded(names, fit(gaps, shares, spoken + pull, middle))
    return weights


def _right(lessons: Sequence[Lesson], encoder: Encoder | None, before: Learned) -> tuple[float, float]:
    now, then = [], []
    for fold in range(FOLDS):
        kept = [one for place, one in enumerate(lessons) if place % FOLDS != fold]
        weights = _beside_judged(kept, encoder, before)
        for one in lessons[fold::FOLDS]:
            now.append(_share(one, before.weights))
            then.append(_share(one, weights))
    return float(np.mean(now)), float(np.mean(then))


def _share(one: Lesson, weights: dict[str, float]) -> float:
    gaps, _ = one.gaps(weights)
    return float((gaps @ np.array(list(weights.values())) > 0).mean())


def _floor(lessons: Sequence[Lesson], before: Learned, weights: dict[str, float]) -> float:
    """The floor moves as far as the evidence of those who were rightly asked does."""
    now, then = (float(np.mean([_worth(one, each) for one in lessons])) for each in (before.weights, weights))
    return round(before.floor * then / now, 1) if now > 0 else before.floor


def _worth(one: Lesson, weights: dict[str, float]) -> float:
    """The evidence of those who are preferred."""
    said = one.told.features(weights) @ np.array(list(weights.values()))
    return float(
        np.mean([worth for who, worth in zip(one.told.experts, said, strict=True) if who in one.better])
    )


def _gaps(lessons: Sequence[Lesson], weights: dict[str, float]) -> tuple[Table, Table]:
    found = [one.gaps(weights) for one in lessons]
    return np.concatenate([gaps for gaps, _ in found]), np.concatenate([shares for _, shares in found])


def _likeness(index: Index, texts: list[str], mean: Any, lent: Any) -> Table:
    """Of each phrase how near it is to the need and to what is lent to it; one that says nothing, where there is none."""
    if not texts:
        return np.zeros((1, 2))
    return np.stack([index.phrases.products(texts, one) / SCALE for one in (mean, lent)], axis=1)


def _nearest(tables: list[Table], weights: dict[str, float], kind: str) -> Table:
    both = np.array([weights[f"near.{kind}"], weights[f"trade.{kind}"]])
    return np.array([table[np.argmax(table @ both)] for table in tables])
