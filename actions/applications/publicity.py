"""Whose it is to begin 公示, and its last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from actions.access import kind_of, policy
from actions.steps import StepAt, has_waited
from programme.cases import publicity_ends
from programme.packs import RulePack
from programme.workdays import Calendar
from storage.tables import Application


class Passed(Protocol):
    """What of an application says whose its publicity is."""

    @property
    def kind(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def submitted_at(self) -> datetime: ...


def publicity_at(application: Passed, pack: RulePack, now: datetime) -> StepAt:
    """The step of beginning its publicity."""
    overdue = has_waited(pack, application.submitted_at, now)
    return StepAt("publish", pack, kind_of(application.kind), application.region, overdue=overdue)


def begin(application: Application, pack: RulePack, calendar: Calendar, now: datetime) -> None:
    """From today through the last day. Refused where the holidays of that year are not known yet."""
    rule = pack.rules(kind_of(application.kind)).publicity
    assert rule is not None
    with policy():
        application.publicity_ends = publicity_ends(rule, now.date(), calendar)
    application.published_on = now.date()
