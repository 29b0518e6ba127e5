"""Whatever staff of whatever place and level try, in whatever order: nobody loses a title without a dossier and a second person."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from actions.complaints import cases
from actions.refusal import Refused
from actions.reports.year_end import keep_title
from actions.titles.revoke import (
    confirm_revocation,
    drop_revocation,
    reinstate,
    revoke,
    undo_revocation,
)
from actions.titles.suspend import suspend
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from programme.deciding import alone_from
from programme.jurisdiction import covers
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Audit, Conferral, Qualification, StaffDecision
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY

EXPERTS = (("周教授", "440802"), ("刘教授", "130102"))
STAFF = (
    ("小赵", "440800", ["reviewer"]),
    ("小孙", "440800", ["admin"]),
    ("小钱", "440800", ["operator"]),
    ("老郑", "440000", ["reviewer"]),
    ("小吴", "130100", ["reviewer"]),
    ("部里", "000000", ["admin"]),
)
GROUNDS = ("N23-E 第十三条：年度服务未达标", "N23-E 第十三条：违反国家相关法律法规造成不良影响", "没有这一条")
REASONS = ("", "全年没有服务", "例外：不好", "例外：" + "法院一审判决已经送达并且存档" * 5)


@dataclass
class World:
    """Two experts with a year of nothing behind them, in two provinces, and staff of all levels."""

    work: UnitOfWork
    app: App
    now: datetime
    people: list[Speaker]
    titles: list[int]


Step = tuple[str, int, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "revoke",
                "confirm",
                "confirm",
                "drop",
                "undo",
                "reinstate",
                "suspend",
                "resume",
                "keep",
                "night",
            )
        ),
        st.integers(0, len(STAFF) - 1),
        st.integers(0, 1),
        st.integers(0, len(GROUNDS) - 1),
        st.integers(0, len(REASONS) - 1),
    ),
    max_size=14,
)


def _world(app: App, work: UnitOfWork, few: bool) -> World:
    rules, now = app.rules, MONDAY
    titles = []
    for name, place in EXPERTS:
        person = enter(
            work, Actor(name, "expert", place, domains=("law",), certified=date(2024, 1, 1)), [], rules, now
        )
        work.flush()
        expert = by_person(work, person).expert_id
        titles.append(
            work.session.scalars(select(Qualification.id).where(Qualification.holder_id == expert)).one()
        )
    people = []
    for name, office, roles in STAFF[::3] if few else STAFF:
        person = enter(work, Actor(name, "staff", jurisdiction=office), [], rules, now)
        work.flush()
        one = by_person(work, person)
        one.staff_roles = roles
        people.append(one)
    return World(work, app, now, people, titles)


def _deeds(world: World, step: Step) -> Callable[[], Any]:
    deed, who, whose, ground, reason = step
    by, title = world.people[who % len(world.people)], world.titles[whose]
    work, rules, now, why = world.work, world.app.rules, world.now, REASONS[reason]
    newest_one = work.session.scalars(
        select(StaffDecision.id)
        .where(StaffDecision.subject_id == title, StaffDecision.deed == "revoke")
        .order_by(StaffDecision.id.desc())
    ).first()
    return {
        "revoke": lambda: revoke(work, by, title, GROUNDS[ground], why, rules, now),
        "confirm": lambda: confirm_revocation(work, by, newest_one or 0, rules, now),
        "drop": lambda: drop_revocation(work, by, newest_one or 0, why, rules, now),
        "undo": lambda: undo_revocation(work, by, newest_one or 0, why, rules, now),
        "reinstate": lambda: reinstate(work, by, title, why, rules, now),
        "suspend": lambda: suspend(work, by, title, "suspend", why, rules, now),
        "resume": lambda: suspend(work, by, title, "resume", why, rules, now),
        "keep": lambda: keep_title(work, by, title, why, rules, now),
    }[deed]


def _states(work: UnitOfWork) -> dict[int, str]:
    work.flush()
    return {row.id: row.state for row in work.session.execute(select(Qualification.id, Qualification.state))}


def _check_step(world: World, step: Step, before: dict[int, str], done: bool) -> None:
    """Nobody acts outside their place or beyond their role, and what is refused changes nothing."""
    deed, who, whose, *_ = step
    by, after = world.people[who % len(world.people)], _states(world.work)
    if not done:
        assert after == before
        return
    region = EXPERTS[whose][1]
    assert covers(by.jurisdiction, region), (by.name, region)
    assert set(by.staff_roles or ()) & {"reviewer", "admin"}, by.name
    assert all(after[one] == before[one] for one in after if one != world.titles[whose])
    if after[world.titles[whose]] == "revoked" != before[world.titles[whose]]:
        assert deed in ("revoke", "confirm")


def _check_lost(world: World) -> None:
    """Every title that is gone went by a decision with a dossier, a borne ground or a long reason, and two people or a night."""
    for title, state in _states(world.work).items():
        if state != "revoked":
            continue
        made = world.work.session.scalars(
            select(StaffDecision)
            .where(
                StaffDecision.subject_id == title,
                StaffDecision.deed == "revoke",
                StaffDecision.state == "done",
            )
            .order_by(StaffDecision.id.desc())
        ).first()
        assert made is not None
        assert "2025 年度" in made.dossier
        assert made.ground in GROUNDS[:2]
        assert not made.against or len(made.reason) >= 50
        assert made.confirmed_by is not None
        if made.confirmed_by == made.proposed_by:
            assert made.alone
            opens = alone_from(made.proposed_at.astimezone(MONDAY.tzinfo).date(), world.app.rules.calendar)
            assert made.decided_at is not None
            assert made.decided_at.astimezone(MONDAY.tzinfo).date() >= opens
        letters = world.work.session.scalars(
            select(Conferral.state).where(Conferral.qualification_id == title, Conferral.state == "issued")
        )
        assert not list(letters)


class _PlayedThroughError(Exception):
    """The end of an example: all of it is undone."""


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.booleans())
def test_no_order_of_deeds_takes_a_title_without_dossier_and_second(
    sqlite_app: App, steps: list[Step], few: bool
) -> None:
    def run(work: UnitOfWork) -> None:
        world = _world(sqlite_app, work, few)
        for step in steps:
            if step[0] == "night":
                world.now += timedelta(hours=20)
                continue
            before, done = _states(work), False
            with suppress(Refused), work.undone_if_refused():
                _deeds(world, step)()
                done = True
            _check_step(world, step, before, done)
            _check_lost(world)
        raise _PlayedThroughError

    with pytest.raises(_PlayedThroughError):
        sqlite_app.database.write(run).result()


def test_a_complaint_is_never_decided_by_whom_it_accuses(sqlite_app: App) -> None:
    def run(work: UnitOfWork) -> None:
        world = _world(sqlite_app, work, few=False)
        guest = by_person(work, enter(work, Actor("林老板", "guest"), [], sqlite_app.rules, MONDAY))
        case = cases.complain(work, guest, "quality", "小赵", "办事太慢，材料压了两个月", "440802", MONDAY)
        able = []
        for one in world.people:
            with suppress(Refused), work.undone_if_refused():
                cases.decide_complaint(work, one, case, "examine", "在查", sqlite_app.rules, MONDAY)
                able.append(one.name)
        assert "小赵" not in able
        assert work.session.scalars(select(Audit).where(Audit.deed == "examine_complaint")).first()

    sqlite_app.database.write(run).result()
