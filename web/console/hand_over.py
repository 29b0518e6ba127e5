"""导出信息: what is kept of somebody, taken out for them: by whom it is asked, a code of one's own, a file (decision 0298)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require
from actions.people.export import LEFT_OUT, export_for
from actions.refusal import Refused as NotDone
from documents.media import HTML
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked_of
from storage.queries.people.profiles import profile
from web.console.fields import fields_of
from web.console.frame import shown
from web.console.lists.state import number
from web.console.people import ASKED_BY, found_here, who
from web.console.proof import asks_code, try_code
from web.console.session import HOME, do
from web.console.typed import says_something

NO_REASON = "请选谁来要，并写明怎么核实的，会记入操作记录。"


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """Whose it is, and what was chosen and typed; `proves`: a code is asked for."""

    person: int
    name: str
    rows: Sequence[tuple[str, str]]
    proves: bool
    reason: str = ""
    words: str = ""
    wrong: str = ""
    reasons = tuple(ASKED_BY.items())


def hand_over_page(
    talk: ConversationContext, key: int, reason: str = "", words: str = "", wrong: str = ""
) -> HandOverPage:
    """The page of whose information may be taken out here. Refused by the table of authority."""
    found = found_here(talk, key)
    require(talk.speaker, "export_person", found.region, [key])
    rows = [
        ("是谁", who(found)),
        ("登记的手机", masked_of(profile(talk.work, key)) or "没有留"),
        ("里面有什么", "登记的资料、资格和材料、日记、需求、接单、评价、决定和证书"),
        ("不在里面的", LEFT_OUT),
    ]
    return HandOverPage(key, found.name or "本人", rows, asks_code(talk), reason, words, wrong)


def _taken(talk: ConversationContext, key: int, reason: str, words: str) -> bytes:
    found_here(talk, key)
    content, _ = export_for(talk.work, talk.speaker, key, reason, words, talk.now)
    return content


async def hand_over(request: Request) -> Response:
    """The page."""
    key = number(request.path_params["key"])
    return await shown(request, "console/hand_over.html", "", lambda talk: hand_over_page(talk, key))


async def take_out(request: Request) -> Response:
    """The file, for whoever has said why and proved who they are."""
    key, fields = number(request.path_params["key"]), await fields_of(request)
    reason, words = fields.get("reason", ""), fields.get("words", "").strip()
    try:
        if reason not in ASKED_BY or not says_something(words):
            raise NotDone("no_reason", NO_REASON)
        await try_code(request, fields)
        content = await do(request, lambda talk: _taken(talk, key, reason, words))
    except NotDone as refusal:
        wrong = refusal.text
        return await shown(
            request,
            "console/hand_over.html",
            "",
            lambda talk: hand_over_page(talk, key, reason, words, wrong),
            status=422,
        )
    headers = {"Content-Disposition": f'attachment; filename="yiqi-person-{key}.html"'}
    return Response(content, headers=headers, media_type=HTML)


routes = [
    Route(f"{HOME}/people/{{key}}/export", hand_over),
    Route(f"{HOME}/people/{{key}}/export", take_out, methods=["POST"]),
]
