"""A file becomes a batch: its entries are kept with the verdict on each, and wait to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import PurePath
from typing import Any

from sqlalchemy import insert, select

from actions.access import require
from actions.audit import note
from actions.imports.importer import require_ground, require_steps
from actions.imports.judge import by_itself, judged
from actions.imports.judged import Desk, Judged
from actions.refusal import Refused
from documents.rosters.entries import Entry
from documents.rosters.errors import NotARoster
from documents.rosters.headings import Chosen
from documents.rosters.reading import Roster, read
from storage.queries.imports import BatchFacts, batch
from storage.queries.people.speakers import Speaker
from storage.tables import ImportBatch, ImportRow
from storage.unit_of_work import UnitOfWork

_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of each entry, and who filled the roster in."""

    rows: list[tuple[Entry, Judged]]
    filled_by: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What whoever takes a roster in says beside it: what its headings mean, and which rows stay out, as «sheet:row»."""

    columns: Chosen = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @property
    def mark(self) -> bytes:
        """What tells the same file read in another way apart; nothing where it is read as it stands."""
        said = (sorted(self.columns.items()), sorted(self.left_out))
        return repr(said).encode() if any(said) else b""


AS_IT_STANDS = Choices()
LEFT_OUT = "导入时没有勾选这一行"


def row_key(entry: Entry) -> str:
    """How a row of a file is named in `Choices`."""
    return f"{entry.sheet[:100]}:{entry.number}"


def preview(desk: Desk, kind: str, content: bytes, choices: Choices = AS_IT_STANDS) -> Preview:
    """Read a file and judge it; nothing is written. Refused «no_roster»."""
    with refused_if_no_roster():
        roster = read(content, kind, desk.importer.region, desk.now, choices.columns)
        return Preview(list(judged(roster.entries, kind, desk)), roster.filled_by)


@contextmanager
def refused_if_no_roster() -> Iterator[None]:
    """A file that is no roster is refused to whoever sent it, as «no_roster»."""
    try:
        yield
    except NotARoster as error:
        raise Refused("no_roster", str(error)) from error


def open_batch(desk: Desk, kind: str, name: str, content: bytes, choices: Choices = AS_IT_STANDS) -> int:
    """Keep a file as a batch whose rows wait; one that broke off in the middle goes on. Return its number.

    Refused «no_roster»; «no_reason» where they are taken in at once and neither the importer nor the file says who certified
    them, «no_track» where the pack takes nobody in by recommendation.
    """
    digest = sha256(content + choices.mark).hexdigest()
    if known := _broken_off(desk, kind, digest):
        return known
    with refused_if_no_roster():
        roster = read(content, kind, desk.importer.region, desk.now, choices.columns)
        require_steps(desk.work, desk.importer, kind, desk.rules)
        one = _batch(desk, kind, name[-200:], digest, _ground(desk, kind, name, roster))
        for some in _in_parts(roster.entries):
            desk.work.session.execute(insert(ImportRow), [_row(one.id, entry, choices) for entry in some])
        chosen = [dict(choices.columns)] if choices.columns else []
        one.headings = [[*found, *chosen] for found in roster.headings]
    by = desk.importer.person_id
    note(desk.work, "open_import", "import_batch", one.id, by, desk.now, kind=kind, file=one.name)
    return one.id


def access_batch(work: UnitOfWork, speaker: Speaker, batch_id: int) -> BatchFacts:
    """A batch of the speaker's own jurisdiction. Refused «no_batch», or as by `require`."""
    found = batch(work, batch_id)
    if found is None:
        raise Refused("no_batch", f"没有 {batch_id} 号导入。")
    require(speaker, "import_roster", found.region)
    return found


def _broken_off(desk: Desk, kind: str, digest: str) -> int | None:
    same = select(ImportBatch.id).where(
        ImportBatch.digest == digest,
        ImportBatch.kind == kind,
        ImportBatch.region == desk.importer.region,
        ImportBatch.state == "open",
    )
    return desk.work.session.scalar(same)


def _ground(desk: Desk, kind: str, name: str, roster: Roster) -> str:
    """By whom and when those in it were certified: as the importer says, else the body that filled the roster in."""
    ground = desk.importer.ground
    if not ground and roster.filled_by:
        ground = f"{roster.filled_by}报送的《{PurePath(name).stem}》"
    require_ground(kind, desk.importer.included, ground, desk.rules)
    return ground


def _batch(desk: Desk, kind: str, name: str, digest: str, ground: str) -> ImportBatch:
    who = desk.importer
    one = ImportBatch(
        kind=kind,
        person_id=who.person_id,
        region=who.region,
        name=name,
        digest=digest,
        ground=ground,
        included=who.included,
        headings=[],
        state="open",
        created_at=desk.now,
    )
    desk.work.session.add(one)
    desk.work.session.flush()
    return one


def _in_parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    drawn = iter(entries)
    while some := list(islice(drawn, _AT_A_TIME)):
        yield some


def _row(batch_id: int, entry: Entry, choices: Choices) -> dict[str, Any]:
    told = by_itself(entry) or Judged("new")
    if row_key(entry) in choices.left_out:
        told = Judged("doubtful", LEFT_OUT)
    states = {"wrong": "back", "doubtful": "back", "same": "done"}
    return {
        "batch_id": batch_id,
        "sheet": entry.sheet[:100],
        "number": entry.number,
        "verdict": told.verdict,
        "why": told.why,
        "state": states.get(told.verdict, "waiting"),
        "cells": list(entry.cells),
        "values": entry.values,
        "made": [],
        "before": {},
        "after": {},
        "noted": 0,
    }
