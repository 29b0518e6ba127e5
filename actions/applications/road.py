"""The life of an application by the road of review that its applicant takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from actions.access import kind_of
from programme.admission import review_levels
from programme.application import application as life_of
from programme.lifecycle import Lifecycle
from programme.packs import RulePack


class Filed(Protocol):
    """What of an application its road depends on."""

    @property
    def kind(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...


def life_on_its_road(application: Filed, pack: RulePack) -> Lifecycle:
    """The states and deeds of this application, with the offices that its applicant's answers lead to."""
    kind = kind_of(application.kind)
    return life_of(pack, kind, review_levels(pack, kind, application.answers))
