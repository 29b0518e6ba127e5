"""The demo's entrance: step into any role, side by side."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from web.console.session import HOME, sit_down
from web.pages import page
from web.ports import Visitor
from web.refusals import Refused
from web.slots import MONTHS_13, ROOT, desk_of, home, remember

SHOWN_AT_FIRST = 3


class Role(NamedTuple):
    """How a role is presented: its name, what its people do here, and a first line to try."""

    key: str
    name: str
    about: str
    trial: str


ROLES = (
    Role("enterprise", "企业", "说一句话，找到能帮忙的专家", "有个员工没签劳动合同，现在要我们赔双倍工资"),
    Role(
        "expert", "志愿专家", "接需求，一条消息记一篇志愿日记", "今天下午三点到四点半给两家企业讲了税收优惠"
    ),
    Role("station", "志愿服务工作站", "发布活动，记录服务，看进度", "我的进度"),
    Role("staff", "工作人员", "看待办，处理无人应答的需求", "待办"),
)
STRANGER = Role("guest", "访客", "遇到什么难处，直接说一句就行", "想贷款买设备，没有抵押物，找谁问？")


class Group(NamedTuple):
    """A role and the people of the sample world who have it."""

    role: Role
    first: list[Visitor]
    more: list[Visitor]


class Guest(NamedTuple):
    """Whom the visitor of the demo has become, and what to try as them."""

    name: str
    role: Role


async def landing(request: Request) -> Response:
    """The choice of roles in the demo; in earnest, straight to the chat."""
    if not request.app.state.demo:
        return RedirectResponse(ROOT, 303)
    return page("landing.html", groups=groups(desk_of(request).visitors()))


async def become(request: Request) -> Response:
    """Open the chat of one of the sample people."""
    found = [person for person in _people(request) if person.slot == request.path_params["slot"]]
    if not found:
        raise Refused(404, "没有这个人。")
    response = RedirectResponse(home(found[0].slot), 303)
    remember(response, request, found[0].slot, found[0].secret)
    return response


async def become_staff(request: Request) -> Response:
    """Open the console and the chat of one of the sample staff, side by side; no password in the demo."""
    found = [
        person
        for person in _people(request)
        if person.slot == request.path_params["slot"] and person.role == "staff"
    ]
    if not found:
        raise Refused(404, "没有这个人。")
    response = RedirectResponse(HOME, 303)
    remember(response, request, found[0].slot, found[0].secret)
    sit_down(response, request, found[0].slot, found[0].secret, MONTHS_13)
    return response


def groups(visitors: list[Visitor]) -> list[Group]:
    """The people by role, in the order of `ROLES`."""
    by_role = {role: [person for person in visitors if person.role == role.key] for role in ROLES}
    return [
        Group(role, people[:SHOWN_AT_FIRST], people[SHOWN_AT_FIRST:])
        for role, people in by_role.items()
        if people
    ]


def visitor(request: Request, slot: str) -> Guest | None:
    """Who of the demo's people this slot is, if any."""
    for person in _people(request):
        if person.slot == slot:
            return Guest(person.name, _role(person.role))
    return None


def _people(request: Request) -> list[Visitor]:
    return desk_of(request).visitors() if request.app.state.demo else []


def _role(key: str) -> Role:
    return next((role for role in ROLES if role.key == key), STRANGER)


routes = [Route("/", landing), Route("/demo/as/{slot}", become), Route("/demo/console/{slot}", become_staff)]
