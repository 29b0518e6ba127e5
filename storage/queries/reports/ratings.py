"""How experts were rated in a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from storage.queries.reports.span import Span
from storage.tables import Rating


@dataclass(frozen=True, slots=True)
class MeanRating:
    """Mean effect in per cent, mean stars of 1 to 5, both to two places; None where no enterprise said. And how many said each."""

    effect: Decimal | None
    stars: Decimal | None
    effects: int = 0
    ratings: int = 0


UNRATED = MeanRating(None, None)


def mean_ratings(connection: Connection, span: Span) -> dict[int, MeanRating]:
    """By the expert's id; whom nobody rated is left out."""
    counts = (func.count(Rating.effect), func.count(Rating.stars))
    mean = select(Rating.expert_id, func.avg(Rating.effect), func.avg(Rating.stars), *counts)
    mean = mean.where(span.holds(Rating.created_at)).group_by(Rating.expert_id)
    return {
        expert: MeanRating(_figure(effect), _figure(stars), effects, ratings)
        for expert, effect, stars, effects, ratings in connection.execute(mean)
    }


def _figure(mean: Any) -> Decimal | None:
    return None if mean is None else Decimal(str(mean)).quantize(Decimal("0.01"))
