"""What was done, and what is told of it: diaries, activities, news and cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy import text as written

from storage.jurisdiction import ranged
from storage.queries.console.listing import Listing, Values
from storage.queries.console.lists.conditions import (
    by_names,
    by_number_or,
    day,
    in_names,
    number_or,
    one_of,
    places,
    text,
)
from storage.tables import Activity, Attendance, Diary, Expert, Person, Station, Story
from storage.tables.diaries import UNUSUAL

GUESTS = ("signed_up", "attended", "absent")
"""Who has a place at an activity; beside them there are speakers, and those who wait for one."""


def _diaries(*columns: Any) -> Select[*tuple[Any, ...]]:
    return _with_holders(select(*columns).select_from(Diary)).join(Person, Person.id == Diary.person_id)


def _with_holders(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    found = found.outerjoin(Expert, and_(Diary.holder == "expert", Expert.id == Diary.holder_id))
    return found.outerjoin(Station, and_(Diary.holder == "station", Station.id == Diary.holder_id))


def _by_holders(lies: Callable[[Any], ColumnElement[bool]]) -> list[Select[Any]]:
    """The way to diaries by where their holders are: where these are many already, their diaries are not counted."""
    holders = {
        "expert": select(Expert.id).where(lies(Expert.region)),
        "station": select(Station.id).where(lies(Station.region)),
    }
    of = [
        select(Diary.id).where(Diary.holder == kind, Diary.holder_id.in_(ids))
        for kind, ids in holders.items()
    ]
    return [*holders.values(), select(of[0].union_all(of[1]).subquery())]


def _by_diary_state(values: Values) -> list[Select[Any]]:
    found = select(Diary.id).where(Diary.state.in_(values))
    return [found if "recorded" in values else found.where(written(f"diary.{UNUSUAL}"))]


def _by_places(values: Values) -> list[Select[Any]]:
    return _by_holders(lambda region: or_(*(ranged(region, value) for value in values)))


DIARIES = Listing(
    "diaries",
    _diaries,
    Diary.id,
    func.coalesce(Expert.region, Station.region),
    {
        "person": Diary.person_id,
        "name": func.coalesce(Station.name, Person.name),
        "served": Diary.served_on,
        "hours": Diary.hours,
        "firms": Diary.enterprises,
        "domains": Diary.domains,
        "state": Diary.state,
        "region": func.coalesce(Diary.region, Expert.region, Station.region),
    },
    {"newest": (Diary.id, True), "oldest": (Diary.id, False)},
    {
        "state": one_of(Diary.state),
        "holder": one_of(Diary.holder),
        "place": places(func.coalesce(Expert.region, Station.region)),
        "since": day(Diary.served_on, True),
        "until": day(Diary.served_on, False),
        "q": number_or(Diary.id, in_names(Diary.person_id, "person")),
    },
    found_in=lambda *columns: _with_holders(select(*columns).select_from(Diary)),
    ways={
        "place": _by_places,
        "state": _by_diary_state,
        "q": by_number_or(Diary.id, by_names(Diary.id, Diary.person_id, "person")),
    },
    lying=lambda jurisdiction: _by_holders(lambda region: ranged(region, jurisdiction)),
)


def _activities(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Activity)


ACTIVITIES = Listing(
    "activities",
    _activities,
    Activity.id,
    Activity.region,
    {
        "title": Activity.title,
        "kind": Activity.kind,
        "held": Activity.held_on,
        "place": Activity.place,
        "region": Activity.region,
        "state": Activity.state,
        "coming": select(func.count())
        .where(
            Attendance.activity_id == Activity.id, Attendance.part != "speaker", Attendance.state.in_(GUESTS)
        )
        .scalar_subquery(),
    },
    {"newest": (Activity.held_on, True), "soonest": (Activity.held_on, False)},
    {
        "state": one_of(Activity.state),
        "kind": one_of(Activity.kind),
        "place": places(Activity.region),
        "since": day(Activity.held_on, True),
        "until": day(Activity.held_on, False),
        "q": number_or(Activity.id, text(Activity.title)),
    },
)


def _stories(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Story)


STORIES = Listing(
    "stories",
    _stories,
    Story.id,
    Story.region,
    {
        "title": Story.title,
        "kind": Story.kind,
        "region": Story.region,
        "state": Story.state,
        "since": Story.created_at,
        "released": Story.released_at,
    },
    {"newest": (Story.id, True), "oldest": (Story.id, False)},
    {
        "state": one_of(Story.state),
        "kind": one_of(Story.kind),
        "place": places(Story.region),
        "q": number_or(Story.id),
    },
)
