"""Whoever goes along: a team's members hear that their leader has taken on the need to which staff sent the team, and when that is over (S10.12)."""

from __future__ import annotations

from datetime import datetime

from actions.notify import Addressed, notify
from actions.offers.notices import TeamSent, TeamStays
from storage.queries.delivery.arrived import call_off, has_arrived
from storage.queries.staff.teams import TeamFacts, members, team_sent_to
from storage.tables import Need
from storage.unit_of_work import UnitOfWork


def tell_companions(work: UnitOfWork, need: Need, leader_id: int, now: datetime) -> None:
    """Nobody where no team was sent under this leader. Whether they go is theirs to say (S9.2)."""
    if team := team_sent_to(work, need.id, leader_id):
        told, key = TeamSent(need.id, team.id), f"team_sent:{need.id}:{team.id}:{int(now.timestamp())}"
        others = _companions(work, team, leader_id)
        notify(work, [Addressed(one, told, f"{key}:{one}") for one in others], now)


def tell_companions_to_stay(work: UnitOfWork, need: Need, leader_id: int, now: datetime) -> None:
    """The leader has the need no more: who has heard of it hears that too, and nobody else hears anything."""
    if team := team_sent_to(work, need.id, leader_id):
        others = _companions(work, team, leader_id)
        heard = [one for one in others if has_arrived(work, one, TeamSent.kind, need=need.id)]
        for one in others:
            call_off(work, one, TeamSent.kind, need=need.id)
        told = TeamStays(need.id, team.id, leader_id)
        key = f"team_stays:{need.id}:{team.id}:{int(now.timestamp())}"
        notify(work, [Addressed(one, told, f"{key}:{one}") for one in heard], now)


def _companions(work: UnitOfWork, team: TeamFacts, leader_id: int) -> list[int]:
    return [one.person_id for one in members(work, team.id) if one.expert_id != leader_id]
