"""What stands around every page: who sits here, and the pages that they may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from actions.access import may_ever
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_region
from web.console.session import FLASH, HOME, look, said_before
from web.pages import page


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the rail: its name, its address, the right that opens it, the letter behind `g`, and the view that it opens with."""

    name: str
    title: str
    group: str
    right: str
    key: str = ""
    view: str = ""

    @property
    def address(self) -> str:
        address = HOME if self.name == "today" else f"{HOME}/{self.name}"
        return f"{address}?{self.view}" if self.view else address


PLACES = (
    Place("today", "今天", "", "see_progress", "t"),
    Place("needs", "需求", "办理", "assign_expert", "n", "state=unanswered,open,accepted"),
    Place("applications", "申请", "办理", "review", "a"),
    Place("publicity", "公示", "办理", "review"),
    Place("cases", "案件", "办理", "decide_complaint", "c"),
    Place("experts", "专家", "名录", "see_progress", "p"),
    Place("stations", "工作站", "名录", "see_progress"),
    Place("firms", "企业", "名录", "see_progress"),
    Place("diaries", "日记", "服务", "see_progress"),
    Place("activities", "活动", "服务", "see_progress"),
    Place("years", "年度考核", "服务", "see_progress"),
    Place("stories", "新闻案例", "服务", "publish_event"),
    Place("notices", "通知", "中心", "notify_many"),
    Place("undelivered", "没送到", "中心", "see_to_letters"),
    Place("figures", "统计", "中心", "see_monitoring"),
    Place("imports", "导入", "中心", "import_roster"),
    Place("settings", "设置", "中心", "change_settings"),
    Place("audit", "操作记录", "中心", "see_monitoring"),
)
TABS = ("today", "needs", "cases", "experts", "more")


@dataclass(frozen=True, slots=True)
class Frame:
    """Who sits here, in words, and what their rail holds."""

    name: str
    centre: str
    places: tuple[Place, ...]

    @property
    def groups(self) -> list[tuple[str, list[Place]]]:
        """The places under their headings, in order."""
        names = dict.fromkeys(place.group for place in self.places)
        return [(name, [place for place in self.places if place.group == name]) for name in names]

    @property
    def tabs(self) -> list[Place]:
        """What a phone shows below."""
        return [place for place in self.places if place.name in TABS]


def frame_of(talk: ConversationContext) -> Frame:
    """The frame of whoever sits here."""
    mine = tuple(place for place in PLACES if may_ever(talk.speaker, place.right))
    where = talk.speaker.jurisdiction or ""
    centre = "全国" if where in ("000000", "100000", "") else show_region(where)
    return Frame(talk.speaker.name, f"{centre}服务中心", mine)


async def shown(
    request: Request,
    template: str,
    here: str,
    ask: Callable[[ConversationContext], Any],
    *,
    status: int = 200,
    **values: Any,
) -> Response:
    """A page of the console: `ask` finds what it shows, as `it`; `here` is its place in the rail."""
    frame, found = await look(request, lambda talk: (frame_of(talk), ask(talk)))
    return framed(request, template, here, frame, found, status=status, **values)


def framed(
    request: Request, template: str, here: str, frame: Frame, found: Any, *, status: int = 200, **values: Any
) -> Response:
    """The same, of what was found already."""
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    demo = request.app.state.demo
    said = said_before(request)
    response = page(
        template,
        status=status,
        frame=frame,
        here=here,
        it=found,
        address=address,
        said=said,
        demo=demo,
        **values,
    )
    if said:
        response.delete_cookie(FLASH, path=HOME)
    return response
