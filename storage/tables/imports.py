"""Rosters that were taken in: a batch for each file, a row for each of its entries, so that it can go on and be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedJSON
from storage.tables.base import Base, Code, Key, Region


class ImportBatch(Base):
    """One file taken in. `person_id` is empty where the command line did it; `region` is where its places lie.

    `kind`: experts, stations, enterprises, diaries. `digest`: SHA-256 of the file, by which it is known again. `ground`: by
    whom and when those in it were certified. `included`: whether they are taken in directly, by `reviewer_id` where that is not
    the one who sent it. `headings`: as the file has
    them, [[sheet, row, [word, …]], …]. States: open (rows wait), done, undoing, undone. `scan`: the sealed scan that came with it, a key of `file`.
    """

    __tablename__ = "import_batch"

    id: Mapped[Key]
    kind: Mapped[Code]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    region: Mapped[Region]
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    ground: Mapped[str]
    included: Mapped[bool]
    headings: Mapped[list[Any]]
    state: Mapped[Code] = mapped_column(index=True)
    scan: Mapped[str | None] = mapped_column(ForeignKey("file.key"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class ImportRow(Base):
    """An entry of a batch. `verdict`: new, same, changed, doubtful, wrong; `why` in words.

    States: waiting; done (written, or the same already); back (for people to mend); settled (came back, looked at and
    written); skipped (came back, and people left it out); undone; nothing (there was nothing to
    undo); kept (was to be undone, and somebody had built on it). `cells`: as the file has them. `made`: the rows that it
    wrote, [[table, key], …]; `before` and `after`: what it changed, {«table:key»: {column: value}}. `noted`: the last deed on
    record when it was done.
    """

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_batch_id_state", "batch_id", "state"),)

    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    sheet: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    verdict: Mapped[Code]
    why: Mapped[str]
    state: Mapped[Code]
    cells: Mapped[list[str]] = mapped_column(SealedJSON("import_row.cells"))
    values: Mapped[dict[str, Any]] = mapped_column(SealedJSON("import_row.values"))
    made: Mapped[list[Any]] = mapped_column(default=list)
    before: Mapped[dict[str, Any]] = mapped_column(SealedJSON("import_row.before"), default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(SealedJSON("import_row.after"), default=dict)
    noted: Mapped[int] = mapped_column(default=0)
