"""我的需求, and taking one back."""

from __future__ import annotations

from actions.needs.post import needs_of, withdraw_need
from actions.people.contact import name_of_expert
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Notice, Options, Outcome
from handlers.message import Choice, Reply
from language.domains import label
from storage.tables import Need

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


def _line(talk: ConversationContext, need: Need) -> str:
    state = STATES[need.state]
    if need.state == "accepted" and need.expert_id:
        state = f"{name_of_expert(talk.work, need.expert_id)} 已接单"
    return f"{need.id} 号 · {label(need.domain)} · {state}\n　{reading.shorten(need.text, 30)}"


def _my_needs(talk: ConversationContext) -> Reply:
    needs = needs_of(talk.work, talk.speaker, limit=MOST)
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
    return Reply("\n".join(_lines(talk, needs)), choices=tuple(choices))


def _lines(talk: ConversationContext, needs: list[Need]) -> list[str]:
    """What is under way in full; of what is done, the last few and how many more."""
    under_way = [need for need in needs if need.state not in DONE]
    done = [need for need in needs if need.state in DONE]
    shown = [*under_way, *done[:DONE_SHOWN]]
    more = [f"另有 {len(done) - DONE_SHOWN} 条已办结。"] if len(done) > DONE_SHOWN else []
    return ["您的需求：", *(_line(talk, need) for need in shown), *more]


MY_NEEDS = Command(
    "my_needs",
    "我的需求",
    ("我的需求", "需求进展", "查看需求", "进展"),
    _my_needs,
    frozenset({"enterprise"}),
)


def _withdrawable(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号：{reading.shorten(need.text, 16)}", need.id)
        for need in needs_of(talk.work, talk.speaker, *OPEN)
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
    need = withdraw_need(talk.work, talk.speaker, values["need"], talk.now)
    return Outcome(Reply(f"已取消：{need.id} 号需求撤回了，也告诉了相关专家。以后有事随时说。"))


WITHDRAW = Form(
    name="withdraw",
    version=1,
    title="撤回需求",
    starts=("撤回需求", "取消需求", "撤回", "不用帮忙了", "问题解决了"),
    roles=frozenset({"enterprise"}),
    card="撤回这条需求",
    ref="need",
    slots=(_NEED.slot,),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)


def _withdrawn(talk: ConversationContext, facts: dict[str, int]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    return Reply(
        f"您接的 {need.id} 号需求（{label(need.domain)}）企业已经撤回，不用再跟进了。谢谢您愿意帮忙。"
    )


WITHDRAWN = Notice("withdrawn", _withdrawn)
