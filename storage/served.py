"""What a duty year counts, in SQL, as `programme.served` says: enterprises served, and activities that took place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Label,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement

from programme.packs import Kind
from programme.served import CONTENT
from storage.tables import Activity, Confirmation, Diary, Rating


class _Names(FunctionElement[str]):
    """The names in a JSON list, a row each."""

    inherit_cache = True
    name = "names"


@compiles(_Names, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **how: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **how)})"


@compiles(_Names, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **how: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **how)})"


def enterprises_by_holder(*which: ColumnElement[bool]) -> Subquery:
    """For each holder of one kind, how many enterprises these diaries served: `holder_id`, `enterprises`."""
    found = enterprises_by(Diary.holder_id, *which)
    return select(found.c.key.label("holder_id"), found.c.enterprises).subquery()


def enterprises_by(key: InstrumentedAttribute[int], *which: ColumnElement[bool]) -> Subquery:
    """For each value of a column that is joined to diaries by `which`, how many enterprises those served together: `key`, `enterprises`."""
    others = _others(*which).add_columns(key.label("key")).group_by(key).subquery()
    named = _named(*which).add_columns(key.label("key")).group_by(key).subquery()
    found = select(others.c.key, _sum(others.c.count, named.c.count).label("enterprises"))
    return found.outerjoin(named, named.c.key == others.c.key).subquery()


def enterprises_of(*which: ColumnElement[bool], apart: ColumnElement[str] | None = None) -> Select[int]:
    """How many enterprises these diaries served together, whoever keeps them; the same name counts once, or once in each place
    `apart`.
    """
    others, named = _others(*which).scalar_subquery(), _named(*which, apart=apart).scalar_subquery()
    return select(_sum(others, named))


def holds_one_of(column: Any, values: Collection[str] | Select[str]) -> ColumnElement[bool]:
    """That a JSON list holds one of these."""
    value = _Names(column).table_valued("value").c.value
    return exists(select(value).where(value.in_(values)))


def took_place(kind: Kind, today: date) -> ColumnElement[bool]:
    """The activities of holders of this kind that took place by today."""
    own = and_(Activity.holder == kind, Activity.kind == "event")
    return and_(own, Activity.state != "cancelled", Activity.held_on <= today)


def with_stars(diaries: Select[Any]) -> Select[Any]:
    """Diaries with what their firms said of the services: for a need its rating, of the expert who took it on; else the confirmation's."""
    of_need = and_(
        Rating.need_id == Diary.need_id,
        or_(Diary.holder != "expert", Rating.expert_id == Diary.holder_id),
    )
    found = diaries.outerjoin(Rating, of_need)
    return found.outerjoin(Confirmation, Confirmation.diary_id == Diary.id)


def stars_given() -> Label[int]:
    """The stars of a diary's service, in a statement `with_stars`."""
    return func.coalesce(Rating.stars, Confirmation.stars).label("stars")


def satisfaction_by_holder(*which: ColumnElement[bool]) -> Subquery:
    """For each holder of one kind, how many services of these diaries were rated (`rated`), how many with 4 or 5 stars (`content`)."""
    stars = stars_given()
    once: Any = func.coalesce(Diary.need_id, -Diary.id)
    service = with_stars(select(Diary.holder_id, once.label("service"), stars)).where(*which)
    services = service.where(stars.element.is_not(None)).distinct().subquery()
    content = func.count(case((services.c.stars >= CONTENT, services.c.service)))
    found = select(services.c.holder_id, func.count().label("rated"), content.label("content"))
    return found.group_by(services.c.holder_id).subquery()


def _sum(others: Any, named: Any) -> ColumnElement[int]:
    return cast(func.coalesce(others, 0) + func.coalesce(named, 0), Integer)


def _others(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Enterprises that were counted and not named, diary by diary."""
    name = _Names(Diary.names).table_valued("value")
    named = select(func.count(name.c.value.distinct())).select_from(name).scalar_subquery()
    others = case((Diary.enterprises > named, Diary.enterprises - named), else_=0)
    return select(func.sum(others).label("count")).where(*which)


def _named(*which: ColumnElement[bool], apart: ColumnElement[str] | None = None) -> Select[*tuple[Any, ...]]:
    """Names that differ, or differ in their place."""
    name = _Names(Diary.names).table_valued("value")
    value: Any = name.c.value if apart is None else func.coalesce(apart, "").op("||")(name.c.value)
    found = select(func.count(value.distinct()).label("count")).select_from(Diary)
    return found.join(name, true()).where(*which)
