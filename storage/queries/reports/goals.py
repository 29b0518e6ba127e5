"""What offices want to reach in a year."""

from __future__ import annotations

from sqlalchemy import select

from storage.tables import YearlyGoal
from storage.unit_of_work import UnitOfWork


def goals_of(work: UnitOfWork, region: str, year: int) -> dict[str, int]:
    """An office's goals of a year: measure and target, in the order in which they were set."""
    work.flush()
    found = select(YearlyGoal.measure, YearlyGoal.target).where(
        YearlyGoal.region == region, YearlyGoal.year == year
    )
    return {measure: target for measure, target in work.session.execute(found.order_by(YearlyGoal.id))}  # noqa: C416 - rows are no pairs to mypy
