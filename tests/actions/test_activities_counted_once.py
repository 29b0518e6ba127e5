"""Of one activity each holder has one diary that stands, whatever is done in whatever order; nobody sits where there is no place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from actions.activities.door import put_down
from actions.activities.events import Event, move, publish, say_not_held, take_down
from actions.activities.joining import join_event, leave_event
from actions.activities.speaking import settle_speaker
from actions.complaints.disputes import settle_diaries
from actions.diaries.dispute import dispute_diary
from actions.diaries.mend import Correction, mend_diary
from actions.diaries.record import Service, correct_diary, record_diary, retract_diary
from actions.refusal import Refused
from bot.app import App
from bot.devtools.fixtures import Actor
from programme.errors import Refused as ByPolicy
from programme.served import enterprises_served
from storage.queries.activities.coming import Seats, seats
from storage.queries.people.speakers import by_person
from storage.tables import Activity, Diary, DiaryReview
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

_names = count()
TODAY = MONDAY.date()
HOURS = st.decimals(Decimal("0.5"), Decimal(3), places=1)
DEEDS = [
    "tell",
    "correct",
    "retract",
    "mend",
    "dispute",
    "upheld",
    "dismissed",
    "take_down",
    "move",
    "not_held",
    "down",
]
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), HOURS, st.integers(1, 30)), min_size=2, max_size=14
)
FIRM = "蓝湾海鲜加工厂"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_of_one_activity_counts_twice_for_one_holder(
    sqlite_app: App, steps: list[tuple[str, int, Decimal, int]]
) -> None:
    number = next(_names)
    people = [
        arrive(sqlite_app, lawyer(f"讲师{number}号甲")),
        arrive(sqlite_app, lawyer(f"讲师{number}号乙")),
    ]
    firm = arrive(sqlite_app, Actor(f"厂长{number}", "enterprise", "440802", enterprise=f"{FIRM}{number}"))
    officer = arrive(sqlite_app, Actor(f"小赵{number}", "staff", jurisdiction="440800"))
    given = Event("用工沙龙", TODAY, "", "440802", begins=600, finishes=720)
    key = _do(sqlite_app, lambda work: publish(work, by_person(work, people[0]), given, MONDAY))
    assert key is not None
    _do(sqlite_app, lambda work: join_event(work, by_person(work, people[1]), key, True, MONDAY))
    _do(
        sqlite_app,
        lambda work: settle_speaker(work, by_person(work, people[0]), key, people[1], True, MONDAY),
    )
    told_at_all = 0
    for step, which, hours, firms in steps:
        done = _do(
            sqlite_app,
            lambda work: _deed(sqlite_app, work, key, people[which], firm, officer, step, hours, firms),  # noqa: B023
        )
        told_at_all += step == "tell" and done is not None
        _check(sqlite_app, key)
    assert told_at_all or not _standing(sqlite_app, key)


def _deed(
    app: App,
    work: UnitOfWork,
    key: int,
    person: int,
    firm: int,
    officer: int,
    step: str,
    hours: Decimal,
    firms: int,
) -> Any:
    who, office, now = by_person(work, person), by_person(work, officer), MONDAY
    owner = by_person(work, firm)
    service = Service(TODAY, hours, firms, (owner.enterprise or "",), ("law",), activity_id=key)
    own = work.session.scalars(
        select(Diary.id).where(Diary.person_id == person).order_by(Diary.id.desc())
    ).first()
    deeds: dict[str, Callable[[], Any]] = {
        "tell": lambda: record_diary(work, who, service, app.rules, now),
        "correct": lambda: correct_diary(work, who, own or 0, service, app.rules, now),
        "retract": lambda: retract_diary(work, who, own or 0, app.rules, now),
        "mend": lambda: mend_diary(work, office, own or 0, Correction(hours=hours), now),
        "dispute": lambda: dispute_diary(work, owner, own or 0, "没来过", now),
        "upheld": lambda: _settled(work, own, True),
        "dismissed": lambda: _settled(work, own, False),
        "take_down": lambda: take_down(work, who, key, now),
        "move": lambda: move(work, who, key, Event("用工沙龙", TODAY + timedelta(firms), "", "440802"), now),
        "not_held": lambda: say_not_held(work, who, key, now),
        "down": lambda: put_down(work, who, key, [], now),
    }
    return deeds[step]()


def _settled(work: UnitOfWork, diary: int | None, is_true: bool) -> None:
    """Staff have decided what the firm said of the diary."""
    open_ones = select(DiaryReview.case_id).where(DiaryReview.diary_id == diary, DiaryReview.state == "open")
    for case in work.session.scalars(open_ones).all():
        assert case is not None
        settle_diaries(work, case, is_true, 1, MONDAY)


def _standing(app: App, key: int) -> list[Any]:
    with app.database.read() as connection:
        own = select(Diary.holder, Diary.holder_id, Diary.hours, Diary.enterprises, Diary.names)
        own = own.where(Diary.activity_id == key, Diary.state.in_(("recorded", "held")))
        return list(connection.execute(own))


def _check(app: App, key: int) -> None:
    standing = _standing(app, key)
    holders = [(one.holder, one.holder_id) for one in standing]
    assert len(holders) == len(set(holders))
    for one in standing:
        assert enterprises_served([(one.enterprises, one.names)]) <= max(one.enterprises, len(one.names))
    with app.database.read() as connection:
        state = connection.execute(select(Activity.state).where(Activity.id == key)).scalar_one()
    assert not (standing and state == "cancelled")


def _do(app: App, deed: Callable[[UnitOfWork], Any]) -> Any:
    """What comes of a deed; None where it is refused."""

    def tried(work: UnitOfWork) -> Any:
        try:
            with work.undone_if_refused():
                return deed(work) or True
        except (Refused, ByPolicy, LookupError):
            return None

    return app.database.write(tried).result()


PLACES = st.lists(
    st.tuples(
        st.sampled_from(["join", "join", "leave", "speak", "yes", "no", "limit"]),
        st.integers(0, 5),
        st.integers(1, 4),
    ),
    min_size=3,
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=PLACES)
def test_no_more_sit_than_there_are_places_and_nobody_waits_beside_an_empty_one(
    sqlite_app: App, steps: list[tuple[str, int, int]]
) -> None:
    number = next(_names)
    giver = arrive(sqlite_app, lawyer(f"主办{number}"))
    crowd = [
        arrive(
            sqlite_app, Actor(f"老板{number}号{one}", "enterprise", "440802", enterprise=f"厂{number}{one}")
        )
        for one in range(6)
    ]
    given = Event("沙龙", TODAY + timedelta(1), "", "440802", capacity=2)
    key = _do(sqlite_app, lambda work: publish(work, by_person(work, giver), given, MONDAY))
    most, moment = 2, MONDAY
    for step, which, limit in steps:
        moment += timedelta(minutes=1)
        person = crowd[which]
        deeds: dict[str, Callable[[UnitOfWork], Any]] = {
            "join": lambda work: join_event(work, by_person(work, person), key, False, moment),  # noqa: B023
            "leave": lambda work: leave_event(work, by_person(work, person), key, moment),  # noqa: B023
            "speak": lambda work: join_event(work, by_person(work, person), key, True, moment),  # noqa: B023
            "yes": lambda work: settle_speaker(work, by_person(work, giver), key, person, True, moment),  # noqa: B023
            "no": lambda work: settle_speaker(work, by_person(work, giver), key, person, False, moment),  # noqa: B023
            "limit": lambda work: move(
                work,
                by_person(work, giver),
                key,
                Event("沙龙", given.on, "", "440802", capacity=limit),  # noqa: B023
                moment,  # noqa: B023
            ),
        }
        before = _seats(sqlite_app, key)
        _do(sqlite_app, deeds[step])
        most = limit if step == "limit" else most
        after = _seats(sqlite_app, key)
        # A limit that is lowered turns nobody away who has a place.
        assert after.taken <= max(most, before.taken)
        assert not after.waiting or after.taken >= most


def _seats(app: App, key: int) -> Seats:
    return app.database.write(lambda work: seats(work, [key])[key]).result()
