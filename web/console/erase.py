"""删除信息, for somebody who telephoned: whom, what goes and stays; a code of one's own; and the wish that the clock fulfils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require
from actions.people.erase_for import changed_lately, erase_for_caller, why_not_yet
from actions.refusal import Refused as NotDone
from handlers.conversations.people.erase_caller import NEW_NUMBER
from handlers.conversations.people.privacy import GOES, PAPERS, WHEN, what_stays
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked_of
from storage.queries.people.profiles import profile
from storage.queries.people.speakers import by_person
from web.console.fields import fields_of
from web.console.frame import shown
from web.console.lists.state import number
from web.console.people import found_here, who
from web.console.proof import asks_code, try_code
from web.console.session import HOME, Said, back_to, do

NOT_CALLED = "请先回拨登记的号码，核实是本人要删，再来办。"
NO_PHONE = "没有登记手机号，核实不了是不是本人。请本人在聊天里说「删除我的信息」。"


@dataclass(frozen=True, slots=True)
class ErasePage:
    """Whom it is about; `hindered`: why it cannot be; `proves`: a code is asked for; `called`: the box was ticked."""

    person: int
    name: str
    rows: Sequence[tuple[str, str]]
    hindered: str
    proves: bool = False
    called: bool = False
    wrong: str = ""


def erase_page(talk: ConversationContext, key: int, *, called: bool = False, wrong: str = "") -> ErasePage:
    """The page of who can be erased here. Refused by the table of authority."""
    found = found_here(talk, key)
    require(talk.speaker, "erase_person", found.region, [key])
    known = profile(talk.work, key)
    rows = [
        ("是谁", who(found)),
        ("登记的手机", masked_of(known) or "没有留"),
        *([("小心", NEW_NUMBER)] if changed_lately(talk.work, key, talk.now) else []),
        ("删掉什么", GOES),
        ("留下什么", what_stays(talk.work, by_person(talk.work, key))),
        ("什么时候", WHEN),
    ]
    rows += [("证书和聘书", PAPERS)] if found.is_expert else []
    hindered = why_not_yet(talk.work, key) if known.phone else NO_PHONE
    return ErasePage(key, found.name or "本人", rows, hindered, asks_code(talk), called, wrong)


def _deed(talk: ConversationContext, key: int) -> Said:
    found_here(talk, key)
    gone = erase_for_caller(talk.work, talk.speaker, profile(talk.work, key).phone or "", talk.now)
    return Said(f"记下了：{gone.name or '本人'}的信息今天之内删完。")


async def erase(request: Request) -> Response:
    """The page."""
    key = number(request.path_params["key"])
    return await shown(request, "console/erase.html", "", lambda talk: erase_page(talk, key))


async def erased(request: Request) -> Response:
    """Ask the code first, in a transaction of its own, so that a wrong one stays counted; then the wish."""
    key, fields = number(request.path_params["key"]), await fields_of(request)
    called = fields.get("called") == "yes"
    try:
        if not called:
            raise NotDone("not_called", NOT_CALLED)
        await try_code(request, fields)
        said = await do(request, lambda talk: _deed(talk, key))
    except NotDone as refusal:
        return await _again(request, key, called, refusal.text)
    return back_to(HOME, said)


async def _again(request: Request, key: int, called: bool, wrong: str) -> Response:
    return await shown(
        request,
        "console/erase.html",
        "",
        lambda talk: erase_page(talk, key, called=called, wrong=wrong),
        status=422,
    )


routes = [
    Route(f"{HOME}/people/{{key}}/erase", erase),
    Route(f"{HOME}/people/{{key}}/erase", erased, methods=["POST"]),
]
