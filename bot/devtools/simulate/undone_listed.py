"""Whether all that was begun and not ended stands in its office's list: by states of rows, and not by the lists' own queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from actions.access import actor_of
from actions.applications.apply import REVIEWS
from actions.reports.digests import in_need_of_a_hand
from actions.reports.undone import RETURNED_AFTER, SERVED_WITHIN
from programme.cases import UNDECIDED
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Case, FormalWarning, Need, Outbox, Qualification, Renewal
from storage.unit_of_work import UnitOfWork

ALL = 100_000
AS = {"warning": ("warning", "call"), "accepted": ("unserved", "left_behind"), "warned": ("warned", "lift")}
"""Kinds that stand in one of two sections."""


def unlisted(work: UnitOfWork, office: Speaker, now: datetime) -> list[str]:
    """What is undone and stands in no section of this office, which answers for everybody, as «warned 12»."""
    found = in_need_of_a_hand(work, actor_of(office), now, ALL)
    listed = {(what, row.id) for what, waiting in found.items() for row in waiting.rows}
    return [
        f"{what} {key}"
        for what, key in _undone(work.connection, now)
        if not any((section, key) in listed for section in AS.get(what, (what,)))
    ] + _lost_letters(work.connection, office.person_id, bool(found.get("letters")))


def _undone(connection: Connection, now: datetime) -> Iterator[tuple[str, int]]:
    """Everything that somebody has to decide or to see to. Nobody of a simulated year puts anything off."""
    served_by, back_by = now - SERVED_WITHIN, now - RETURNED_AFTER
    of = {
        "need": select(Need.id).where(Need.state == "unanswered"),
        "accepted": select(Need.id).where(Need.state == "accepted", Need.accepted_at <= served_by),
        "application": select(Application.id).where(Application.state.in_(REVIEWS)),
        "returned": select(Application.id).where(
            Application.state == "returned", Application.decided_at <= back_by
        ),
        "warning": select(FormalWarning.id)
        .join(Qualification, Qualification.id == FormalWarning.qualification_id)
        .where(FormalWarning.state == "due", Qualification.state == "active"),
        "renewal": select(Renewal.id).where(Renewal.state == "asked"),
        "suspended": select(Qualification.id).where(Qualification.state == "suspended"),
        "warned": select(Qualification.id).where(Qualification.state == "warned"),
    }
    for what, query in of.items():
        yield from ((what, key) for key in connection.execute(query).scalars())
    for key, kind in connection.execute(select(Case.id, Case.kind).where(Case.state.in_(UNDECIDED))):
        yield kind, key


def _lost_letters(connection: Connection, reader: int, listed: bool) -> list[str]:
    dead = select(Outbox.id).where(Outbox.state == "dead", Outbox.kind != "digest")
    dead = dead.where(Outbox.person_id != reader).limit(1)
    return [] if listed else [f"letter {key}" for key in connection.execute(dead).scalars()]
