"""撤回需求: the enterprise wants it no longer."""

from __future__ import annotations

import re

from actions.needs.withdraw import withdraw_need
from handlers.conversations.needs.standing import RUNNING
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.own_needs import one_need
from handlers.message import Reply
from programme.roles import NEWCOMERS
from storage.queries.needs import get_need

_SOLVED = re.compile(r"解决|办好|办了|办下来|搞定|弄好|谈妥|招到|结了|找到了")
_NEED = one_need("要撤回哪一条？", "您现在没有可以撤回的需求。", RUNNING)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    solved = 1 if _SOLVED.search(text) else None
    return reading.as_values({"need": _NEED.read(talk, text), "solved": solved})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    expert = get_need(talk.work, values["need"]).expert
    withdraw_need(talk.work, talk.speaker, values["need"], talk.now)
    glad = "解决了就好！" if values.get("solved") else ""
    whom = told_to(talk, expert or "请过的专家")
    return Outcome(Reply(f"{glad}已取消：{values['need']} 号需求撤回了。{whom}以后有事随时说。"))


WITHDRAW = Form(
    name="withdraw",
    version=1,
    title="撤回需求",
    serves=("need.withdraw",),
    examples=(
        "撤回需求",
        "取消需求",
        "撤回",
        "不用帮忙了",
        "问题解决了",
        "已经解决了，不用了",
        "人招到了，那条撤了吧",
        "事情办好了，不麻烦你们了",
    ),
    roles=NEWCOMERS,
    card="撤回这条需求",
    ref="need",
    slots=(_NEED.slot, Slot("solved", "", hidden=True, asked=False)),
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)
