"""Whatever is written, put right and taken back, by oneself or by staff: no day of a person has more than 24 hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from actions.diaries.day import Told, overlap, same_service
from actions.diaries.mend import Correction, mend_diary
from actions.diaries.record import Service, correct_diary, record_diary, retract_diary
from actions.refusal import Refused
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.diaries.written import DiaryFacts
from storage.queries.people.speakers import by_person
from storage.tables import Diary
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

_names = count()
DAYS = st.sampled_from([date(2026, 2, 27), date(2026, 2, 28)])
HOURS = st.decimals(Decimal("0.5"), Decimal(24), places=1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["record", "correct", "retract", "mend"]), DAYS, HOURS, st.integers(0, 5)),
    max_size=12,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_day_has_more_than_24_hours(sqlite_app: App, steps: list[tuple[str, date, Decimal, int]]) -> None:
    number = next(_names)
    person = arrive(sqlite_app, lawyer(f"甲律师{number}"))
    officer = arrive(sqlite_app, Actor(f"小赵{number}", "staff", jurisdiction="440800"))
    for step, day, hours, which in steps:
        _try(sqlite_app, lambda work: _deed(sqlite_app, work, person, officer, step, day, hours, which))  # noqa: B023
        with sqlite_app.database.read() as connection:
            of_days = select(func.sum(Diary.hours)).where(
                Diary.person_id == person, Diary.state == "recorded"
            )
            found = connection.execute(of_days.group_by(Diary.served_on)).scalars().all()
        assert all(hours <= 24 for hours in found)


def _try(app: App, deed: Callable[[UnitOfWork], object]) -> None:
    def tried(work: UnitOfWork) -> None:
        try:
            with work.undone_if_refused():
                deed(work)
        except Refused as refusal:
            if refusal.code != "over_a_day":
                raise

    app.database.write(tried).result()


def _deed(
    app: App, work: UnitOfWork, person: int, officer: int, step: str, day: date, hours: Decimal, which: int
) -> None:
    who, now = by_person(work, person), app.clock.now()
    stands = select(Diary.id).where(Diary.person_id == person, Diary.state == "recorded").order_by(Diary.id)
    diaries = list(work.session.scalars(stands))
    service = Service(day, hours, 1)
    if step == "record" or not diaries:
        record_diary(work, who, service, app.rules, now)
        return
    one = diaries[which % len(diaries)]
    if step == "correct":
        correct_diary(work, who, one, service, app.rules, now)
    elif step == "retract":
        retract_diary(work, who, one, app.rules, now)
    else:
        mend_diary(work, by_person(work, officer), one, Correction(day, hours), now)


def _diary(**told: object) -> DiaryFacts:
    known = {
        "id": 1, "person_id": 1, "writer": "甲律师", "need_id": None, "served_on": date(2026, 3, 2), "hours": Decimal(2),
        "enterprises": 3, "names": (), "domains": ("law",), "times": (), "form": None, "kind": None, "region": "440802",
        "outcome": "", "result": "", "state": "recorded", "replaces_id": None, "recorded_at": MONDAY,
    }  # fmt: skip
    return DiaryFacts(**known | told)  # type: ignore[arg-type]  # every field is there


def _told(**told: object) -> Told:
    known = {"served_on": date(2026, 3, 2), "hours": Decimal(2), "enterprises": 3, "region": "440802"}
    return Told(**known | told)  # type: ignore[arg-type]  # every field is there


AFTERNOON = ((840, 960),)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, {}),
        ({"region": None}, {}),
        ({"region": "440800"}, {}),
        ({"region": "100000"}, {}),
        ({"times": AFTERNOON}, {}),
        ({"times": AFTERNOON, "hours": Decimal("1.5"), "enterprises": 4}, {"times": ((870, 990),)}),
        ({"names": ("蓝湾厂",)}, {"names": ("湛江蓝湾海鲜加工厂",)}),
        ({"names": ("蓝湾厂",)}, {}),
        ({"form": "online"}, {}),
        ({"activity": 7, "hours": Decimal(3)}, {}),
        ({"activity": 7}, {"activity_id": 7}),
    ],
)
def test_the_same_service_in_other_words(told: dict[str, object], kept: dict[str, object]) -> None:
    assert same_service(_told(**told), [_diary(**kept)])


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"hours": Decimal(3)}, {}),
        ({"activity": 7}, {"activity_id": 8}),
        ({"enterprises": 4}, {}),
        ({"region": "440803"}, {}),
        ({"region": "500000"}, {"region": "510100"}),
        ({"times": AFTERNOON}, {"times": ((960, 1080),)}),
        ({"names": ("蓝湾厂",)}, {"names": ("赤坎乙店五金",)}),
        ({"form": "online"}, {"form": "offline"}),
    ],
)
def test_another_service_of_that_day(told: dict[str, object], kept: dict[str, object]) -> None:
    assert same_service(_told(**told), [_diary(**kept)]) is None


_SPANS = st.tuples(st.integers(0, 1439), st.integers(1, 300)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(_SPANS, max_size=3), st.lists(_SPANS, max_size=3))
def test_two_overlap_where_they_share_a_minute(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    shared = _minutes(some) & _minutes(others)
    assert overlap(some, others) is bool(shared)


def _minutes(spans: list[tuple[int, int]]) -> set[int]:
    return {minute for begin, end in spans for minute in range(begin, end)}
