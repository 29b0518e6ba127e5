"""服务菜单: the enterprise looks at the experts of a field and asks for one of them (S3.2)."""

from __future__ import annotations

from actions.offers.access import OPEN
from actions.offers.pair import choose_expert
from actions.offers.suggest import suggest_nearest_for
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import invited
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE
from storage.queries.needs import find_need, needs_of
from storage.queries.offers.experts import get_expert

SHOWN = 6


def _needs(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号：{shorten(need.text, 16)}", need.id)
        for need in needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    ]


def _fitting(talk: ConversationContext, values: Values) -> Options:
    need = find_need(talk.work, values["need"]) if "need" in values else None
    if need is None or need.enterprise_id != talk.speaker.enterprise_id:
        return ()
    return [(one.label, one.expert_id) for one in suggest_nearest_for(talk.work, need, talk.now, SHOWN)]


_NEED = OneOf(
    "need",
    "需求",
    "给哪一条需求选专家？",
    _needs,
    none="您现在没有在等专家的需求。遇到什么问题了？",
    read=reading.number,
    hint="哪一号？比如「12」。",
)


def _choose(talk: ConversationContext, values: Values) -> Outcome:
    choose_expert(talk.work, talk.speaker, values["need"], values["expert"], talk.rules, talk.now)
    name = get_expert(talk.work, values["expert"]).name
    return Outcome(Reply(f"{invited(talk, name)}（{values['need']} 号需求）。"))


CHOOSE = Form(
    name="choose_expert",
    version=1,
    title="指定专家",
    examples=("指定专家", "点名专家"),
    roles=ENTERPRISE,
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "expert",
            "专家",
            ask=lambda talk, values: _who(talk, values),
            options=_fitting,
            hint="点一位就行；都不要就说「取消」。",
        ),
    ),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_choose,
)


def _who(talk: ConversationContext, values: Values) -> str:
    return "请哪一位？" if _fitting(talk, values) else "现在没有别的能请的专家，请过的答复了就告诉您。"
