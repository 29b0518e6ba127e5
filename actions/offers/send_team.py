"""A team is sent to a need (S10.12): its leader is asked to take it on; contact, appointment and diary are the leader's."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.pair import assign_expert
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.staff.teams import Member, members, teams_in
from storage.tables import NeedTeam
from storage.unit_of_work import UnitOfWork


def send_team(
    work: UnitOfWork, speaker: Speaker, need_id: int, team_id: int, rules: RulePack, now: datetime
) -> Member:
    """Ask the leader, who may decline; return who that is. A team that was sent before gives way.

    Refused «no_team», «no_member», and as by `assign_expert`.
    """
    if all(one.id != team_id for one in teams_in(work, speaker.jurisdiction)):
        raise Refused("no_team", "没有这个服务队，或者已经解散了。")
    within = members(work, team_id)
    if not within:
        raise Refused("no_member", "这个服务队现在没有人，先说「改服务队」加人。")
    leader = within[0]
    assign_expert(work, speaker, need_id, leader.expert_id, rules, now)
    sent = work.session.get(NeedTeam, need_id) or NeedTeam(need_id=need_id)
    sent.team_id, sent.leader_id = team_id, leader.expert_id
    sent.person_id, sent.sent_at = speaker.person_id, now
    work.session.add(sent)
    note(work, "send_team", "need", need_id, speaker.person_id, now, team=team_id)
    return leader
