"""Who there is: experts, stations and firms."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from storage.queries.console.listing import Condition, Listing, Values
from storage.queries.console.lists.conditions import (
    bare,
    by_names,
    by_number_or,
    by_place,
    has,
    in_names,
    number_or,
    places,
    yes,
)
from storage.queries.console.ways import Way
from storage.tables import Enterprise, Expert, Need, Person, Qualification, Station


def _title(holder: str, key: Any, column: Any) -> Any:
    """Of the newest title of a holder."""
    own = select(column).where(Qualification.holder == holder, Qualification.holder_id == key)
    return own.order_by(Qualification.id.desc()).limit(1).scalar_subquery()


def _titled(holder: str, key: Any) -> Condition:
    def holds(values: Values) -> ColumnElement[bool]:
        own = (Qualification.holder == holder, Qualification.holder_id == key)
        return exists().where(*own, Qualification.state.in_(values))

    return holds


def _by_title(holder: str) -> Way:
    titles = select(Qualification.holder_id).where(Qualification.holder == holder)
    return lambda values: [titles.where(Qualification.state.in_(values))]


def _experts(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Expert).join(Person, Person.id == Expert.person_id)


EXPERTS = Listing(
    "experts",
    _experts,
    Expert.id,
    Expert.region,
    {
        "person": Expert.person_id,
        "name": Person.name,
        "unit": Expert.unit,
        "region": Expert.region,
        "domains": Expert.domains,
        "load": Expert.load,
        "capacity": Expert.capacity,
        "state": _title("expert", Expert.id, Qualification.state),
        "until": _title("expert", Expert.id, Qualification.until),
        "silent": _title("expert", Expert.id, Qualification.silent_since),
    },
    {"number": (Expert.id, False), "newest": (Expert.id, True)},
    {
        "state": _titled("expert", Expert.id),
        "place": places(Expert.region),
        "domain": has(Expert.domains),
        "free": yes(Expert.load < Expert.capacity),
        "q": number_or(Expert.id, in_names(Expert.person_id, "person")),
    },
    found_in=bare(Expert),
    ways={
        "state": _by_title("expert"),
        "place": by_place(Expert.id, Expert.region),
        "q": by_number_or(Expert.id, by_names(Expert.id, Expert.person_id, "person")),
    },
)


def _stations(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Station).join(Person, Person.id == Station.person_id)


STATIONS = Listing(
    "stations",
    _stations,
    Station.id,
    Station.region,
    {
        "person": Station.person_id,
        "name": Station.name,
        "head": Person.name,
        "region": Station.region,
        "state": _title("station", Station.id, Qualification.state),
        "until": _title("station", Station.id, Qualification.until),
        "silent": _title("station", Station.id, Qualification.silent_since),
    },
    {"number": (Station.id, False), "newest": (Station.id, True)},
    {
        "state": _titled("station", Station.id),
        "place": places(Station.region),
        "q": number_or(Station.id, in_names(Station.person_id, "person")),
    },
    found_in=bare(Station),
    ways={
        "state": _by_title("station"),
        "place": by_place(Station.id, Station.region),
        "q": by_number_or(Station.id, by_names(Station.id, Station.person_id, "person")),
    },
)


def _firms(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Enterprise)


_OF_FIRM = select(func.count()).where(Need.enterprise_id == Enterprise.id)
FIRMS = Listing(
    "firms",
    _firms,
    Enterprise.id,
    Enterprise.region,
    {
        "name": Enterprise.name,
        "region": Enterprise.region,
        "vouched": Enterprise.vouched,
        "trade": Enterprise.trade,
        "needs": _OF_FIRM.scalar_subquery(),
        "open": _OF_FIRM.where(Need.state.in_(("open", "unanswered", "accepted"))).scalar_subquery(),
        "since": Enterprise.created_at,
    },
    {"number": (Enterprise.id, False), "newest": (Enterprise.id, True)},
    {
        "place": places(Enterprise.region),
        "vouched": yes(Enterprise.vouched.is_(True)),
        "q": number_or(Enterprise.id, in_names(Enterprise.id, "enterprise")),
    },
    ways={
        "place": by_place(Enterprise.id, Enterprise.region),
        "q": by_number_or(Enterprise.id, by_names(Enterprise.id, Enterprise.id, "enterprise")),
    },
)
