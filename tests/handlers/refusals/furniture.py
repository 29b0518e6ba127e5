"""The few on stage when a refusal is brought about: one of each role, with what they may ask and answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage import tables
from storage.unit_of_work import UnitOfWork

ACTORS = {
    "enterprise": Actor(
        "张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂", phone="13800000001"
    ),
    "expert": Actor("李律师", "expert", "440802", domains=("law", "hr"), certified=date(2026, 1, 1)),
    "station": Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1)),
    "staff": Actor("小赵", "staff", jurisdiction="440800"),
    "guest": Actor("客人", "guest"),
}


def furnish(app: App) -> None:
    """Everybody enters, with two of each thing, so that «which one?» is asked."""
    for role, actor in ACTORS.items():
        app.database.write(lambda work, actor=actor, role=role: _enter(app, work, actor, role)).result()  # type: ignore[misc]  # defaults bind the loop's values
    app.database.write(lambda work: _furnish(work, app.clock.now())).result()


def _enter(app: App, work: UnitOfWork, actor: Actor, role: str) -> None:
    person = enter(work, actor, [("web", role)], app.rules, app.clock.now())
    work.session.get_one(tables.Person, person).consented_at = app.clock.now()


def _furnish(work: UnitOfWork, now: datetime) -> None:
    session = work.session
    expert = session.scalars(select(tables.Expert)).one()
    station = session.scalars(select(tables.Station)).one()
    asker = session.scalars(select(tables.Person).where(tables.Person.enterprise_id.is_not(None))).one()
    for state in ("open", "open", "served", "served"):
        need = _need(asker, state, expert, now)
        session.add(need)
        session.flush()
        if state == "open":
            session.add(_offer(need, expert, now))
    for _ in range(2):
        session.add_all([_diary("expert", expert, now), _diary("station", station, now)])


def _need(asker: tables.Person, state: str, expert: tables.Expert, now: datetime) -> tables.Need:
    served = state == "served"
    return tables.Need(
        person_id=asker.id,
        enterprise_id=asker.enterprise_id,
        text="供应商拖欠货款，合同纠纷",
        domain="law",
        also=[],
        region="440802",
        urgent=False,
        focus=[],
        state=state,
        expert_id=expert.id if served else None,
        served_at=now if served else None,
        created_at=now,
    )


def _offer(need: tables.Need, expert: tables.Expert, now: datetime) -> tables.Offer:
    return tables.Offer(
        need_id=need.id,
        expert_id=expert.id,
        state="pending",
        score=1,
        reasons=["同在赤坎区"],
        created_at=now,
        expires_at=now + timedelta(days=1),
    )


def _diary(holder: str, one: tables.Expert | tables.Station, now: datetime) -> tables.Diary:
    return tables.Diary(
        holder=holder,
        holder_id=one.id,
        person_id=one.person_id,
        served_on=now.date(),
        hours=Decimal(2),
        enterprises=1,
        names=[],
        domains=["law"],
        outcome="讲了劳动合同",
        state="recorded",
        recorded_at=now,
    )
