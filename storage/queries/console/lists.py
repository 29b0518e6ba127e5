"""The lists of the console: which columns, filters and orders each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    text,
    true,
)

from language.initials import wanted
from storage.jurisdiction import ranged
from storage.queries.complaints.cases import accusing
from storage.queries.console.listing import Condition, Listing, Values
from storage.queries.console.ways import Way, unindexed
from storage.tables import (
    Activity,
    Application,
    Attendance,
    Audit,
    Case,
    Diary,
    Enterprise,
    Expert,
    Need,
    Person,
    Qualification,
    SearchTerm,
    Station,
)
from storage.tables.diaries import UNUSUAL
from storage.unit_of_work import UnitOfWork

Start = Callable[..., Select[*tuple[Any, ...]]]


def named(kind: str, said: str) -> Select[int]:
    """The ids of those in whose name these signs, or sounds, stand; of nobody, where it is too short to look for."""
    terms = sorted(wanted(said))
    if not terms:
        return select(SearchTerm.subject_id).where(false())
    first, *rest = terms
    found = select(SearchTerm.subject_id).where(SearchTerm.term == first, SearchTerm.kind == kind)
    for term in rest:
        other = select(SearchTerm.subject_id).where(SearchTerm.term == term, SearchTerm.kind == kind)
        found = found.where(SearchTerm.subject_id.in_(other))
    return found


def _one_of(column: Any) -> Condition:
    return lambda values: column.in_(values)


def _places(column: Any) -> Condition:
    return lambda values: or_(*(ranged(unindexed(column), value) for value in values))


def _by_place(key: Any, column: Any) -> Way:
    return lambda values: [select(key).where(or_(*(ranged(column, value) for value in values)))]


def _by_number_or(key: Any, *others: Callable[[str], Select[Any]]) -> Way:
    """The way of `_number_or`."""

    def leads(values: Values) -> list[Select[Any]]:
        said = values[0].strip()
        if said.isascii() and said.isdigit() and len(said) < 10:
            return [select(key).where(key == int(said))]
        first, *rest = (other(said) for other in others)
        return [select(first.union_all(*rest).subquery()) if rest else first]

    return leads


def _yes(condition: ColumnElement[bool]) -> Condition:
    return lambda values: condition if "1" in values else ~condition


def _day(column: Any, later: bool) -> Condition:
    """From that day on, or up to it, the day included; what is no day is no bound."""

    def holds(values: Values) -> ColumnElement[bool]:
        try:
            day = date.fromisoformat(values[0])
        except ValueError:
            return true()
        found: ColumnElement[bool] = column >= day if later else column <= day
        return found

    return holds


def _moment(column: Any, later: bool) -> Condition:
    """From that moment on, or before it (ISO, with its zone)."""

    def holds(values: Values) -> ColumnElement[bool]:
        moment = datetime.fromisoformat(values[0])
        found: ColumnElement[bool] = column >= moment if later else column < moment
        return found

    return holds


def _has(column: Any) -> Condition:
    """That a list of codes has one of these."""
    return lambda values: or_(
        *(cast(column, String).contains(f'"{value}"', autoescape=True) for value in values)
    )


def _number_or(key: Any, *others: Callable[[str], ColumnElement[bool]]) -> Condition:
    """The row of a number, or whatever else the words mean."""

    def holds(values: Values) -> ColumnElement[bool]:
        said = values[0].strip()
        if said.isascii() and said.isdigit() and len(said) < 10:
            found: ColumnElement[bool] = key == int(said)
            return found
        return or_(*(other(said) for other in others))

    return holds


def _in_names(column: Any, kind: str) -> Callable[[str], ColumnElement[bool]]:
    return lambda said: column.in_(named(kind, said))


def _by_names(key: Any, column: Any, kind: str) -> Callable[[str], Select[Any]]:
    return lambda said: select(key).where(column.in_(named(kind, said)))


def _text(column: Any) -> Callable[[str], ColumnElement[bool]]:
    return lambda said: column.contains(said, autoescape=True)


CLOSED_BY_STAFF = exists().where(
    Audit.subject == "need", Audit.subject_id == Need.id, Audit.deed == "close_need"
)
NEED_STATE: Any = case((and_(Need.state == "withdrawn", CLOSED_BY_STAFF), "closed"), else_=Need.state)
"""A need's state: «closed» where staff took it down, so that nobody reads that the firm did."""


def _state_of_need(values: Values) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [
        Need.state.in_([value for value in values if value not in ("withdrawn", "closed")])
    ]
    found += [and_(Need.state == "withdrawn", CLOSED_BY_STAFF)] if "closed" in values else []
    found += [and_(Need.state == "withdrawn", ~CLOSED_BY_STAFF)] if "withdrawn" in values else []
    return or_(*found)


def _bare(table: Any) -> Start:
    """Rows are found in their own table; what they show is joined for a page alone."""
    return lambda *columns: select(*columns).select_from(table)


def _experts_named(said: str) -> Select[int]:
    return select(Expert.id).where(Expert.person_id.in_(named("person", said)))


def _needs(*columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(*columns).select_from(Need).join(Enterprise, Enterprise.id == Need.enterprise_id)
    found = found.outerjoin(Expert, Expert.id == Need.expert_id)
    return found.outerjoin(Person, Person.id == Expert.person_id)


NEEDS = Listing(
    "needs",
    _needs,
    Need.id,
    Need.region,
    {
        "text": Need.text,
        "firm": Enterprise.name,
        "region": Need.region,
        "domain": Need.domain,
        "state": NEED_STATE,
        "urgent": Need.urgent,
        "since": Need.created_at,
        "expert": Person.name,
    },
    {"waits": (Need.id, False), "newest": (Need.id, True)},
    {
        "state": _state_of_need,
        "place": _places(Need.region),
        "domain": _one_of(Need.domain),
        "urgent": _yes(Need.urgent.is_(True)),
        "since": _moment(Need.created_at, True),
        "until": _moment(Need.created_at, False),
        "q": _number_or(
            Need.id,
            _in_names(Need.enterprise_id, "enterprise"),
            lambda said: Need.expert_id.in_(_experts_named(said)),
        ),
    },
    found_in=_bare(Need),
    ways={
        "state": lambda values: [select(Need.id).where(_state_of_need(values))],
        "place": _by_place(Need.id, Need.region),
        "q": _by_number_or(
            Need.id,
            _by_names(Need.id, Need.enterprise_id, "enterprise"),
            lambda said: select(Need.id).where(Need.expert_id.in_(_experts_named(said))),
        ),
    },
)


def _applications(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Application)


_OBJECTIONS = (
    select(func.count())
    .where(Case.application_id == Application.id, Case.kind == "objection")
    .scalar_subquery()
)
_APPLIED: Mapping[str, Any] = {
    "name": Application.name,
    "unit": Application.unit,
    "kind": Application.kind,
    "region": Application.region,
    "state": Application.state,
    "since": Application.submitted_at,
}
_APPLIED_BY: Mapping[str, Condition] = {
    "state": _one_of(Application.state),
    "kind": _one_of(Application.kind),
    "place": _places(Application.region),
    "q": _number_or(Application.id, _text(Application.name), _text(Application.unit)),
}
APPLICATIONS = Listing(
    "applications",
    _applications,
    Application.id,
    Application.region,
    _APPLIED,
    {"waits": (Application.id, False), "newest": (Application.id, True)},
    _APPLIED_BY,
    (Application.state != "draft",),
)
PUBLICITY = Listing(
    "publicity",
    _applications,
    Application.id,
    Application.region,
    {
        "name": Application.name,
        "unit": Application.unit,
        "kind": Application.kind,
        "region": Application.region,
        "since": Application.published_on,
        "until": Application.publicity_ends,
        "objections": _OBJECTIONS,
    },
    {"ends": (func.coalesce(Application.publicity_ends, date.max), False), "newest": (Application.id, True)},
    _APPLIED_BY,
    (Application.state == "publicity",),
)


def _cases(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Case).join(Person, Person.id == Case.person_id)


def _accused(work: UnitOfWork, reader: int, jurisdiction: str | None) -> ColumnElement[bool]:
    """A case is never shown to whom it accuses."""
    return Case.id.not_in(accusing(work, reader, ranged(Case.region, jurisdiction)))


CASES = Listing(
    "cases",
    _cases,
    Case.id,
    Case.region,
    {
        "kind": Case.kind,
        "about": Case.about,
        "against": Case.against,
        "text": Case.text,
        "region": Case.region,
        "state": Case.state,
        "since": Case.filed_at,
    },
    {"waits": (Case.id, False), "newest": (Case.id, True)},
    {
        "state": _one_of(Case.state),
        "kind": _one_of(Case.kind),
        "place": _places(Case.region),
        "q": _number_or(Case.id, _text(Case.against)),
    },
    hides=_accused,
    found_in=_bare(Case),
)


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
        "place": _places(Expert.region),
        "domain": _has(Expert.domains),
        "free": _yes(Expert.load < Expert.capacity),
        "q": _number_or(Expert.id, _in_names(Expert.person_id, "person")),
    },
    found_in=_bare(Expert),
    ways={
        "state": _by_title("expert"),
        "place": _by_place(Expert.id, Expert.region),
        "q": _by_number_or(Expert.id, _by_names(Expert.id, Expert.person_id, "person")),
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
        "place": _places(Station.region),
        "q": _number_or(Station.id, _in_names(Station.person_id, "person")),
    },
    found_in=_bare(Station),
    ways={
        "state": _by_title("station"),
        "place": _by_place(Station.id, Station.region),
        "q": _by_number_or(Station.id, _by_names(Station.id, Station.person_id, "person")),
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
        "needs": _OF_FIRM.scalar_subquery(),
        "open": _OF_FIRM.where(Need.state.in_(("open", "unanswered", "accepted"))).scalar_subquery(),
        "since": Enterprise.created_at,
    },
    {"number": (Enterprise.id, False), "newest": (Enterprise.id, True)},
    {
        "place": _places(Enterprise.region),
        "vouched": _yes(Enterprise.vouched.is_(True)),
        "q": _number_or(Enterprise.id, _in_names(Enterprise.id, "enterprise")),
    },
    ways={
        "place": _by_place(Enterprise.id, Enterprise.region),
        "q": _by_number_or(Enterprise.id, _by_names(Enterprise.id, Enterprise.id, "enterprise")),
    },
)


def _diaries(*columns: Any) -> Select[*tuple[Any, ...]]:
    found = select(*columns).select_from(Diary)
    return _with_holders(found).join(Person, Person.id == Diary.person_id)


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
    return [found if "recorded" in values else found.where(text(f"diary.{UNUSUAL}"))]


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
        "state": _one_of(Diary.state),
        "holder": _one_of(Diary.holder),
        "place": _places(func.coalesce(Expert.region, Station.region)),
        "since": _day(Diary.served_on, True),
        "until": _day(Diary.served_on, False),
        "q": _number_or(Diary.id, _in_names(Diary.person_id, "person")),
    },
    found_in=lambda *columns: _with_holders(select(*columns).select_from(Diary)),
    ways={
        "place": _by_places,
        "state": _by_diary_state,
        "q": _by_number_or(Diary.id, _by_names(Diary.id, Diary.person_id, "person")),
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
        .where(Attendance.activity_id == Activity.id, Attendance.state != "declined")
        .scalar_subquery(),
    },
    {"newest": (Activity.held_on, True), "soonest": (Activity.held_on, False)},
    {
        "state": _one_of(Activity.state),
        "kind": _one_of(Activity.kind),
        "place": _places(Activity.region),
        "since": _day(Activity.held_on, True),
        "until": _day(Activity.held_on, False),
        "q": _number_or(Activity.id, _text(Activity.title)),
    },
)
LISTS: Mapping[str, Listing] = {
    one.name: one
    for one in (NEEDS, APPLICATIONS, PUBLICITY, CASES, EXPERTS, STATIONS, FIRMS, DIARIES, ACTIVITIES)
}
