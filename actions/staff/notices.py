"""What members of staff are told about themselves and the system."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class StaffChanged(Notice):
    """A member of staff: other roles, another jurisdiction, or no longer of the staff."""

    kind = "staff_changed"


@dataclass(frozen=True, slots=True)
class PackGone(Notice):
    """Administrators: rows name this rule pack, and its file is gone."""

    kind = "pack_gone"
    pack: str


@dataclass(frozen=True, slots=True)
class Announced(Notice):
    """Anybody: what the centre of this jurisdiction has to say to many."""

    kind = "announced"
    text: str
    region: str


@dataclass(frozen=True, slots=True)
class TeamJoined(Notice):
    """An expert: staff have taken them into this team."""

    kind = "team_joined"
    team: int


@dataclass(frozen=True, slots=True)
class TeamLeft(Notice):
    """An expert: staff have taken them out of this team, or it is no more."""

    kind = "team_left"
    team: int


@dataclass(frozen=True, slots=True)
class TeamCommended(Notice):
    """A member: their team was commended for a year, with what it did in words."""

    kind = "team_commended"
    team: int
    year: int
    sums: str
