"""What the console keeps: acts that may be taken back, views by name, acts on many rows, and what names are found by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class DeskAct(Base):
    """An act of staff on the console that can be taken back. `deed` is one of `actions.console.undo.ACTS`.

    `messages`: rows of the outbox that it queued and that wait a moment; `before`: what it changed, for who takes it back.
    """

    __tablename__ = "desk_act"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    deed: Mapped[Code]
    subject: Mapped[Code]
    subject_id: Mapped[int]
    before: Mapped[dict[str, Any]]
    messages: Mapped[list[Any]]
    run_id: Mapped[int | None] = mapped_column(index=True)
    done_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class SavedView(Base):
    """A name for the filters of a list. `region`: within which jurisdiction it is shared; empty where it is one's own."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_page_person_id", "page", "person_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    page: Mapped[Code]
    name: Mapped[str] = mapped_column(SealedText("saved_view.name"))
    query: Mapped[str] = mapped_column(SealedText("saved_view.query"))
    region: Mapped[Region | None]
    saved_at: Mapped[datetime]


class DeskRun(Base):
    """One act on many rows, frozen when it was previewed. States: frozen, running, done, undone."""

    __tablename__ = "desk_run"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    page: Mapped[Code]
    deed: Mapped[Code]
    state: Mapped[Code]
    frozen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class DeskRow(Base):
    """A row of such an act. `state`: will, wont; then done, still (nothing to do any more), failed. `code` says why.

    `target`: whom it was given to.
    """

    __tablename__ = "desk_row"
    __table_args__ = (Index("ix_desk_row_run_id_state", "run_id", "state"),)

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("desk_run.id"))
    subject_id: Mapped[int]
    target: Mapped[int | None]
    state: Mapped[Code]
    code: Mapped[Code | None]


class SearchTerm(Base):
    """Two neighbouring signs of a name, or of its initials (behind «~»), and whose it is. `kind`: person or enterprise;
    skill, of what a person is good at as an expert.
    """

    __tablename__ = "search_term"
    __table_args__ = (Index("ix_search_term_subject", "kind", "subject_id"),)

    term: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
