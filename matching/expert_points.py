"""What speaks for an expert whatever the need: their record, their free hands, and what fairness owes them.

All points here and in `scoring` are whole hundredths, so that they add up exactly and come out the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.tokens import Numbers
from matching.weights import Duty, Weights

QUARTER = 90
"""Days of rest after which nobody is more rested than another."""


def whole(points: Any) -> Numbers:
    """Points as whole hundredths."""
    hundredths: Numbers = np.rint(np.asarray(points, np.float64) * 100).astype(np.int32)
    return hundredths


def steady(columns: Mapping[str, NDArray[Any]], weights: Weights, duty: Duty) -> Numbers:
    """Satisfaction, room, duty and answers together, one sum for each expert."""
    parts = (satisfaction(columns, weights), room(columns, weights), answers(columns, weights))
    return sum(parts, open_duty(columns, weights, duty))


def satisfaction(columns: Mapping[str, NDArray[Any]], weights: Weights) -> Numbers:
    """Stars above the usual; few ratings are drawn towards it."""
    rated = columns["rated"].astype(np.float64)
    above = (columns["stars"].astype(np.float64) - weights.usual_stars) * rated
    return whole(weights.satisfaction * above / (rated + weights.ratings_to_trust))


def answers(columns: Mapping[str, NDArray[Any]], weights: Weights) -> Numbers:
    """How much more often than usual they accept, drawn likewise."""
    asked = columns["asked"].astype(np.float64)
    above = columns["accepted"] - weights.usual_answers * asked
    return whole(weights.answers * above / (asked + weights.answers_to_trust))


def room(columns: Mapping[str, NDArray[Any]], weights: Weights) -> Numbers:
    """Free hands, as a share of the capacity."""
    free = np.maximum(columns["capacity"] - columns["load"], 0)
    return whole(weights.room * free / np.maximum(columns["capacity"], 1))


def open_duty(columns: Mapping[str, NDArray[Any]], weights: Weights, duty: Duty) -> Numbers:
    """How much of the year's duty is still to do; either figure fulfils it (S6.1)."""
    done = np.maximum(columns["hours"] / duty.hours, columns["firms"] / duty.enterprises)
    return whole(weights.duty * (1 - np.minimum(done, 1)))


def rested(last: NDArray[Any], today: int, weights: Weights) -> Numbers:
    """Points for rest: days since the last service (an ordinal, 0 for never), up to `QUARTER`, of as many."""
    days = np.clip(today - last.astype(np.int64), 0, QUARTER)
    return whole(weights.rested * days / QUARTER)
