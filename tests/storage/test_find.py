"""What staff look up: never beyond the jurisdiction, a count beside the first rows, whole names and parts of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor
from programme.packs import Kind
from programme.qualification import IN_FORCE
from storage.queries.staff import find_people, find_records, recipients
from storage.queries.staff.ranked import ranked
from storage.tables import Diary, Expert, Need, Person
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

HERE, SINCE = "440800", date(2026, 1, 1)
LAWYER = Actor("李律师", "expert", "440802", domains=("law",), phone="13911112222", certified=SINCE)
ACCOUNTANT = Actor("石会计", "expert", "130102", domains=("tax",), certified=SINCE)
FIRM = Actor("张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂", phone="13800138000")


def _ask(app: App, question: Any) -> Any:
    return app.database.write(question).result()


def test_people_are_found_by_telephone_name_and_part_inside_the_jurisdiction_alone(app: App) -> None:
    for actor in (LAWYER, ACCOUNTANT, FIRM):
        arrive(app, actor)

    def found(work: UnitOfWork) -> list[list[str]]:
        asked: list[dict[str, Any]] = [
            {"phone": "13800138000"},
            {"said": "李律师今年怎么样"},
            {"part": "蓝湾"},
            {"said": "石会计是谁"},
            {"part": "%"},
        ]
        return [[one.name for one in find_people.people(work, HERE, **by, limit=9)[1]] for by in asked]

    assert _ask(app, found) == [["张厂长"], ["李律师"], ["张厂长"], [], []]


def test_experts_by_field_and_place(app: App) -> None:
    arrive(app, LAWYER)
    arrive(app, ACCOUNTANT)

    def names(work: UnitOfWork, region: str | None, domain: str | None) -> list[str]:
        by = {"region": region, "domain": domain, "states": IN_FORCE, "limit": 9}
        return [one.name for one in find_people.holders(work, HERE, "expert", **by)[1]]  # type: ignore[arg-type]

    assert _ask(app, lambda work: names(work, "440802", "law")) == ["李律师"]
    assert _ask(app, lambda work: names(work, None, "tax")) == []
    assert _ask(app, lambda work: names(work, "440803", None)) == []


def test_needs_are_counted_and_the_newest_come_first(app: App) -> None:
    person = arrive(app, FIRM)

    def post(work: UnitOfWork) -> None:
        firm = work.session.get_one(Person, person).enterprise_id
        for region in ("440803", "440803", "440803", "130102"):
            known = {"text": "货款", "domain": "law", "also": [], "urgent": False, "focus": []}
            work.session.add(
                Need(person_id=person, enterprise_id=firm, region=region, created_at=MONDAY, **known)
            )

    def found(work: UnitOfWork) -> tuple[int, list[int]]:
        nothing: dict[str, Any] = {"domain": None, "states": (), "firms": (), "days": (None, None)}
        count, rows = find_records.needs(work, HERE, region=None, limit=2, **nothing)
        return count, [one.id for one in rows]

    _ask(app, post)
    assert _ask(app, found) == (3, [3, 2])
    assert _ask(app, lambda work: find_records.need_in(work, HERE, 4)) is None


def test_diaries_are_summed_over_the_days_asked_for(app: App) -> None:
    person = arrive(app, LAWYER)

    def record(work: UnitOfWork) -> None:
        expert = work.session.scalars(select(Expert.id)).one()
        for day, state in ((1, "recorded"), (2, "recorded"), (2, "retracted")):
            about: dict[str, Any] = {"enterprises": 2, "names": [], "domains": ["law"], "outcome": ""}
            about |= {"holder": "expert", "holder_id": expert, "person_id": person, "recorded_at": MONDAY}
            work.session.add(Diary(served_on=date(2026, 3, day), hours=Decimal("1.5"), state=state, **about))

    def summed(work: UnitOfWork, since: date | None) -> tuple[int, Decimal, int]:
        days = {"since": since, "until": None}
        return find_records.diaries(work, HERE, persons=[person], region=None, limit=9, **days)[:3]

    _ask(app, record)
    assert _ask(app, lambda work: summed(work, None)) == (2, Decimal(3), 4)
    assert _ask(app, lambda work: summed(work, date(2026, 3, 2))) == (1, Decimal("1.5"), 2)


def test_holders_are_ranked_by_hours_and_who_wrote_nothing_is_least(app: App) -> None:
    idle = Actor("王律师", "expert", "440803", domains=("law",), phone="13911113333", certified=SINCE)
    person, _ = arrive(app, LAWYER), arrive(app, idle)

    def record(work: UnitOfWork) -> None:
        expert = work.session.scalars(select(Expert.id).where(Expert.person_id == person)).one()
        for day, state in ((1, "recorded"), (2, "retracted"), (9, "recorded")):
            about: dict[str, Any] = {"enterprises": 2, "names": [], "domains": ["law"], "outcome": ""}
            about |= {"holder": "expert", "holder_id": expert, "person_id": person, "recorded_at": MONDAY}
            work.session.add(Diary(served_on=date(2026, 3, day), hours=Decimal("1.5"), state=state, **about))

    def by_hours(work: UnitOfWork, least: bool, kinds: tuple[Kind, ...]) -> list[tuple[Decimal, int]]:
        days = (date(2026, 3, 1), date(2026, 3, 5))
        about: dict[str, Any] = {"region": None, "days": days, "least": least, "limit": 5}
        return [row[1:] for row in ranked(work, HERE, IN_FORCE, kinds=kinds, **about)]

    _ask(app, record)
    served, nothing = (Decimal("1.5"), 2), (Decimal(0), 0)
    assert _ask(app, lambda work: by_hours(work, False, ("expert",))) == [served, nothing]
    assert _ask(app, lambda work: by_hours(work, True, ("expert",))) == [nothing, served]
    assert _ask(app, lambda work: by_hours(work, True, ("station",))) == []


def test_an_announcement_reaches_nobody_beyond_its_place(app: App) -> None:
    lawyer, _, firm = (arrive(app, actor) for actor in (LAWYER, ACCOUNTANT, FIRM))
    assert _ask(app, lambda work: recipients.holders(work, "expert", IN_FORCE, HERE, None)) == [lawyer]
    assert _ask(app, lambda work: recipients.holders(work, "expert", IN_FORCE, HERE, "tax")) == []
    assert _ask(app, lambda work: recipients.of_enterprises(work, HERE)) == [firm]
    assert _ask(app, lambda work: recipients.of_enterprises(work, "440803")) == []
