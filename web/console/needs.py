"""A need on one page: the words, the firm, who was asked and said what, whom matching recommends, and what ends it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may
from actions.offers.suggest import suggest_for
from actions.refusal import Refused as NotDone
from handlers.conversations.offers.suggestions import misses
from handlers.engine.context import ConversationContext
from handlers.rendering.followed_up import followed_up
from handlers.rendering.plain import shorten, show_domains, show_region
from language.domains import label
from matching.focus import NAMES
from storage.queries.console.history import Course, Ending, asked_for, course_of, ending_of
from storage.queries.console.listing import is_in
from storage.queries.console.lists.matters import NEEDS
from storage.queries.diaries.follow_up import DONE
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.needs import NeedFacts, get_need
from storage.queries.staff.teams import team_sent_to
from web.console.chats import chat_panel
from web.console.frame import shown
from web.console.lists.cells import NEED_STATES, TONES
from web.console.lists.state import number
from web.console.lists.views import reader_of
from web.console.people import OFFERS
from web.console.refusals import NotHere
from web.console.session import HOME
from web.console.sheet import Item, Panel, Sheet
from web.console.taps import Act
from web.console.words import clock_of, local_day, waits

RECOMMENDED = 5
OPEN = ("open", "unanswered")
ENDED = ("withdrawn", "unserved")


def need_sheet(talk: ConversationContext, key: int) -> Sheet:
    """The page of a need of the reader's jurisdiction."""
    if not is_in(talk.work, NEEDS, reader_of(talk), key):
        raise NotHere
    need = get_need(talk.work, key)
    course = course_of(talk.work, key)
    posted, taken, served = course.posted, course.taken, course.served
    facts = [
        ("企业", need.enterprise),
        ("地区", show_region(need.region)),
        ("领域", show_domains((need.domain, *need.also))),
        ("提出", f"{clock_of(posted, talk.now)}，{need.asker}"),
    ]
    facts += [("来历", f"{course.told_to}走访时记下，企业同意了")] if course.told_to else []
    facts += [("谁在办", f"{need.expert}，{local_day(taken, talk.now)}接的")] if need.expert and taken else []
    sent = team_sent_to(talk.work, key, need.expert_id) if need.expert_id else None
    facts += [("服务队", f"{sent.name}，队长{need.expert}")] if sent else []
    facts += [("服务", local_day(served, talk.now))] if served else []
    facts += _focus(talk, need)
    left = [Panel("问题", lines=need.text.split("\n"), rows=facts)]
    if need.state in OPEN:
        left.append(_recommended(talk, need))
    left.append(_asked(talk, key))
    ended = ending_of(talk.work, key) if need.state in ENDED else None
    state = "closed" if ended and ended.deed == "close_need" else need.state
    mark = (NEED_STATES.get(state, state), TONES.get(state, ""))
    about = f"{need.enterprise} · {label(need.domain)}"
    if need.state in OPEN:
        about += f" · 等了 {waits(posted, talk.now)}"
    title = f"{need.id} 号需求　{shorten(need.text, 30)}"
    others = _endings(talk, need)
    right = [
        *_ended(talk, ended),
        *_result(talk, key, course),
        *chat_panel(talk, need),
        *([Panel("办别的", acts=others)] if others else []),
    ]
    return Sheet(title, about, mark, ("needs", "需求"), left, right)


def _focus(talk: ConversationContext, need: NeedFacts) -> list[tuple[str, str]]:
    """Of a focus group (S1.4): which, and what the firm said since it was served."""
    groups = "、".join(NAMES[code] for code in need.focus if code in NAMES)
    said = followed_up(talk.work, need.id, talk.now) if need.focus and need.state in DONE else ""
    rows = (("重点群体", groups), ("回访", said))
    return [row for row in rows if row[1]]


def _recommended(talk: ConversationContext, need: NeedFacts) -> Panel:
    """Whom it may be given to, each with why, the act on the line."""
    if not may(talk.speaker, "assign_expert", need.region):
        return Panel("推荐的专家", lines=("派给专家要由经办人员来办。",))
    found = suggest_for(talk.work, need, talk.now, RECOMMENDED)
    if not found:
        return Panel("推荐的专家", lines=("现在没有合适又有空的专家。", *misses(talk, need)))
    items = [
        Item(f"{one.score:.1f} 分", "", f"{one.label}：{' · '.join(reason.text for reason in one.reasons)}")
        for one in found
    ]
    acts = [
        Act(
            f"派给{one.name}",
            fields=(("act", "assign"), ("need", str(need.id)), ("expert", str(one.expert_id))),
        )
        for one in found
    ]
    return Panel(
        "推荐的专家", items=items, acts=acts, hint="专家收到的是邀请，可以婉拒；派出后 10 分钟内可以撤回。"
    )


def _asked(talk: ConversationContext, key: int) -> Panel:
    items = []
    for one in asked_for(talk.work, key):
        said = f"：“{one.decline_reason}”" if one.decline_reason else ""
        terms = f"，条件：“{one.terms}”" if one.terms else ""
        why = f"（{'，'.join(one.reasons)}）" if one.reasons else ""
        text = f"{one.name}{why}：{OFFERS.get(one.state, one.state)}{said}{terms}"
        items.append(Item(clock_of(one.asked_at, talk.now), "邀请", text, f"{HOME}/people/{one.person_id}"))
    return Panel("请过谁", items=items, lines=() if items else ("还没有请过专家。",))


def _ended(talk: ConversationContext, ended: Ending | None) -> list[Panel]:
    """By whom it was ended, when and why."""
    if ended is None:
        return []
    rows = [("谁", ended.name or "未留姓名"), ("什么时候", clock_of(ended.at, talk.now))]
    rows += [("原因", ended.reason)] if ended.reason else []
    return [Panel("怎么结的", rows=rows)]


def _result(talk: ConversationContext, key: int, course: Course) -> list[Panel]:
    panels = []
    if diary := diary_of_service(talk.work, key):
        panels.append(Panel("日记", acts=(Act("看日记", f"{HOME}/diaries/{diary}"),)))
    if course.stars is not None:
        rows = [("满意度", f"{course.stars} 分")]
        rows += [("效果", f"{course.effect}%")] if course.effect is not None else []
        panels.append(Panel("评价", rows=rows, lines=(f"“{course.comment}”",) if course.comment else ()))
    return panels


def _endings(talk: ConversationContext, need: NeedFacts) -> list[Act]:
    if not may(talk.speaker, "assign_expert", need.region):
        return []
    key = need.id
    if need.state in OPEN:
        return [
            Act("请上级或邻市…", f"{HOME}/ask/ask_wider/{key}"),
            Act("某日再看…", f"{HOME}/ask/look_later/{key}?what=need"),
            Act("告诉企业办不了…", f"{HOME}/ask/cannot_serve/{key}"),
            Act("关闭需求…", f"{HOME}/ask/close_need/{key}"),
        ]
    if need.state == "accepted":
        return [
            Act("催一催", fields=(("tap", "press_service"), ("key", str(key)))),
            Act("另请专家", fields=(("tap", "ask_others"), ("key", str(key)))),
            Act("关闭需求…", f"{HOME}/ask/close_need/{key}"),
        ]
    return []


async def need(request: Request) -> Response:
    """The page."""
    key = number(request.path_params["key"])

    def find(talk: ConversationContext) -> Sheet:
        try:
            return need_sheet(talk, key)
        except NotDone as refusal:
            raise NotHere from refusal

    return await shown(request, "console/sheet.html", "needs", find)


routes = [Route(f"{HOME}/needs/{{key}}", need)]
