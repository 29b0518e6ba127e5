"""The addresses of the lists: the page, what it shows as a file, and views by name."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from urllib.parse import parse_qsl, quote

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.console.exported import note_export
from actions.console.views import drop_view, save_view
from actions.refusal import Refused as NotDone
from documents.annexes.excel import write_xlsx
from documents.annexes.listing import SERIAL, Column, Listing
from documents.media import XLSX
from handlers.engine.context import ConversationContext
from storage.queries.console.listing import page_of
from web.console.fields import fields_of, number
from web.console.frame import frame_of, shown
from web.console.lists.model import ListPage
from web.console.lists.pages import PAGES
from web.console.lists.state import is_phone, state_of
from web.console.lists.views import listed, reader_of, require_page, stored, wanted_of
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do

MOST_ROWS = 50_000
NO_PHONE = "手机号不放在网址里，请在最上面的查找里查。"


async def a_list(request: Request) -> Response:
    """The page of the list whose name the address has."""
    page = PAGES[request.url.path.rpartition("/")[2]]
    state = state_of(page, request.query_params)
    if is_phone(request.query_params.get("q", "")):
        query = state.query()
        return back_to(f"{HOME}/{page.name}" + (f"?{query}" if query else ""), Said(NO_PHONE, bad=True))
    return await shown(request, "console/list.html", page.name, lambda talk: listed(talk, page, state))


async def export(request: Request) -> Response:
    """What the list shows as a workbook: the same filters, columns and order."""
    fields = await fields_of(request)
    page = _page(fields.get("page", ""))
    state = state_of(page, QueryParams(parse_qsl(fields.get("query", ""))))

    def made(talk: ConversationContext) -> tuple[bytes, datetime]:
        require_page(talk, page)
        wanted = wanted_of(page, state, stored(talk, page, state), MOST_ROWS)
        rows = page_of(talk.work, page.listing, reader_of(talk), wanted).rows
        note_export(talk.work, talk.speaker, page.name, len(rows), talk.now)
        heads = tuple(Column(head.label, 40) for head in page.heads)
        cells = [
            [
                "，".join(filter(None, (cell.text, cell.small)))
                for cell in (head.show(talk, row) for head in page.heads)
            ]
            for row in rows
        ]
        written = BytesIO()
        write_xlsx([Listing(page.title, (SERIAL, *heads), cells, frame_of(talk).centre)], talk.now, written)
        return written.getvalue(), talk.now

    try:
        content, at = await do(request, made)
    except NotDone as refusal:
        return back_to(fields.get("back", HOME), Said(refusal.text, bad=True))
    name = quote(f"{page.title}_{at:%Y%m%d}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename=\"yiqi.xlsx\"; filename*=UTF-8''{name}"}
    return Response(content, headers=headers, media_type=XLSX)


async def keep_view(request: Request) -> Response:
    """Keep the filters under a name, or forget such a name."""
    fields = await fields_of(request)
    page = _page(fields.get("page", ""))

    def deed(talk: ConversationContext) -> Said:
        if fields.get("drop"):
            drop_view(talk.work, talk.speaker, number(fields, "drop"))
            return Said("视图删掉了。")
        name, query = (
            fields.get("name", ""),
            state_of(page, QueryParams(parse_qsl(fields.get("query", "")))).query(),
        )
        save_view(talk.work, talk.speaker, page.name, name, query, bool(fields.get("shared")), talk.now)
        return Said(f"存好了，以后在「{name.strip()[:30]}」里看。")

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(fields.get("back", HOME), said)


def _page(name: str) -> ListPage:
    if name not in PAGES:
        raise NotHere
    return PAGES[name]


routes = [
    *(Route(f"{HOME}/{name}", a_list) for name in PAGES),
    Route(f"{HOME}/export", export, methods=["POST"]),
    Route(f"{HOME}/views", keep_view, methods=["POST"]),
]
