"""Whoever goes along: a team's members hear that their leader has taken on the need to which staff sent the team (S10.12)."""

from __future__ import annotations

from datetime import datetime

from actions.notify import Addressed, notify
from actions.offers.notices import TeamSent
from storage.queries.staff.teams import members, team_sent_to
from storage.tables import Need
from storage.unit_of_work import UnitOfWork


def tell_companions(work: UnitOfWork, need: Need, leader_id: int, now: datetime) -> None:
    """Each once; nobody where no team was sent under this leader. Whether they go is theirs to say (S9.2)."""
    team = team_sent_to(work, need.id, leader_id)
    if team is None:
        return
    told = TeamSent(need.id, team.id)
    others = (one for one in members(work, team.id) if one.expert_id != leader_id)
    notify(
        work,
        [Addressed(one.person_id, told, f"team_sent:{need.id}:{team.id}:{one.person_id}") for one in others],
        now,
    )
