"""Fitting a chain (a conditional random field) to examples that are labelled in whole or in part."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from language.reading.chain import NEVER, STATES, may_follow
from language.reading.signs import BUCKETS

_SIZE = len(STATES)
_RARE = 3
"""A sign seen less often teaches nothing that holds elsewhere."""
Floats = NDArray[np.float64]


class Lesson(NamedTuple):
    """`signs` as of `signs.signs`; `allowed` (characters × states) holds 1 where a state is one of the right ones."""

    signs: NDArray[np.int64]
    allowed: Floats
    weight: float = 1.0


class Batch(NamedTuple):
    """Lessons of like length, padded: `rows` says which row of all characters each place is, -1 where none."""

    rows: NDArray[np.int64]
    weight: Floats


def fit(lessons: Sequence[Lesson], pull: float, rounds: int) -> tuple[Floats, Floats]:
    """Weights (buckets × states) and steps (state × state) that make the right labels likeliest.

    `pull` holds the weights near nothing. The same lessons give the same weights.
    """
    seen = csr_matrix(_matrix(lessons))
    used = np.flatnonzero(seen.getnnz(axis=0) >= _RARE)
    seen = seen[:, used]
    batches, allowed = _batches(lessons), np.concatenate([lesson.allowed for lesson in lessons])
    legal = _legal()
    shape = (len(used), _SIZE)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, steps = flat[: -(_SIZE**2)].reshape(shape), flat[-(_SIZE**2) :].reshape(_SIZE, _SIZE)
        cost, slope, step_slope = _cost(seen @ weights, np.where(legal, steps, NEVER), allowed, batches)
        slopes = np.concatenate([(seen.T @ slope).ravel(), (step_slope * legal).ravel()])
        return cost + pull * float(flat @ flat) / 2, slopes + pull * flat

    start = np.zeros(shape[0] * _SIZE + _SIZE**2)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    weights = np.zeros((BUCKETS, _SIZE))
    weights[used] = found[: -(_SIZE**2)].reshape(shape)
    return weights, np.where(legal, found[-(_SIZE**2) :].reshape(_SIZE, _SIZE), NEVER)


def _matrix(lessons: Sequence[Lesson]) -> csr_matrix:
    """A row for each character of all texts."""
    found = np.concatenate([lesson.signs.T for lesson in lessons])
    rows = np.repeat(np.arange(len(found)), found.shape[1])
    ones = np.ones(found.size)
    return csr_matrix((ones, (rows, found.ravel())), shape=(len(found), BUCKETS))


def _batches(lessons: Sequence[Lesson], most: int = 400) -> list[Batch]:
    ends = np.cumsum([0, *(lesson.signs.shape[1] for lesson in lessons)])
    order = sorted(range(len(lessons)), key=lambda at: lessons[at].signs.shape[1])
    found = []
    for first in range(0, len(order), most):
        part = order[first : first + most]
        longest = lessons[part[-1]].signs.shape[1]
        rows = np.full((longest, len(part)), -1)
        for column, at in enumerate(part):
            rows[: ends[at + 1] - ends[at], column] = np.arange(ends[at], ends[at + 1])
        found.append(Batch(rows, np.array([lessons[at].weight for at in part])))
    return found


def _legal() -> NDArray[np.bool_]:
    return np.array([[may_follow(before, state) for state in range(_SIZE)] for before in range(_SIZE)])


def _cost(
    emitted: Floats, steps: Floats, allowed: Floats, batches: Sequence[Batch]
) -> tuple[float, Floats, Floats]:
    """How unlikely the allowed labels are, and its slopes by emission and by step."""
    top = emitted.max(1, keepdims=True)
    all_ways, step = np.exp(emitted - top), np.exp(steps)
    first = np.array([may_follow(None, state) for state in range(_SIZE)], dtype=float)
    cost, slope, step_slope = 0.0, np.zeros_like(emitted), np.zeros_like(steps)
    for batch in batches:
        for sign, ways in ((1.0, all_ways), (-1.0, all_ways * allowed)):
            log, chances, pairs = _chances(ways, step, first, batch)
            cost += sign * log
            here = batch.rows >= 0
            slope[batch.rows[here]] += sign * chances[here]
            step_slope += sign * pairs
    return cost, slope, step_slope


def _chances(ways: Floats, step: Floats, first: Floats, batch: Batch) -> tuple[float, Floats, Floats]:
    """Forward and backward over one batch: the log of all ways, and the chances of states and of steps."""
    rows, weight = batch
    here = (rows >= 0)[:, :, None]
    local = np.where(here, ways[rows], 1.0)
    length, many = rows.shape
    forth, scale = np.zeros((length, many, _SIZE)), np.ones((length, many, 1))
    for at in range(length):
        now = (first if not at else forth[at - 1] @ step) * local[at]
        total = now.sum(1, keepdims=True)
        scale[at] = np.where(here[at], total, 1.0)
        forth[at] = np.where(here[at], now / total, forth[at - 1])
    back = np.ones((length, many, _SIZE))
    pairs = np.zeros((_SIZE, _SIZE))
    for at in range(length - 1, 0, -1):
        coming = local[at] * back[at] / scale[at]
        back[at - 1] = np.where(here[at], coming @ step.T, 1.0)
        left = forth[at - 1] * (weight[:, None] * here[at])
        pairs += left.T @ coming * step
    log = float((np.log(scale[:, :, 0]) * here[:, :, 0]).sum(0) @ weight)
    return log, forth * back * weight[None, :, None] * here, pairs
