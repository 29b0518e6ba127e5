"""我的需求, and taking one back."""

from __future__ import annotations

from actions.needs.withdraw import withdraw_need
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from language.domains import label
from programme.roles import ENTERPRISE
from storage.queries.needs import NeedFacts, needs_of

STATES = {
    "open": "正在请专家",
    "accepted": "专家已接单",
    "served": "已服务，等您评价",
    "rated": "已完成",
    "withdrawn": "已撤回",
    "unanswered": "工作人员安排中",
}
OPEN = ("open", "accepted", "unanswered")
DONE = ("rated", "withdrawn")
DONE_SHOWN = 2
MOST = 50


def _line(need: NeedFacts) -> str:
    state = f"{need.expert} 已接单" if need.state == "accepted" else STATES[need.state]
    return f"{need.id} 号 · {label(need.domain)} · {state}\n　{shorten(need.text, 30)}"


def _my_needs(talk: ConversationContext) -> Reply:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, limit=MOST)
    if not needs:
        return Reply(
            "您还没有发布过需求。直接说遇到的问题就行。", choices=(Choice("发布需求", tokens.start("need")),)
        )
    choices = [
        Choice(f"撤回 {need.id} 号", tokens.start("withdraw", "need", need.id))
        for need in needs
        if need.state in OPEN
    ]
    choices += [
        Choice(f"选专家 {need.id} 号", tokens.start("choose_expert", "need", need.id))
        for need in needs
        if need.state in ("open", "unanswered")
    ]
    choices += [
        Choice(f"评价 {need.id} 号", tokens.start("rating", "need", need.id))
        for need in needs
        if need.state == "served"
    ]
    return Reply("\n".join(_lines(needs)), choices=tuple(choices))


def _lines(needs: list[NeedFacts]) -> list[str]:
    """What is under way in full; of what is done, the last few and how many more."""
    under_way = [need for need in needs if need.state not in DONE]
    done = [need for need in needs if need.state in DONE]
    shown = [*under_way, *done[:DONE_SHOWN]]
    more = [f"另有 {len(done) - DONE_SHOWN} 条已办结。"] if len(done) > DONE_SHOWN else []
    return ["您的需求：", *(_line(need) for need in shown), *more]


MY_NEEDS = Command(
    "my_needs",
    "我的需求",
    ("我的需求", "需求进展", "查看需求", "进展"),
    _my_needs,
    ENTERPRISE,
)


def _withdrawable(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号：{shorten(need.text, 16)}", need.id)
        for need in needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    ]


_NEED = OneOf(
    "need",
    "需求",
    "要撤回哪一条？",
    _withdrawable,
    none="您现在没有可以撤回的需求。",
    read=reading.number,
    hint="请说需求的编号。",
)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    withdraw_need(talk.work, talk.speaker, values["need"], talk.now)
    return Outcome(Reply(f"已取消：{values['need']} 号需求撤回了，也告诉了相关专家。以后有事随时说。"))


WITHDRAW = Form(
    name="withdraw",
    version=1,
    title="撤回需求",
    examples=("撤回需求", "取消需求", "撤回", "不用帮忙了", "问题解决了"),
    roles=ENTERPRISE,
    card="撤回这条需求",
    ref="need",
    slots=(_NEED.slot,),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)
