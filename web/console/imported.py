"""An import on its page: how it went, the rows that come back, the way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may, require
from actions.console.exported import note_export
from actions.imports.batches import access_batch
from actions.imports.commit import commit_some, include_batch
from actions.imports.importer import HOLDERS
from actions.imports.mend import to_mend
from actions.imports.undo import begin_undo, undo_some, undone
from actions.refusal import Refused as NotDone
from documents.media import XLSX
from handlers.conversations.staff.rosters import KINDS, STATES
from handlers.engine.context import ConversationContext
from storage.queries.console.listing import is_in
from storage.queries.console.lists.files import IMPORTS
from storage.queries.imports import BatchFacts, batch
from web.console.fields import Fields, fields_of
from web.console.frame import shown
from web.console.import_line import MOST_FIELDS, LookedAt, looked_at_rows, settle
from web.console.lists.cells import IMPORT_STATES, TONES
from web.console.lists.state import number
from web.console.lists.views import reader_of
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do
from web.console.words import local_day

PAGE = f"{HOME}/imports"
SHOWN = 100


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """An import. `running`: rows wait to be written or taken back; `may_include`: whom it recommends may be taken in here."""

    facts: BatchFacts
    kind: str
    day: str
    state: str
    tone: str
    counts: tuple[tuple[str, int], ...]
    back: int
    rows: tuple[LookedAt, ...]
    done: int
    total: int
    may_include: bool
    taken_back: str

    @property
    def running(self) -> bool:
        return self.facts.state in ("open", "undoing")


def found_here(talk: ConversationContext, key: int) -> BatchFacts:
    """A batch of one's own place; not here for any other."""
    require(talk.speaker, "import_roster", talk.speaker.jurisdiction)
    facts = batch(talk.work, key) if is_in(talk.work, IMPORTS, reader_of(talk), key) else None
    if facts is None:
        raise NotHere
    return facts


def imported_page(talk: ConversationContext, key: int) -> ImportedPage:
    facts = found_here(talk, key)
    total, waiting = sum(facts.states.values()), facts.states.get("waiting", 0)
    back = facts.states.get("back", 0)
    includes = facts.kind in HOLDERS and not facts.included and facts.state == "done"
    return ImportedPage(
        facts,
        KINDS[facts.kind],
        local_day(facts.created_at, talk.now),
        IMPORT_STATES[facts.state],
        TONES.get(facts.state, ""),
        tuple((name, facts.verdicts[code]) for code, name in STATES.items() if facts.verdicts.get(code)),
        back,
        looked_at_rows(talk, facts, SHOWN) if facts.state == "done" else (),
        total - waiting,
        total,
        includes and bool(facts.verdicts.get("new")) and may(talk.speaker, "review", facts.region),
        _taken_back(talk, facts) if facts.state == "undone" else "",
    )


def _taken_back(talk: ConversationContext, facts: BatchFacts) -> str:
    back, kept = undone(talk.work, facts.id)
    left = f"{kept} 行后来有人用过，留着没动。" if kept else ""
    return f"{back} 行恢复原样。{left}"


def _undo(talk: ConversationContext, key: int, _: Fields) -> Said:
    found_here(talk, key)
    facts = access_batch(talk.work, talk.speaker, key)
    begin_undo(talk.work, facts.id, talk.speaker.person_id, talk.now)
    if undo_some(talk.work, facts.id, talk.now):
        return Said(f"{facts.id} 号导入正在撤回，行数多，过几分钟就好。")
    return Said(f"已撤回 {facts.id} 号导入：{_taken_back(talk, facts)}")


def _include(talk: ConversationContext, key: int, said: Fields) -> Said:
    found_here(talk, key)
    ground = said.get("ground", "").strip()[:200]
    facts = include_batch(talk.work, talk.speaker, key, talk.rules, talk.now, ground)
    more = commit_some(talk.work, facts.id, talk.rules, talk.now)
    return Said(
        f"{facts.id} 号名单开始纳入了，行数多，写完会告诉您。" if more else f"已纳入 {facts.id} 号名单。"
    )


def _row(talk: ConversationContext, key: int, said: Fields) -> Said:
    found_here(talk, key)
    return settle(talk, key, said)


async def page(request: Request) -> Response:
    """One import."""
    key = number(request.path_params["key"])
    return await shown(request, "console/import_done.html", "imports", lambda talk: imported_page(talk, key))


async def failed(request: Request) -> Response:
    """The rows to mend as a file, with the reason in its last column."""
    key = number(request.path_params["key"])

    def made(talk: ConversationContext) -> bytes:
        facts = found_here(talk, key)
        note_export(talk.work, talk.speaker, "imports", facts.states.get("back", 0), talk.now)
        return to_mend(talk.work, facts)

    content = await do(request, made)
    headers = {"Content-Disposition": f'attachment; filename="yiqi-import-{key}.xlsx"'}
    return Response(content, headers=headers, media_type=XLSX)


def _deed(deed: Callable[[ConversationContext, int, Fields], Said]) -> Callable[[Request], object]:
    async def act(request: Request) -> Response:
        """Do it, and show how it went."""
        key, fields = number(request.path_params["key"]), await fields_of(request, MOST_FIELDS)
        try:
            said = await do(request, lambda talk: deed(talk, key, fields))
        except NotDone as refusal:
            said = Said(refusal.text, bad=True)
        return back_to(f"{PAGE}/{key}", said)

    return act


routes = [
    Route(f"{PAGE}/{{key}}", page),
    Route(f"{PAGE}/{{key}}/failed", failed, methods=["POST"]),
    Route(f"{PAGE}/{{key}}/undo", _deed(_undo), methods=["POST"]),
    Route(f"{PAGE}/{{key}}/include", _deed(_include), methods=["POST"]),
    Route(f"{PAGE}/{{key}}/row", _deed(_row), methods=["POST"]),
]
