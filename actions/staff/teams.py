"""服务队 (S10.12, HB 7(5)): staff make a team of experts, see what it did, and commend it as one; nobody must be in one (S9.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, select

from actions.access import require
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.staff.notices import TeamCommended, TeamJoined, TeamLeft
from programme.packs import Kind
from programme.qualification import SERVING
from storage.queries.people.speakers import Speaker
from storage.queries.staff.teams import NOTHING, Sums, TeamFacts, commended_for, members, sums, team, teams_in
from storage.queries.titles.holders import holders_in
from storage.tables import Expert, Team, TeamCommendation, TeamMember
from storage.unit_of_work import UnitOfWork

RIGHT = "notify_many"
FEWEST = 2
EXPERTS: tuple[Kind, ...] = ("expert",)


def make_team(work: UnitOfWork, speaker: Speaker, name: str, experts: Collection[int], now: datetime) -> int:
    """Make a team of serving experts of the jurisdiction, who are told; return its id. Refused «known_team», «too_few»."""
    require(speaker, RIGHT, speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    if any(one.name == name for one in teams_in(work, speaker.jurisdiction)):
        raise Refused("known_team", f"已经有{name}了，加人说「改服务队」。")
    found = _serving(work, speaker, experts)
    if len(found) < FEWEST:
        raise Refused("too_few", "服务队至少要两位专家，再说一位。")
    made = Team(name=name, region=speaker.jurisdiction, person_id=speaker.person_id, created_at=now)
    work.session.add(made)
    work.flush()
    _take_in(work, made.id, found, now)
    note(work, "make_team", "team", made.id, speaker.person_id, now, count=len(found))
    return made.id


def add_members(
    work: UnitOfWork, speaker: Speaker, team_id: int, experts: Collection[int], now: datetime
) -> int:
    """Take more experts in; return how many are new. Refused «no_team»."""
    one = access_team(work, speaker, team_id)
    known = {member.expert_id for member in members(work, one.id)}
    found = {key: person for key, person in _serving(work, speaker, experts).items() if key not in known}
    _take_in(work, one.id, found, now)
    note(work, "add_members", "team", one.id, speaker.person_id, now, count=len(found))
    return len(found)


def remove_members(
    work: UnitOfWork, speaker: Speaker, team_id: int, experts: Collection[int], now: datetime
) -> int:
    """Take experts out, who are told; return how many. Refused «no_team»."""
    one = access_team(work, speaker, team_id)
    leaving = [member for member in members(work, one.id) if member.expert_id in experts]
    _take_out(work, one.id, [member.expert_id for member in leaving])
    told = (
        Addressed(
            member.person_id, TeamLeft(one.id), f"team_left:{one.id}:{member.person_id}:{now:%Y%m%d%H%M}"
        )
        for member in leaving
    )
    notify(work, told, now)
    note(work, "remove_members", "team", one.id, speaker.person_id, now, count=len(leaving))
    return len(leaving)


def close_team(work: UnitOfWork, speaker: Speaker, team_id: int, now: datetime) -> TeamFacts:
    """It is no more; its members are told, what they did stays theirs. Refused «no_team»."""
    one = access_team(work, speaker, team_id)
    remove_members(work, speaker, team_id, [member.expert_id for member in members(work, one.id)], now)
    work.session.get_one(Team, one.id).closed_at = now
    note(work, "close_team", "team", one.id, speaker.person_id, now)
    return one


def leave_team(work: UnitOfWork, speaker: Speaker, team_id: int, now: datetime) -> None:
    """An expert leaves a team, without a reason; once they are out of it, this changes nothing."""
    assert speaker.expert_id is not None
    _take_out(work, team_id, [speaker.expert_id])
    note(work, "leave_team", "team", team_id, speaker.person_id, now)


def sums_of(work: UnitOfWork, team_id: int, on: date) -> Sums:
    """What the team's members did in the year of a day, up to it."""
    return sums_of_all(work, [team_id], on).get(team_id, NOTHING)


def sums_of_all(work: UnitOfWork, teams: Collection[int], on: date) -> dict[int, Sums]:
    """The same of several teams, by the team's id; of who did nothing there is none."""
    return sums(work, teams, (date(on.year, 1, 1), on))


def commend_team(work: UnitOfWork, speaker: Speaker, team_id: int, words: str, now: datetime) -> int:
    """Commend a team for the year, with its sums in `words`; each member is told; return the year.

    Refused «no_team», «nothing_done», «commended».
    """
    one, year = access_team(work, speaker, team_id), now.year
    if not sums_of(work, one.id, now.date()).services:
        raise Refused("nothing_done", f"{one.name}今年还没有服务记录，先不表彰。")
    if year in commended_for(work, one.id):
        raise Refused("commended", f"{one.name} {year} 年度已经表彰过。")
    work.session.add(
        TeamCommendation(team_id=one.id, year=year, sums=words, person_id=speaker.person_id, commended_at=now)
    )
    told = TeamCommended(one.id, year, words)
    notify(
        work,
        (
            Addressed(member.person_id, told, f"team_commended:{one.id}:{year}:{member.person_id}")
            for member in members(work, one.id)
        ),
        now,
    )
    note(work, "commend_team", "team", one.id, speaker.person_id, now, year=str(year))
    return year


def access_team(work: UnitOfWork, speaker: Speaker, team_id: int) -> TeamFacts:
    """A team of the speaker's jurisdiction. Refused «no_team», or by the table of authority."""
    one = team(work, team_id)
    if one is None:
        raise Refused("no_team", "没有这个服务队，或者已经解散了。")
    require(speaker, RIGHT, one.region)
    work.session.get_one(Team, one.id, with_for_update=True)
    return one


def _serving(work: UnitOfWork, speaker: Speaker, experts: Collection[int]) -> dict[int, int]:
    """Of these experts those who serve in the jurisdiction, each with their person, in the order of their naming."""
    held = holders_in(work, speaker.jurisdiction, SERVING, kinds=EXPERTS)
    people = {who.person_id for who in held}
    found = select(Expert.id, Expert.person_id).where(Expert.id.in_(experts))
    known = {key: person for key, person in work.session.execute(found) if person in people}
    return {key: known[key] for key in experts if key in known}


def _take_in(work: UnitOfWork, team_id: int, experts: dict[int, int], now: datetime) -> None:
    work.session.add_all(TeamMember(team_id=team_id, expert_id=key, joined_at=now) for key in experts)
    work.flush()
    told = TeamJoined(team_id)
    key = f"team_joined:{team_id}:{now:%Y%m%d%H%M%S}"
    notify(work, (Addressed(person, told, f"{key}:{person}") for person in experts.values()), now)


def _take_out(work: UnitOfWork, team_id: int, experts: Collection[int]) -> None:
    gone = delete(TeamMember).where(TeamMember.team_id == team_id, TeamMember.expert_id.in_(experts))
    work.session.execute(gone)
