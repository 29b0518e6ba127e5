"""我的需求: what an enterprise has asked for, done ones too."""

from __future__ import annotations

from handlers.conversations.needs.standing import choices, how_told
from handlers.engine import next_steps
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from handlers.rendering.plain import shorten
from language.domains import label
from programme.roles import ENTERPRISE
from storage.queries.needs import NeedFacts, needs_of
from storage.queries.referrals import referral_of

STATES = {
    "open": "正在请专家",
    "accepted": "专家已接单",
    "served": "已服务，等您评价",
    "rated": "已完成",
    "withdrawn": "已撤回",
    "unserved": "这次没能办成",
    "unanswered": "工作人员安排中",
}
DONE = ("rated", "withdrawn", "unserved")
DONE_SHOWN = 5
MOST = 50


def _line(talk: ConversationContext, need: NeedFacts) -> str:
    state = f"{need.expert} 已接单" if need.state == "accepted" else STATES[need.state]
    if need.state == "unserved" and (referred := referral_of(talk.work, need.id)):
        state = f"已转介：{shorten(referred.body, 16)}"
    state += f"，{how_told(talk, need)}" if need.state == "open" else ""
    return f"{need.id} 号 · {label(need.domain)} · {state}\n　“{shorten(need.text, 30)}”"


def _my_needs(talk: ConversationContext) -> Reply:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, limit=MOST)
    if not needs:
        return Reply("您还没有请过专家。遇到什么问题了？", choices=(next_steps.ASK_FOR_EXPERT,))
    return Reply("\n".join(_lines(talk, needs)), choices=choices(needs))


def _lines(talk: ConversationContext, needs: list[NeedFacts]) -> list[str]:
    """What is under way in full; of what is done, the last few and how many more."""
    under_way = [need for need in needs if need.state not in DONE]
    done = [need for need in needs if need.state in DONE]
    shown = [*under_way, *done[:DONE_SHOWN]]
    more = [f"另有 {len(done) - DONE_SHOWN} 条已办结。"] if len(done) > DONE_SHOWN else []
    return [*(_line(talk, need) for need in shown), *more]


MY_NEEDS = Command(
    "my_needs",
    "我的需求",
    ("我的需求", "查看需求", "我以前提过哪些需求", "我请过哪些专家", "历史需求"),
    _my_needs,
    ENTERPRISE,
    serves=("history.ask",),
)
