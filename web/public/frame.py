"""What stands around every public page: the row of pages, how long it may be kept, how to ask whether it has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from web.pages import page
from web.ports import Visit
from web.slots import ROOT, desk_of

MINUTES_5 = 300
ROWS = 25
LONGEST = 60
GREATEST_ID = 2**31 - 1


class Place(NamedTuple):
    """A public page: its address, its name in the row, and what a search engine says of it."""

    address: str
    title: str
    about: str


PLACES = (
    Place("/experts", "专家", "中小企业志愿服务专家：按地区和领域查找，服务不收费。"),
    Place("/stations", "工作站", "中小企业志愿服务工作站：按地区和名称查找。"),
    Place("/services", "服务清单", "志愿专家能帮企业办什么：看清单，点一项就能请专家，不收费。"),
    Place("/events", "活动", "近期的讲座、沙龙、义诊，报名不收费。"),
    Place("/courses", "微课", "几分钟的短课，专家讲，服务中心看过才放出来。"),
    Place("/news", "新闻和案例", "办过的活动、帮过的企业：讲到的人都同意了才公开。"),
    Place("/publicity", "公示", "拟认定的志愿专家和工作站，公示期内谁都可以提异议。"),
    Place("/v", "查证书", "核验聘书、证书和证明：输入编号就能查。"),
    Place("/statistics", "统计", "志愿服务的时数、企业数和分布。"),
    Place("/guide", "怎么用", "怎么请专家、怎么报名活动、怎么查证书。"),
)
FOOT = (
    Place("/privacy", "隐私", "记什么、给谁看、留多久、怎么删。"),
    Place("/accessibility", "无障碍说明", "这些页面为看不清、用不了鼠标的人做了什么。"),
)


def in_chat(words: str) -> str:
    """The address that opens the chat with these words written, to be looked over and sent. They stay in the browser."""
    return f"{ROOT}#say={quote(words)}"


async def shown(
    request: Request, template: str, here: str, ask: Callable[[Visit], Any], **values: Any
) -> Response:
    """A public page: `ask` finds what it shows, as `it`; `here` is its address in the row."""
    return kept(request, framed(request, template, here, await desk_of(request).look(ask), **values))


def framed(
    request: Request, template: str, here: str, it: Any, *, status: int = 200, **values: Any
) -> Response:
    """The same, of what was found already; it is kept nowhere."""
    about = next((place.about for place in (*PLACES, *FOOT) if place.address == here), "")
    return page(
        template,
        status=status,
        it=it,
        here=here,
        about=about,
        places=PLACES,
        foot=FOOT,
        in_chat=in_chat,
        demo=request.app.state.demo,
        **values,
    )


def kept(request: Request, response: Response) -> Response:
    """For five minutes anywhere; after that whoever has it is told when it is the same still."""
    tag = f'"{sha256(bytes(response.body)).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={MINUTES_5}"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def word(request: Request, name: str) -> str:
    """What was asked for under this name, bounded; empty where nothing was."""
    return " ".join(request.query_params.get(name, "").replace("\x00", "").split())[:LONGEST]


def number(request: Request, name: str) -> int:
    """The same as the number of a row; 0 for what is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
