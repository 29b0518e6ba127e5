"""What a duty year counts, in SQL, as `programme.served` says: enterprises served, and activities that took place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, case, cast, exists, func, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from programme.packs import Kind
from storage.tables import Activity, Diary


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
    others = _others(*which).add_columns(Diary.holder_id).group_by(Diary.holder_id).subquery()
    named = _named(*which).add_columns(Diary.holder_id).group_by(Diary.holder_id).subquery()
    found = select(others.c.holder_id, _sum(others.c.count, named.c.count).label("enterprises"))
    return found.outerjoin(named, named.c.holder_id == others.c.holder_id).subquery()


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
