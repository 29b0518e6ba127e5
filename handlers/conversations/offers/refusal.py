"""不要再配这位: the enterprise does not want an expert again; nobody else is told why."""

from __future__ import annotations

import re

from actions.offers.bar import refuse_expert
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Reply
from programme.roles import ENTERPRISE
from storage.queries.offers.experts import experts_met, get_expert

LONGEST = 20
_COMMAND = re.compile(
    r"(?<!要)(?:不要|别|不想)再?(?:给我们|给我)?(?:配|派|安排|请|找)(.{0,8}?)(?:了|来了|老师|专家)*$"
)


def _named(talk: ConversationContext, text: str) -> int | None:
    return next(
        (expert for expert, name in experts_met(talk.work, talk.speaker.enterprise_id) if name in text), None
    )


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"expert": _named(talk, text)})


def _met(talk: ConversationContext) -> Options:
    return [(name, expert) for expert, name in experts_met(talk.work, talk.speaker.enterprise_id)]


_EXPERT = OneOf(
    "expert",
    "专家",
    "以后不再配哪一位？",
    _met,
    none="还没有专家接过您的需求。",
    read=_named,
    hint="请点一位。",
)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    refuse_expert(talk.work, talk.speaker, values["expert"], talk.rules, talk.now)
    name = get_expert(talk.work, values["expert"]).name
    return Outcome(Reply(f"已记录：以后不再给您配{name}，对方不会知道原因。有不满意的，点「投诉」。"))


REFUSAL = Form(
    name="refusal",
    version=1,
    title="不再配对",
    serves=("expert.replace",),
    examples=("不要再配这位", "换掉这位专家", "不要这位专家", "别再配这位"),
    roles=ENTERPRISE,
    card="以后不再配这位专家",
    slots=(_EXPERT.slot,),
    read=_read,
    syntax=lambda text: len(text) <= LONGEST and _COMMAND.search(text) is not None,
    infer=_EXPERT.infer,
    needless=_EXPERT.needless,
    deed=deed("拉黑", undone="好，不变，照样能配。"),
    submit=_submit,
)
