"""Acts on all that a filter leaves: a preview with what will become of each row, then the rows one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl

import structlog
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.access import may, policy
from actions.console import bulk
from actions.console.bulk import MOST, Planned, Run, RunRow
from actions.offers.suggest import suggest_for
from actions.refusal import Refused as NotDone
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import shorten, show_region
from language.domains import label
from storage.queries.console.history import asked_still
from storage.queries.console.listing import ids_of
from storage.queries.needs import needs_by_id
from storage.queries.offers.experts import experts_by_id
from storage.queries.staff.found_titles import names_of_titles
from web.console import acts
from web.console.fields import fields_of
from web.console.frame import shown
from web.console.lists.pages import PAGES
from web.console.lists.state import number, state_of, without_nul
from web.console.lists.views import reader_of, require_page, stored
from web.console.queue import ids_in_queue
from web.console.refusals import NotHere
from web.console.session import HOME, Said, SignedOut, back_to, do, look
from web.console.taps import DONE_BY
from web.ports import Unavailable

log = structlog.get_logger()
SHOWN = 200
WAITS = 2.0
"""Seconds that the page waits for a run: a short one is over by then, a long one goes on behind it."""
TYPED_ABOVE = 200
"""Of more rows than this the number is typed."""
WHY = {
    "nobody": "没有合适又有空的专家",
    "taken": "有人接了，或者已办结",
    "full": "合适的人都排满了",
    "outside": "不在您的辖区",
    "unticked": "您没有勾",
    "nudged": "今天提醒过了，或者不便打扰",
    "not_open": "有人接了，或者已办结",
    "cannot_be_asked": "这位现在请不了",
    "no_qualification": "资格已经结束",
    "settled": "已经办过了",
    "asked": "刚刚请过了，还没答复",
}
STATES = {
    "will": "会办",
    "wont": "不动",
    "done": "办好了",
    "still": "没动",
    "failed": "没成",
    "undone": "撤回了",
}
TONES = {"will": "good", "done": "good", "wont": "", "still": "", "failed": "bad", "undone": "warn"}
STILL = frozenset({"asked", "not_open", "settled", "nudged", "no_qualification", "taken"})
"""Refusals that say that there is nothing to do any more."""
VERBS = {
    "assign": "派出",
    "nudge": "提醒",
    "nudge_renewal": "问续聘",
    "press_plan": "催交",
    "press_summary": "催交",
    "press_service": "催",
    "press_application": "提醒",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the page shows it."""

    key: int
    name: str
    about: str
    state: str
    tone: str
    why: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class BulkPage:
    """The page of a run, before and after."""

    run: Run
    title: str
    verb: str
    rows: tuple[Row, ...]
    will: int
    done: int
    total: int
    types: bool
    minutes: int


def _plan_assign(talk: ConversationContext, ids: list[int]) -> list[Planned]:
    """The best expert of each need, none given more than they have room for."""
    found, given, planned = needs_by_id(talk.work, ids), dict[int, int](), list[Planned]()
    for key in ids:
        need = found[key]
        if need.state not in ("open", "unanswered"):
            planned.append(Planned(key, code="taken"))
            continue
        if not may(talk.speaker, "assign_expert", need.region):
            planned.append(Planned(key, code="outside"))
            continue
        best = suggest_for(talk.work, need, talk.now, 3)
        room = {one.id: one for one in experts_by_id(talk.work, [one.expert_id for one in best]).values()}
        free = [one.expert_id for one in best if given.get(one.expert_id, 0) < _room(room, one.expert_id)]
        if not free:
            planned.append(Planned(key, code="full" if best else "nobody"))
            continue
        given[free[0]] = given.get(free[0], 0) + 1
        planned.append(Planned(key, free[0]))
    return planned


def _room(experts: Mapping[int, object], key: int) -> int:
    one = experts.get(key)
    return max(1, int(getattr(one, "capacity", 3)) - int(getattr(one, "load", 0)))


def _plan_tap(talk: ConversationContext, ids: list[int]) -> list[Planned]:
    return [Planned(key) for key in ids]


PLANS: Mapping[str, Callable[[ConversationContext, list[int]], list[Planned]]] = {"assign": _plan_assign}


async def preview(request: Request) -> Response:
    """Work out what would become of each row, freeze it, and lead to its page."""
    fields = await fields_of(request)
    deed, back = fields.get("deed", ""), fields.get("back", HOME)
    if deed not in VERBS:
        raise NotHere

    def freeze(talk: ConversationContext) -> tuple[str, bool]:
        ids = _ids(talk, fields)
        planned = PLANS.get(deed, _plan_tap)(talk, ids[:MOST])
        token = bulk.freeze(
            talk.work,
            talk.speaker,
            fields.get("page") or fields.get("scope", "")[:32],
            deed,
            planned,
            talk.now,
        )
        return token, len(ids) > MOST

    try:
        token, is_cut = await do(request, freeze)
    except NotDone as refusal:
        return back_to(back, Said(refusal.text, bad=True))
    cut = f"一次最多 {MOST} 件，先办前 {MOST} 件。"
    return back_to(f"{HOME}/bulk/{token}", Said(cut) if is_cut else None)


def _ids(talk: ConversationContext, fields: Mapping[str, str]) -> list[int]:
    """The rows that are meant, of more than can be done at once one too many: of a list with its filters, or of a kind of what waits."""
    if scope := fields.get("scope", "").removeprefix("queue:"):
        if DONE_BY.get(scope) != fields.get("deed") and (scope, fields.get("deed")) != ("need", "assign"):
            raise NotHere
        return ids_in_queue(talk, scope, MOST + 1)
    page = PAGES.get(fields.get("page", ""))
    if page is None or fields.get("deed") not in {code for code, _ in page.bulk}:
        raise NotHere
    require_page(talk, page)
    state = state_of(page, QueryParams(parse_qsl(fields.get("query", ""))))
    return ids_of(talk.work, page.listing, reader_of(talk), stored(talk, page, state), MOST + 1)


async def run(request: Request) -> Response:
    """The run: the preview with a tick at each row, or how far it has come, or what became of each."""
    token = without_nul(request.path_params["token"])
    return await shown(request, "console/bulk.html", "", lambda talk: _page(talk, token))


async def start(request: Request) -> Response:
    """Do it: slice after slice, each in a transaction of its own, so that whatever happens is known row by row."""
    token = without_nul(request.path_params["token"])
    async with request.form(max_files=0, max_fields=MOST + 10) as form:
        ticked = {number(str(value)) for value in form.getlist("row")}
        listed = {number(str(value)) for value in form.getlist("listed")}
        typed = str(form.get("number", ""))
    page = await look(request, lambda talk: _page(talk, token))
    if page.types and typed.strip() != str(page.will):
        return back_to(f"{HOME}/bulk/{token}", Said(f"要办 {page.will} 件，请把这个数打出来。", bad=True))
    try:
        await do(
            request,
            lambda talk: bulk.begin(talk.work, talk.speaker, token, sorted(listed - ticked), talk.now),
        )
    except NotDone as refusal:
        return back_to(f"{HOME}/bulk/{token}", Said(refusal.text, bad=True))
    task = asyncio.create_task(_all_slices(request, token))
    request.app.state.runs.add(task)
    task.add_done_callback(request.app.state.runs.discard)
    await asyncio.wait({task}, timeout=WAITS)
    return RedirectResponse(f"{HOME}/bulk/{token}", 303)


async def _all_slices(request: Request, token: str) -> None:
    """Slice after slice; what is broken off goes on by a button of the run's page. Nobody awaits it, so a fault is logged here."""
    try:
        with suppress(NotDone, SignedOut, Unavailable):
            while await do(request, lambda talk: _slice(talk, token)):
                pass
    except Exception:
        log.exception("bulk run broken off")


async def take_back(request: Request) -> Response:
    """Take the whole run back, as far as its rows allow."""
    token = without_nul(request.path_params["token"])

    def deed(talk: ConversationContext) -> Said:
        back, kept = bulk.undo_some(talk.work, talk.speaker, token, talk.now)
        more = f"，{kept} 件已经有了下文，收不回来" if kept else ""
        return Said(f"撤回了 {back} 件{more}。")

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(f"{HOME}/bulk/{token}", said)


def _slice(talk: ConversationContext, token: str) -> bool:
    """Do some rows; each stands or falls by itself. Whether there was one."""
    found = bulk.access_run(talk.work, talk.speaker, token)
    rows = bulk.waiting_rows(talk.work, talk.speaker, token)
    for row in rows:
        state, code, act = "done", "", 0
        try:
            with policy(), talk.work.undone_if_refused():
                act = _do(talk, found.deed, row)
        except NotDone as refusal:
            code = _why(talk, found.deed, row, refusal.code)
            state = "still" if code in STILL else "failed"
        bulk.settle(talk.work, talk.speaker, token, row.subject_id, state, code, act, talk.now)
    return bool(rows)


def _why(talk: ConversationContext, deed: str, row: RunRow, code: str) -> str:
    """Why nothing became of a row: an expert who cannot be asked was asked by a colleague meanwhile, where the need has an offer that waits."""
    meanwhile = deed == "assign" and code == "cannot_be_asked" and asked_still(talk.work, [row.subject_id])
    return "asked" if meanwhile else code


def _do(talk: ConversationContext, deed: str, row: RunRow) -> int:
    if deed == "assign":
        said = acts.DEEDS["assign"](talk, {"need": str(row.subject_id), "expert": str(row.target or 0)})
    else:
        said = acts.tap(talk, {"tap": deed, "key": str(row.subject_id)})
    return said.act


def _page(talk: ConversationContext, token: str) -> BulkPage:
    found = bulk.run_of(talk.work, talk.speaker, token, talk.now, SHOWN)
    ids = [row.subject_id for row in found.rows]
    names = _needs(talk, ids) if found.deed in ("assign", "press_service") else _titles(talk, found.deed, ids)
    asked = asked_still(talk.work, ids) if found.deed == "assign" and found.state == "frozen" else {}
    targets = experts_by_id(talk.work, [row.target for row in found.rows if row.target])
    rows = tuple(
        Row(
            row.subject_id,
            *names.get(row.subject_id, (str(row.subject_id), "")),
            f"派给{targets[row.target].name}"
            if row.target in targets and row.state == "will"
            else STATES[row.state],
            TONES[row.state],
            WHY.get(row.code, "")
            if row.code
            else f"已经请了{'、'.join(asked[row.subject_id])}，还没答复；派出就是再请一位"
            if row.state == "will" and row.subject_id in asked
            else (f"给{targets[row.target].name}" if row.target in targets and row.state != "will" else ""),
            row.state == "will",
        )
        for row in found.rows
    )
    counts = found.counts
    will, total = counts.get("will", 0), sum(counts.values())
    return BulkPage(
        found,
        f"批量：{VERBS[found.deed]}",
        VERBS[found.deed],
        rows,
        will,
        counts.get("done", 0),
        total,
        will > TYPED_ABOVE,
        bulk.minutes_of_run(found.deed),
    )


def _needs(talk: ConversationContext, ids: list[int]) -> dict[int, tuple[str, str]]:
    return {
        key: (
            f"{key} 号　{shorten(need.text, 30)}",
            f"{need.enterprise} · {show_region(need.region)} · {label(need.domain)}",
        )
        for key, need in needs_by_id(talk.work, ids).items()
    }


def _titles(talk: ConversationContext, deed: str, ids: list[int]) -> dict[int, tuple[str, str]]:
    if deed == "press_application":
        return {key: (f"{key} 号申请", "") for key in ids}
    return names_of_titles(talk.work, ids)


routes = [
    Route(f"{HOME}/bulk", preview, methods=["POST"]),
    Route(f"{HOME}/bulk/{{token}}", run),
    Route(f"{HOME}/bulk/{{token}}", start, methods=["POST"]),
    Route(f"{HOME}/bulk/{{token}}/undo", take_back, methods=["POST"]),
]
