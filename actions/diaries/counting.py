"""The hours of a service that count by the pack in use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from programme.counting import counted_hours, why_otherwise
from programme.packs import RulePack
from storage.queries.activities.trainings import trained_by
from storage.unit_of_work import UnitOfWork


def counted(
    work: UnitOfWork, holder: tuple[str, int], served_on: date, hours: Decimal, rules: RulePack
) -> tuple[Decimal, str]:
    """The hours that are kept, and why they are others than were served; the same and nothing where the pack has no rule."""
    rule = rules.counting
    if rule is None:
        return hours, ""
    trained = not rule.after_training or trained_by(work, *holder, served_on)
    why = why_otherwise(rule, hours, trained=trained)
    return counted_hours(rule, hours, trained=trained), f"{why}（{rule.clause}）" if why else ""
