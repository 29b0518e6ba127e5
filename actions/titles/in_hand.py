"""Firms whose expert's title ends before the service: they hear of it, and need not find out by waiting."""

from __future__ import annotations

from collections.abc import Iterator

from actions.notify import Addressed
from actions.titles.notices import ExpertGone
from storage.queries.needs import services_under_way
from storage.unit_of_work import UnitOfWork


def firms_of(work: UnitOfWork, kind: str, holder_id: int, qualification_id: int) -> Iterator[Addressed]:
    """A notice for each firm whose need this holder has accepted and not yet served; none of a station."""
    for need in services_under_way(work, holder_id if kind == "expert" else None):
        notice = ExpertGone(need.id, qualification_id)
        yield Addressed(need.person_id, notice, f"expert_gone:{need.id}:{qualification_id}")
