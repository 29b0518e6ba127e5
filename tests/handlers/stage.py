"""A house with somebody of every role on stage, and a way to put anyone's talk anywhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import select, update

from bot.app import House
from bot.cast import Actor, enter
from handlers.engine.state import Dialogue
from handlers.message import Choice, Incoming, Reply
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


class Stage:
    """Everybody is called by their role, and has something to rate, answer, correct and take back."""

    def __init__(self, house: House) -> None:
        self.house = house
        with house.reader.connect() as connection:
            accounts = connection.execute(select(tables.Account.external_id, tables.Account.person_id))
            self.people = {row.external_id: row.person_id for row in accounts}
        self._numbers = count()

    def say(self, role: str, text: str = "", choice: str = "") -> list[Reply]:
        """What the person sees after a message; never nothing, and never an apology."""
        message = Incoming("web", role, f"{role}-{next(self._numbers)}", text, choice)
        replies = list(self.house.take(message).result().replies)
        assert replies
        for reply in replies:
            assert reply.plain().strip(), f"an empty reply to {text or choice}"
            assert "出了点问题" not in reply.text, f"an error after {text or choice}"
        return replies

    def tap(self, role: str, choice: Choice) -> list[Reply]:
        return self.say(role, choice.label, choice.token)

    def dialogue(self, role: str) -> Dialogue:
        return Dialogue.from_json(self.state(role))

    def state(self, role: str) -> dict[str, Any]:
        """Where the person's talk stands, as stored."""
        kept = select(tables.Dialogue.state).where(tables.Dialogue.person_id == self.people[role])
        with self.house.reader.connect() as connection:
            state: dict[str, Any] = connection.execute(kept).scalar_one()
        return state

    def put(self, role: str, state: dict[str, Any]) -> None:
        """Put the person's talk back to where it stood."""
        there = update(tables.Dialogue).where(tables.Dialogue.person_id == self.people[role])
        self.house.write(lambda work: work.connection.execute(there.values(state=state)) and None).result()


def furnish(house: House) -> None:
    """Everybody enters, with two of each thing, so that «which one?» is asked."""
    for role, actor in ACTORS.items():
        house.write(lambda work, actor=actor, role=role: _enter(house, work, actor, role)).result()  # type: ignore[misc]  # defaults bind the loop's values
    house.write(lambda work: _furnish(work, house.now())).result()


def _enter(house: House, work: UnitOfWork, actor: Actor, role: str) -> None:
    person = enter(work, actor, [("web", role)], house.rules, house.now())
    work.session.get_one(tables.Person, person).consented_at = house.now()


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
