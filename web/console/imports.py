"""导入: a roster in three pages: the file, what its columns are, what would become of each row; then it is written (decision 0297)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may, require
from actions.imports.batches import Choices, Preview, open_batch, preview, refused_if_no_roster, row_key
from actions.imports.commit import commit_some
from actions.imports.importer import HOLDERS, importer
from actions.imports.judged import Desk
from actions.imports.uploads import MOST_IN_CHAT, keep_sheet, sent_by
from actions.refusal import Refused as NotDone
from documents.media import SHEETS
from documents.rosters.entries import LABELS
from documents.rosters.errors import WORDS
from documents.rosters.guess import kind_of
from documents.rosters.seen import FIELDS, Seen, seen
from handlers.conversations.staff.rosters import KINDS, STATES
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import shorten
from web.bodies import file_of, multipart
from web.console.frame import shown
from web.console.lists.state import without_nul
from web.console.session import HOME, Said, back_to, do, slot_of
from web.limits import guard_of, require_file
from web.refusals import Refused
from web.uploads import checked, sheet_type

PAGE = f"{HOME}/imports"
RIGHT = "import_roster"
TOO_LARGE = "这个文件超过 3 MB，请分成几份再导。"
NO_SHEET = "请选一份表格文件：xlsx、xls、docx 或 csv。"
NO_KIND = "没看出是哪一种名单，请选一下再试。"
SHOWN = 200
MOST_FIELDS = 1000
NOT_THIS = "-"
"""The choice that nothing is taken of a column."""
TO_LOOK_AT = ("wrong", "doubtful", "changed", "new")
"""Verdicts whose rows are listed, what is to be looked at first."""
TONES = {"wrong": "bad", "doubtful": "warn", "changed": "warn", "new": "good", "same": ""}


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen so far. `columns`: the field of each heading that was not left as it was recognised."""

    file: str
    name: str
    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    direct: bool = False
    ground: str = ""

    @property
    def choices(self) -> Choices:
        columns = {heading: "" if one == NOT_THIS else one for heading, one in self.columns.items()}
        return Choices(columns, self.left_out)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as it is mapped: what it is recognised as, in words, and what was chosen."""

    name: str
    example: str
    known: str
    chosen: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    draft: Draft
    headings: tuple[Heading, ...]
    fields: tuple[tuple[str, str], ...]
    wrong: str = ""
    kinds = tuple(KINDS.items())


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A row of the dry run; one with a `key` may be left out."""

    number: int
    name: str
    state: str
    tone: str
    why: str
    key: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class TriedPage:
    """What would become of the file; `writes` so many rows."""

    draft: Draft
    kind: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[TriedRow, ...]
    total: int
    writes: int
    asks_ground: bool
    may_include: bool
    wrong: str = ""


def _content(talk: ConversationContext, draft: Draft) -> bytes:
    return sent_by(talk.work, talk.speaker, draft.file)


def columns_page(
    talk: ConversationContext, draft: Draft, content: bytes = b"", wrong: str = ""
) -> ColumnsPage:
    """Each column with its first value and what it is taken for. Refused «no_roster»."""
    require(talk.speaker, RIGHT, talk.speaker.jurisdiction)
    with refused_if_no_roster():
        found = seen(content or _content(talk, draft), draft.kind, draft.choices.columns)
    if not found:
        raise NotDone("no_roster", WORDS["no_headings"])
    fields = tuple((one, LABELS[one]) for one in FIELDS[draft.kind])
    return ColumnsPage(draft, tuple(_heading(one, draft) for one in found), fields, wrong)


def _heading(one: Seen, draft: Draft) -> Heading:
    chosen = draft.columns.get(one.heading, "")
    known = "" if chosen else "、".join(LABELS.get(name, name) for name in one.fields)
    return Heading(one.heading, shorten(one.example, 30), known, chosen)


def tried_page(talk: ConversationContext, draft: Draft, wrong: str = "") -> TriedPage:
    """What would become of each row, by the register; nothing is written. Refused «no_roster»."""
    desk = Desk(talk.work, importer(talk.speaker), talk.rules, talk.now)
    found = preview(desk, draft.kind, _content(talk, draft), draft.choices)
    told = [one.verdict for _, one in found.rows]
    counted: Counter[str] = Counter(told)
    counts = tuple((name, counted[state]) for state, name in STATES.items() if counted[state])
    rows = _rows(found, draft)
    writes = counted["new"] + counted["changed"] - sum(not row.ticked for row in rows if row.key)
    holders = draft.kind in HOLDERS
    ground = draft.ground or (f"{found.filled_by}报送的名单" if holders and found.filled_by else "")
    includes = holders and may(talk.speaker, "review", talk.speaker.jurisdiction)
    asked = replace(draft, ground=ground)
    return TriedPage(asked, KINDS[draft.kind], counts, rows, len(told), writes, holders, includes, wrong)


def _rows(found: Preview, draft: Draft) -> tuple[TriedRow, ...]:
    to_see = [row for state in TO_LOOK_AT for row in found.rows if row[1].verdict == state]
    rows = []
    for entry, told in to_see[:SHOWN]:
        key = row_key(entry) if told.verdict in ("new", "changed") else ""
        name = next((str(value) for one in ("name", "unit", "firm") if (value := entry.values.get(one))), "")
        said = STATES[told.verdict]
        why = f"变的是{told.why}" if told.verdict == "changed" else told.why
        ticked = key not in draft.left_out
        rows.append(TriedRow(entry.number, name, said, TONES[told.verdict], why, key, ticked))
    return tuple(rows)


def _take(talk: ConversationContext, draft: Draft) -> tuple[int, bool]:
    """Write it, or as much as goes into one transaction; the number of the batch, and whether more waits."""
    who = importer(talk.speaker, draft.direct, draft.ground)
    desk = Desk(talk.work, who, talk.rules, talk.now)
    number = open_batch(desk, draft.kind, draft.name, _content(talk, draft), draft.choices)
    return number, commit_some(talk.work, number, talk.rules, talk.now)


async def begin(request: Request) -> Response:
    """The page on which a file is chosen."""
    return await _first(request, "")


async def _first(request: Request, wrong: str) -> Response:
    def find(talk: ConversationContext) -> tuple[tuple[tuple[str, str], ...], str]:
        require(talk.speaker, RIGHT, talk.speaker.jurisdiction)
        return tuple(KINDS.items()), wrong

    status = 422 if wrong else 200
    return await shown(request, "console/import_file.html", "imports", find, status=status)


async def upload(request: Request) -> Response:
    """Keep the file for whoever sits here, and show its columns."""
    try:
        draft, content = await _uploaded(request)
        return await _columns(request, draft, content)
    except (NotDone, Refused) as refusal:
        return await _first(request, refusal.text if isinstance(refusal, NotDone) else refusal.reason)


async def _uploaded(request: Request) -> tuple[Draft, bytes]:
    form = await multipart(request, MOST_IN_CHAT, TOO_LARGE)
    try:
        name, content = await file_of(form, MOST_IN_CHAT, TOO_LARGE)
        kind = str(form.get("kind", ""))
    finally:
        await form.close()
    require_file(guard_of(request), slot_of(request), content)
    if sheet_type(content) not in SHEETS:
        raise NotDone("no_roster", NO_SHEET)
    content, media_type = await checked(content)
    kind = kind or kind_of(content) or ""
    if kind not in KINDS:
        raise NotDone("no_roster", NO_KIND)
    key = await do(request, lambda talk: _kept(talk, content, media_type))
    return Draft(key, without_nul(PurePath(name).name)[-200:], kind), content


def _kept(talk: ConversationContext, content: bytes, media_type: str) -> str:
    require(talk.speaker, RIGHT, talk.speaker.jurisdiction)
    return keep_sheet(talk.work, talk.speaker, content, talk.now, media_type)


async def _columns(request: Request, draft: Draft, content: bytes = b"", wrong: str = "") -> Response:
    def find(talk: ConversationContext) -> ColumnsPage:
        return columns_page(talk, draft, content, wrong)

    status = 422 if wrong else 200
    return await shown(request, "console/import_columns.html", "imports", find, status=status)


async def columns(request: Request) -> Response:
    """The columns once more, as another kind or as they were chosen."""
    return await _columns(request, await _draft(request))


async def trial(request: Request) -> Response:
    """What would become of each row."""
    draft = await _draft(request)
    try:
        return await _tried(request, draft)
    except NotDone as refusal:
        return await _columns(request, draft, wrong=refusal.text)


async def _tried(request: Request, draft: Draft, wrong: str = "") -> Response:
    status = 422 if wrong else 200
    return await shown(
        request,
        "console/import_rows.html",
        "imports",
        lambda talk: tried_page(talk, draft, wrong),
        status=status,
    )


async def take(request: Request) -> Response:
    """Write it, and show how it went."""
    draft = await _draft(request)
    try:
        number, more = await do(request, lambda talk: _take(talk, draft))
    except NotDone as refusal:
        return await _tried(request, draft, refusal.text)
    words = f"{number} 号导入开始了，行数多，写完会告诉您。" if more else f"{number} 号导入写好了。"
    return back_to(f"{PAGE}/{number}", Said(words))


async def _draft(request: Request) -> Draft:
    """What the forms carry from page to page."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        said = {name: without_nul(str(value)) for name, value in form.items()}
        listed, ticked = (set(map(str, form.getlist(name))) for name in ("listed", "row"))
    kind = said.get("kind", "")
    if kind not in KINDS:
        raise Refused(422, NO_KIND)
    fields = {*FIELDS[kind], NOT_THIS}
    chosen = {
        said.get(f"h{name[1:]}", ""): value
        for name, value in said.items()
        if name[0] == "f" and name[1:].isdigit() and value in fields
    }
    left_out = frozenset(map(without_nul, listed - ticked))
    ground, direct = said.get("ground", "").strip()[:200], said.get("how") == "direct"
    return Draft(said.get("file", ""), said.get("name", "")[-200:], kind, chosen, left_out, direct, ground)


routes = [
    Route(f"{PAGE}/new", begin),
    Route(f"{PAGE}/new", upload, methods=["POST"]),
    Route(f"{PAGE}/columns", columns, methods=["POST"]),
    Route(f"{PAGE}/trial", trial, methods=["POST"]),
    Route(f"{PAGE}/take", take, methods=["POST"]),
]
