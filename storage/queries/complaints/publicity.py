"""The publicity entries that may be objected to, as talks read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from storage.jurisdiction import inside
from storage.tables import Application
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """What is public of an application in publicity (S2.10); `kind` is expert or station."""

    id: int
    kind: str
    name: str
    unit: str
    domains: tuple[str, ...]
    publicity_ends: date | None


def entries_in_publicity(
    work: UnitOfWork, limit: int = 20, before: int | None = None, only: int | None = None
) -> list[PublicEntry]:
    """What is being publicised now, the newest first: those older than `before`, or the `only` one, where they are given."""
    columns = (
        Application.id,
        Application.kind,
        Application.name,
        Application.unit,
        Application.domains,
        Application.publicity_ends,
    )
    public = select(*columns).where(Application.state == "publicity").order_by(Application.id.desc())
    public = public.where(Application.id < before) if before is not None else public
    public = public.where(Application.id == only) if only is not None else public
    rows = (dict(row) for row in work.session.execute(public.limit(limit)).mappings())
    return [PublicEntry(**row | {"domains": tuple(row["domains"])}) for row in rows]


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in publicity, as the list that is put up has them."""

    first: date
    last: date
    name: str
    unit: str
    domains: tuple[str, ...]
    region: str


def listed(connection: Connection, kind: str, jurisdiction: str | None) -> list[Listed]:
    """Who of a jurisdiction is in publicity, in the order of application."""
    columns = (
        Application.published_on.label("first"),
        Application.publicity_ends.label("last"),
        Application.name,
        Application.unit,
        Application.domains,
        Application.region,
    )
    public = select(*columns).where(Application.state == "publicity", Application.kind == kind)
    public = public.where(inside(Application.region, jurisdiction), Application.published_on.is_not(None))
    rows = (dict(row) for row in connection.execute(public.order_by(Application.id)).mappings())
    return [Listed(**row | {"domains": tuple(row["domains"])}) for row in rows]
