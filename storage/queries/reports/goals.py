"""What offices want to reach in a year."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.jurisdiction import inside
from storage.queries.reports.span import Span
from storage.tables import Activity, YearlyGoal
from storage.unit_of_work import UnitOfWork


def goals_of(work: UnitOfWork, region: str, year: int) -> dict[str, int]:
    """An office's goals of a year: measure and target, in the order in which they were set."""
    work.flush()
    found = select(YearlyGoal.measure, YearlyGoal.target).where(
        YearlyGoal.region == region, YearlyGoal.year == year
    )
    return {measure: target for measure, target in work.session.execute(found.order_by(YearlyGoal.id))}  # noqa: C416 - rows are no pairs to mypy


def activities_held(work: UnitOfWork, region: str, span: Span) -> int:
    """How many events and trainings took place in a region on the days of a span."""
    found = select(func.count()).select_from(Activity).where(Activity.state != "cancelled")
    held = found.where(Activity.held_on.between(span.first, span.last), inside(Activity.region, region))
    return work.session.scalar(held) or 0
