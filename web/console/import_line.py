"""A row of an import that came back, on its line: taken as it stands, put right there, or left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.imports.importer import importer
from actions.imports.judged import Desk, Judged
from actions.imports.settle import leave_row_out, put_row_right, take_row, takeable
from documents.rosters.failed import headings_above
from handlers.conversations.staff.rosters import STATES
from handlers.engine.context import ConversationContext
from storage.queries.imports import BatchFacts, RowFacts, looked_at
from web.console.fields import Fields, number
from web.console.session import Said
from web.refusals import Refused

TONES = {"wrong": "bad", "doubtful": "warn"}
SETTLED = {"settled": ("导入了", "good"), "skipped": ("不导", "")}
MOST_CELLS = 100
MOST_FIELDS = MOST_CELLS + 10


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A row that came back. `waits`: it is still to be decided; `cells`: its columns, for whoever sent the file."""

    id: int
    number: int
    name: str
    state: str
    tone: str
    why: str
    waits: bool
    takeable: bool
    cells: tuple[tuple[str, str], ...]


def looked_at_rows(talk: ConversationContext, facts: BatchFacts, most: int) -> tuple[LookedAt, ...]:
    """The rows of an import that people decide, those that wait first."""
    rows = looked_at(talk.work, facts.id, most)
    waiting = [row for row in rows if row.state == "back"]
    who = replace(importer(talk.speaker), region=facts.region, included=facts.included)
    desk = Desk(talk.work, who, talk.rules, talk.now)
    may_go_in = takeable(desk, facts, waiting) if waiting else set()
    own = facts.person_id == talk.speaker.person_id
    return tuple(_line(row, facts, row.id in may_go_in, own) for row in rows)


def _line(row: RowFacts, facts: BatchFacts, may_go_in: bool, own: bool) -> LookedAt:
    waits = row.state == "back"
    state, tone = (STATES[row.verdict], TONES[row.verdict]) if waits else SETTLED[row.state]
    cells = _cells(row, facts) if waits and own else ()
    return LookedAt(
        row.id, row.number, _name(row), state, tone, row.why if waits else "", waits, may_go_in, cells
    )


def _name(row: RowFacts) -> str:
    """Who it is about; a diary's firm comes last."""
    return next((str(value) for one in ("name", "unit", "firm") if (value := row.values.get(one))), "")


def _cells(row: RowFacts, facts: BatchFacts) -> tuple[tuple[str, str], ...]:
    above = headings_above(row.sheet, row.number, facts.headings)
    if above is None or not row.cells:
        return ()
    headings = above[2][:MOST_CELLS]
    cells = [*row.cells, *[""] * len(headings)]
    return tuple(zip(headings, cells, strict=False))


def settle(talk: ConversationContext, batch: int, said: Fields) -> Said:
    """Do what was chosen for a row, and say what became of it."""
    row = number(said, "row")
    match said.get("how"):
        case "take":
            return _came_to(take_row(talk.work, talk.speaker, batch, row, talk.rules, talk.now))
        case "mend":
            cells = [said.get(f"c{place}", "") for place in range(_width(said))]
            return _came_to(put_row_right(talk.work, talk.speaker, batch, row, cells, talk.rules, talk.now))
        case "leave":
            return Said(f"第 {leave_row_out(talk.work, talk.speaker, batch, row, talk.now)} 行不导。")
    raise Refused(422, "这一步没有带上怎么办，请从列表里再点一次。")


def _width(said: Fields) -> int:
    return next(place for place in range(MOST_CELLS + 1) if f"c{place}" not in said)


def _came_to(told: Judged) -> Said:
    if told.verdict in TONES:
        return Said(f"还没导入：{told.why}", bad=True)
    return Said("已有这一条，没有变。" if told.verdict == "same" else "这一行导入了。")
