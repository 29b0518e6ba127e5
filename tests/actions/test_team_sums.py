"""What teams did is asked of all of them at once, and each firm counts once in each team."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import event, select

from actions.staff.teams import sums_of_all
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage.queries.staff.teams import NOTHING, Sums, members_of
from storage.tables import Diary, Expert, Team, TeamMember
from storage.unit_of_work import UnitOfWork

NOW = datetime.fromisoformat("2026-06-02T09:00+08:00")
DAY = date(2026, 6, 2)


def _expert(app: App, work: UnitOfWork, name: str) -> tuple[int, int]:
    person = enter(
        work,
        Actor(name, "expert", "440802", domains=("law",), certified=date(2025, 1, 6)),
        [],
        app.rules,
        NOW,
    )
    return person, work.session.scalars(select(Expert.id).where(Expert.person_id == person)).one()


def _team(work: UnitOfWork, name: str, person: int, experts: list[int]) -> int:
    team = Team(name=name, region="440802", person_id=person, created_at=NOW)
    work.session.add(team)
    work.flush()
    work.session.add_all(TeamMember(team_id=team.id, expert_id=key, joined_at=NOW) for key in experts)
    return team.id


def _diary(work: UnitOfWork, person: int, expert: int, on: date, names: list[str], state: str) -> None:
    served = Diary(
        holder="expert",
        holder_id=expert,
        person_id=person,
        served_on=on,
        hours=Decimal("1.5"),
        enterprises=3,
        names=names,
        domains=[],
        outcome="",
        state=state,
        recorded_at=NOW,
    )
    work.session.add(served)


def _seen(work: UnitOfWork, teams: list[int]) -> tuple[dict[int, Sums], int]:
    work.flush()
    statements: list[str] = []

    def heard(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(work.connection, "before_cursor_execute", heard)
    members_of(work, teams)
    found = sums_of_all(work, teams, DAY)
    event.remove(work.connection, "before_cursor_execute", heard)
    return found, len(statements)


def test_many_teams_take_as_many_questions_as_one(app: App) -> None:
    def tried(work: UnitOfWork) -> None:
        (li, first), (wang, second) = _expert(app, work, "李律师"), _expert(app, work, "王会计")
        both = _team(work, "法律服务队", li, [first, second])
        alone = _team(work, "财税服务队", li, [second])
        idle = _team(work, "数字服务队", li, [])
        _diary(work, li, first, DAY, ["甲厂", "乙厂"], "recorded")
        _diary(work, wang, second, DAY, ["甲厂"], "recorded")
        _diary(work, wang, second, DAY, ["丙厂"], "retracted")
        _diary(work, wang, second, date(2025, 12, 31), ["丁厂"], "recorded")
        found, asked = _seen(work, [both, alone, idle])
        assert found == {both: Sums(2, 3.0, 5), alone: Sums(1, 1.5, 3)}
        assert found.get(idle, NOTHING) == Sums(0, 0.0, 0)
        assert asked == _seen(work, [both])[1] == 2

    app.database.write(tried).result()
