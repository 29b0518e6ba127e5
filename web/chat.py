"""The web chat's page, and what it posts."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from handlers.engine.links import of_an_event
from handlers.message import Incoming
from handlers.rendering.masking import mask_phone
from web import bodies
from web.landing import ROLES, visitor
from web.limits import REASONS, address_of, require, require_entrance, turn
from web.pages import page
from web.ports import Me
from web.public.frame import in_chat
from web.refusals import Refused
from web.slots import LAST, ROOT, desk_of, home, last_slot, newcomer, owner, remember, writer

QUICK = {
    "staff": ("待办", "日报", "公示名单"),
    "expert": ("记日记", "我的进度", "我的服务"),
    "station": ("记日记", "我的进度", "请专家帮忙"),
    "enterprise": ("请专家帮忙", "我的需求", "专家名录"),
    "guest": ("请专家帮忙", "申请专家", "常见问题"),
}
"""What people say most, by role; somebody of two roles has the bar of the first."""


async def enter(request: Request) -> Response:
    """Back to the last chat of this browser, or into a new one; by the code of an activity with what that says written."""
    if not _is_a_visit(request):
        return Response(status_code=204)
    if said := of_an_event(request.query_params.get("key", "")):
        return RedirectResponse(in_chat(said), 303)
    slot = last_slot(request)
    if slot and "new" not in request.query_params:
        return RedirectResponse(home(slot), 303)
    require_entrance(request)
    slot, secret = newcomer()
    async with turn(request):
        wait = await desk_of(request).open(slot, secret, address_of(request))
    if wait:
        raise Refused(429, REASONS["newcomers"], wait)
    response = RedirectResponse(home(slot), 303)
    remember(response, request, slot, secret)
    return response


async def about_need(request: Request) -> Response:
    """To the last chat of this browser, with a question about this need written; whose it is, only the answer knows."""
    return RedirectResponse(in_chat(f"{request.path_params['need']} 号需求"), 303)


def _is_a_visit(request: Request) -> bool:
    # Link checkers, prefetching browsers and foreign pages' images are not people.
    headers = request.headers
    fetched_ahead = "prefetch" in headers.get("sec-purpose", "") + headers.get("purpose", "")
    own_worker = headers.get("sec-fetch-dest") == "empty" and headers.get("sec-fetch-site") == "same-origin"
    shown = own_worker or headers.get("sec-fetch-dest", "document") == "document"
    return request.method == "GET" and shown and not fetched_ahead


async def chat(request: Request) -> Response:
    """The page itself; it fetches its lines through the stream."""
    slot = request.path_params["slot"]
    try:
        await owner(request)
    except Refused as refused:
        response = page("refused.html", status=refused.status, reason=refused.reason)
        if last_slot(request) == slot:
            response.delete_cookie(LAST, path=ROOT)
        return response
    me = await desk_of(request).me(slot)
    return page(
        "chat.html",
        visitor=visitor(request, slot),
        me=named(me),
        account=_account(request, me),
        quick=quick(me.roles),
    )


def quick(roles: Collection[str]) -> tuple[str, ...]:
    """What stands under the field, to be said at one tap: of the first of these roles."""
    return next((words for role, words in QUICK.items() if role in roles), QUICK["guest"])


def _account(request: Request, me: Me) -> str:
    """What the button beside the name says: where one is signed in, or how to sign in, where that can be done."""
    if me.phone or me.roles:
        return "我的设备"
    return "登录" if request.app.state.signs_in else ""


def named(me: Me) -> str:
    """«李律师 · 志愿专家 · 138****0001», as far as it is known; the number is masked, for whoever looks over a shoulder."""
    roles = "、".join(role.name for role in ROLES if role.key in me.roles)
    return " · ".join(part for part in (me.name, roles, mask_phone(me.phone)) if part)


async def post_message(request: Request) -> Response:
    """Take a text or a tapped choice; the answer leaves after the commit."""
    slot = await writer(request)
    body = await bodies.json_object(request)
    identifier = bodies.message_id(body.get("id"))
    text, choice = bodies.string(body, "text"), bodies.choice(body)
    if not (text.strip() or choice):
        raise Refused(422, "消息是空的，请写点内容再发送。")
    require(request, "messages", slot)
    incoming = Incoming(
        "web", slot, f"{slot}:{identifier}", text=text, choice=choice, address=address_of(request)
    )
    async with turn(request):
        await desk_of(request).receive(incoming)
    return JSONResponse({"ok": True})


async def post_seen(request: Request) -> Response:
    """Note how far the person has read."""
    slot = await writer(request)
    body = await bodies.json_object(request)
    await desk_of(request).seen(slot, bodies.seq(body.get("up_to")))
    return JSONResponse({"ok": True})


routes = [
    Route("/chat/", enter),
    Route("/needs/{need:int}", about_need),
    Route("/chat/{slot}/", chat),
    Route("/chat/{slot}/messages", post_message, methods=["POST"]),
    Route("/chat/{slot}/seen", post_seen, methods=["POST"]),
]
