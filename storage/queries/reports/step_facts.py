"""What says whose step a waiting thing is: the pack, the kind of holder and the place of titles and of applications."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select

from storage.tables import Application, Expert, FormalWarning, Qualification, Renewal, Station
from storage.unit_of_work import UnitOfWork

ABOUT: dict[str, Any] = {"warning": FormalWarning, "renewal": Renewal}
"""The tables whose rows are about a title."""


@dataclass(frozen=True, slots=True)
class TitleAt:
    """Under which pack a title stands, of which kind its holder is, and where."""

    pack: str
    kind: str
    region: str | None


@dataclass(frozen=True, slots=True)
class ApplicationAt:
    """The same of an application, with what its road depends on."""

    pack: str
    kind: str
    region: str
    state: str
    answers: Mapping[str, Any]
    submitted_at: datetime


def titles_at(work: UnitOfWork, about: str, ids: Collection[int]) -> dict[int, TitleAt]:
    """By the id of the warning or renewal where `about` says so, else of the title itself."""
    table = ABOUT.get(about)
    key = table.id if table else Qualification.id
    place = case((Qualification.holder == "expert", Expert.region), else_=Station.region)
    query = select(key, Qualification.pack, Qualification.holder, place).select_from(Qualification)
    query = query.join(table, table.qualification_id == Qualification.id) if table else query
    query = query.outerjoin(Expert, Expert.id == Qualification.holder_id)
    query = query.outerjoin(Station, Station.id == Qualification.holder_id)
    return {row[0]: TitleAt(*row[1:]) for row in work.connection.execute(query.where(key.in_(ids)))}


def applications_at(work: UnitOfWork, ids: Collection[int]) -> dict[int, ApplicationAt]:
    """By the id of the application."""
    columns = (
        Application.id,
        Application.pack,
        Application.kind,
        Application.region,
        Application.state,
        Application.answers,
        Application.submitted_at,
    )
    rows = work.connection.execute(select(*columns).where(Application.id.in_(ids)))
    return {row[0]: ApplicationAt(*row[1:]) for row in rows}


def waiting_since(work: UnitOfWork, states: Collection[str]) -> list[tuple[str, datetime]]:
    """The pack of each application in these states, and when it was handed in."""
    query = select(Application.pack, Application.submitted_at).where(Application.state.in_(states))
    return [(pack, since) for pack, since in work.connection.execute(query)]
