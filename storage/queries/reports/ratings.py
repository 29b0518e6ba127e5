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
    """Mean effect in per cent, mean stars of 1 to 5, both to two places; None where no enterprise said."""

    effect: Decimal | None
    stars: Decimal | None


UNRATED = MeanRating(None, None)


def mean_ratings(connection: Connection, span: Span) -> dict[int, MeanRating]:
    """By the expert's id; whom nobody rated is left out."""
    mean = select(Rating.expert_id, func.avg(Rating.effect), func.avg(Rating.stars))
    mean = mean.where(span.holds(Rating.created_at)).group_by(Rating.expert_id)
    return {
        expert: MeanRating(_figure(effect), _figure(stars))
        for expert, effect, stars in connection.execute(mean)
    }


def _figure(mean: Any) -> Decimal | None:
    return None if mean is None else Decimal(str(mean)).quantize(Decimal("0.01"))
