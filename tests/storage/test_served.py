"""What SQL counts in a duty year is what policy counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete, insert, select, true

from programme.served import enterprises_served, took_place
from storage import served
from storage.encryption.columns import give_keys
from storage.encryption.keyring import Keyring
from storage.encryption.sources import KeysInMemory
from storage.tables import Activity, Diary

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
NAMES = st.lists(st.sampled_from(["甲厂", "乙店", "丙社", 'a"b', ""]), max_size=5)
DIARIES = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 6), NAMES), max_size=12)
ACTIVITIES = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.sampled_from(["announced", "held", "cancelled"]),
        st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2)),
    ),
    max_size=12,
)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A database with these two tables alone."""
    made = create_engine("sqlite://")
    give_keys(made.dialect, Keyring(KeysInMemory()))
    for model in (Diary, Activity):
        model.__table__.create(made)  # type: ignore[attr-defined]  # a table
    yield made
    made.dispose()


def test_a_name_that_stands_twice_counts_once() -> None:
    assert enterprises_served([(3, ["甲厂", "甲厂"])]) == 3
    assert enterprises_served([(2, ["甲厂"]), (1, ["甲厂"])]) == 2
    assert enterprises_served([(0, ["甲厂", "乙店"])]) == 2
    assert enterprises_served([(4, []), (4, [])]) == 8
    assert enterprises_served([]) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(diaries=DIARIES)
def test_enterprises_are_counted_alike(engine: Engine, diaries: list[tuple[int, int, list[str]]]) -> None:
    rows = [_diary(*one) for one in diaries]
    with engine.begin() as connection:
        connection.execute(delete(Diary))
        for row in rows:
            connection.execute(insert(Diary).values(row))
        by_holder = served.enterprises_by_holder(Diary.holder == "expert")
        found = {row.holder_id: row.enterprises for row in connection.execute(select(by_holder))}
        together = connection.execute(served.enterprises_of(true())).scalar_one()
    expected: dict[int, list[tuple[int, list[str]]]] = {}
    for holder, count, names in diaries:
        expected.setdefault(holder, []).append((count, names))
    assert found == {holder: enterprises_served(entries) for holder, entries in expected.items()}
    assert together == enterprises_served([(count, names) for _, count, names in diaries])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(activities=ACTIVITIES)
def test_activities_are_counted_alike(engine: Engine, activities: list[tuple[int, str, date]]) -> None:
    with engine.begin() as connection:
        connection.execute(delete(Activity))
        for one in activities:
            connection.execute(insert(Activity).values(_activity(*one)))
        which = served.took_place("station", TODAY)
        found = connection.execute(select(Activity.holder_id).where(which)).scalars().all()
    assert sorted(key for key in found if key) == sorted(
        holder for holder, state, day in activities if took_place(state, day, TODAY)
    )


def _diary(holder: int, count: int, names: list[str]) -> dict[str, object]:
    return {
        "holder": "expert",
        "holder_id": holder,
        "person_id": 1,
        "served_on": TODAY,
        "hours": Decimal(1),
        "enterprises": count,
        "names": names,
        "domains": [],
        "outcome": "",
        "state": "recorded",
        "recorded_at": NOW,
    }


def _activity(holder: int, state: str, day: date) -> dict[str, object]:
    known = {"kind": "event", "title": "沙龙", "held_on": day, "holder": "station", "holder_id": holder}
    return known | {"place": "", "region": "440800", "person_id": 1, "state": state, "created_at": NOW}
