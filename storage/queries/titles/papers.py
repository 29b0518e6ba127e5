"""Papers that were issued: looked up by number or title, and what has become of what they say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, func, select

from storage.tables import Diary, IssuedPaper, Qualification, Renewal, SigningKey


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper as it was issued, without its bytes; `title` is the state of the qualification now."""

    id: int
    number: str
    kind: str
    qualification_id: int
    name: str
    first: date
    last: date | None
    hours: str
    token: str
    file_name: str
    state: str
    reason: str
    replaced_by: str
    issued_at: datetime
    title: str
    holder: str
    holder_id: int


_COLUMNS: tuple[Any, ...] = (
    IssuedPaper.id,
    IssuedPaper.number,
    IssuedPaper.kind,
    IssuedPaper.qualification_id,
    IssuedPaper.name,
    IssuedPaper.first,
    IssuedPaper.last,
    IssuedPaper.hours,
    IssuedPaper.token,
    IssuedPaper.file_name,
    IssuedPaper.state,
    IssuedPaper.reason,
    IssuedPaper.replaced_by,
    IssuedPaper.issued_at,
    Qualification.state.label("title"),
    Qualification.holder,
    Qualification.holder_id,
)


def paper_of(connection: Connection, number: str) -> PaperFacts | None:
    """The paper of this number in its usual form; None where none was given."""
    row = connection.execute(_papers().where(IssuedPaper.number == number)).first()
    return PaperFacts(*row) if row else None


def paper(connection: Connection, paper_id: int) -> PaperFacts | None:
    """A paper by its id; None where there is none."""
    row = connection.execute(_papers().where(IssuedPaper.id == paper_id)).first()
    return PaperFacts(*row) if row else None


def papers_of_title(connection: Connection, qualification_id: int, kind: str) -> list[PaperFacts]:
    """The valid papers of this kind for a title, the newest first."""
    own = _papers().where(IssuedPaper.qualification_id == qualification_id, IssuedPaper.kind == kind)
    rows = connection.execute(own.where(IssuedPaper.state == "valid").order_by(IssuedPaper.id.desc()))
    return [PaperFacts(*row) for row in rows]


def papers_of(connection: Connection, qualification_id: int, kinds: Collection[str]) -> list[PaperFacts]:
    """All papers of these kinds for a title but those that others replaced, the newest first."""
    own = _papers().where(IssuedPaper.qualification_id == qualification_id, IssuedPaper.kind.in_(kinds))
    rows = connection.execute(own.where(IssuedPaper.state != "replaced").order_by(IssuedPaper.id.desc()))
    return [PaperFacts(*row) for row in rows]


def issued_in(connection: Connection, holder: str, holder_id: int) -> list[PaperFacts]:
    """All that was ever issued for a holder's titles, in the order in which it was."""
    own = _papers().where(Qualification.holder == holder, Qualification.holder_id == holder_id)
    return [PaperFacts(*row) for row in connection.execute(own.order_by(IssuedPaper.id))]


def content_of(connection: Connection, paper_id: int) -> bytes:
    """The paper's file, as it was issued."""
    found = select(IssuedPaper.content).where(IssuedPaper.id == paper_id)
    return bytes(connection.execute(found).scalar_one())


def public_keys(connection: Connection) -> list[bytes]:
    """All keys that have ever signed, the newest last."""
    found = connection.execute(select(SigningKey.public).order_by(SigningKey.id))
    return [bytes.fromhex(row.public) for row in found]


def hours_left(connection: Connection, paper: PaperFacts) -> Decimal:
    """The hours that a proof counted and that still stand: of its span, told before it was issued."""
    own = select(func.coalesce(func.sum(Diary.hours), 0)).where(Diary.holder == paper.holder)
    own = own.where(Diary.holder_id == paper.holder_id, Diary.state == "recorded")
    own = own.where(Diary.recorded_at <= paper.issued_at)
    return Decimal(
        connection.execute(own.where(Diary.served_on.between(paper.first, paper.last))).scalar_one()
    )


def term_before(connection: Connection, qualification_id: int, until: date) -> date | None:
    """The end of the term before the one that ends on `until`; None for a first term."""
    old = select(func.max(Renewal.until)).where(Renewal.qualification_id == qualification_id)
    ended: date | None = connection.execute(old.where(Renewal.until < until)).scalar()
    return ended


def _papers() -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).join(Qualification, Qualification.id == IssuedPaper.qualification_id)
