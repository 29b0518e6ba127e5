"""The life of an application and the office it waits for, by the road of review that its applicant takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from actions.access import kind_of
from programme.admission import review_levels
from programme.application import application as life_of
from programme.application import waits_for
from programme.lifecycle import Lifecycle
from programme.packs import RulePack
from programme.packs.offices import Level


class Filed(Protocol):
    """What of an application its road depends on."""

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...


def life_on_its_road(application: Filed, pack: RulePack) -> Lifecycle:
    """The states and deeds of this application, with the offices that its applicant's answers lead to."""
    kind = kind_of(application.kind)
    return life_of(pack, kind, review_levels(pack, kind, application.answers))


def office_ahead(application: Filed, pack: RulePack) -> Level | None:
    """The level whose review this application waits for; None where it waits for none."""
    kind = kind_of(application.kind)
    return waits_for(pack, kind, application.state, review_levels(pack, kind, application.answers))
