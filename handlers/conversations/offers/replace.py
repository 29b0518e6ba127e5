"""换一位: another expert for a need; whoever has it or is asked for it is let go kindly."""

from __future__ import annotations

import re

from actions.needs.meant import calls_another
from actions.offers.notices import Offered, TakenOff
from actions.offers.replace import replace_expert
from handlers.engine import next_steps, reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import caveat, told_to
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.own_needs import reads
from handlers.message import Reply
from handlers.rendering.records import need_line
from programme.roles import NEWCOMERS
from storage.queries.needs import NeedFacts, get_need, needs_of
from storage.queries.offers.standing import standings

REPLACEABLE = ("open", "accepted")
_PERSON = r"(?:个|一个|一位|位)?(?:别的|其他|新的?)?(?:人|会计师?|律师|专家|老师|顾问|教授|工程师|师傅)"
_CHANGES = re.compile(
    rf"(?:我|我们|那|请|麻烦|可不可以|能不能|能|想|要|帮我|给我|把|这单|那单|这个|\d{{1,9}}\s*号(?:需求|单)?|[，,\s])*(?:重新)?换(?:{_PERSON}|掉|一下人)(?:来)?(?:行不行?|行吗|可以|好不好|吧|吗|不|了)*(?:[，,。\s].{{0,14}})?"
)
"""«换个会计行不», «110号换一位会计», «那我这单想换人 不要陈慧敏了»: for one need, and no name for ever."""
_TELLING = 7
"""Characters; shorter words only say that it should be another."""


def _in_hand(talk: ConversationContext) -> list[NeedFacts]:
    """Needs that an expert has accepted or is asked for."""
    needs = needs_of(talk.work, talk.speaker.enterprise_id, REPLACEABLE)
    at = standings(talk.work, [need.id for need in needs])
    return [need for need in needs if need.state == "accepted" or at[need.id].asked]


def _options(talk: ConversationContext) -> Options:
    return [(f"{need_line(need)}（{need.expert or '还没人接'}）", need.id) for need in _in_hand(talk)]


_NEED = OneOf(
    "need",
    "需求",
    "哪一条要换专家？",
    _options,
    none="现在没有专家在办您的需求，不用换。",
    read=reads(REPLACEABLE),
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    reason = text.strip() if len(text.strip()) >= _TELLING and "reason" not in values else None
    return reading.as_values({"need": _NEED.read(talk, text), "reason": reason})


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The only one, unless somebody else was spoken of."""
    said = str(values.get("reason") or talk.said)
    another = calls_another(said, _in_hand(talk), talk.speaker.expert_id)
    return {} if another else _NEED.infer(talk, values)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need_id = values["need"]
    before = get_need(talk.work, need_id).expert
    asked = replace_expert(talk.work, talk.speaker, need_id, values.get("reason"), talk.rules, talk.now)
    thanked = f"{heard}没有提原因。" if before and (heard := told_to(talk, before, TakenOff.kind)) else ""
    late = caveat(talk, "这几位", Offered.kind)
    if asked:
        text = f"{need_id} 号需求已另请 {asked} 位专家，有人接单就告诉您。{late}{thanked}"
        return Outcome(Reply(text, choices=(next_steps.NEED_STATUS,)))
    text = f"{need_id} 号需求现在没有别的专家能接，已交给服务中心去找。{thanked}"
    return Outcome(Reply(text, choices=(next_steps.STAFF,)))


REPLACE = Form(
    name="replace_expert",
    version=1,
    title="换一位专家",
    serves=("expert.replace",),
    examples=(
        "换专家",
        "换一位专家",
        "换一位",
        "换一位行不行",
        "这个专家不懂行，换一个",
        "给我重新安排一位老师",
        "能换个律师吗",
    ),
    syntax=lambda text: _CHANGES.fullmatch(text.strip()) is not None,
    roles=NEWCOMERS,
    card="换一位专家",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "reason",
            "原因",
            asked=False,
            ask="哪里不合适？不说也行。",
            read=reading.words,
            free=True,
        ),
    ),
    read=_read,
    infer=_infer,
    needless=_NEED.needless,
    deed=deed("换", "换人", opposites=("用", "找"), undone="好，不换，还是原来的专家。"),
    submit=_submit,
)
