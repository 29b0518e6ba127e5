"""看进展: how what an enterprise asked for stands, above all where it waits for a call."""

from __future__ import annotations

import re

from actions.needs.meant import meant
from handlers.conversations.needs.standing import UNDER_WAY, agreed, choices, reach, taken_by, told
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.roles import NEWCOMERS
from storage.queries.needs import NeedFacts, needs_of
from storage.queries.offers.standing import Standing, standings

MOST = 20
NOTHING = "您现在没有在办的需求。遇到什么问题了？"
_UNCALLED = re.compile(
    r"(?:没|不|未|哪|几时|啥时|什么时候)[^,，。!！?？]{0,8}(?:打|来|联系|电话|动静|消息|回|理|找|管|信)|干等|等了|忘了|人呢|天了"
)


def _status(talk: ConversationContext) -> Reply:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, UNDER_WAY, MOST)
    if not needs:
        return Reply(NOTHING, choices=(next_steps.ASK_FOR_EXPERT,))
    named = meant(talk.said, needs) if len(needs) > 1 else None
    shown = [need for need in needs if named in (None, need.id)]
    at = standings(talk.work, [need.id for need in shown])
    if len(shown) == 1 and shown[0].state == "accepted" and _waits_for_a_call(talk, shown[0]):
        return _uncalled(talk, shown[0], at[shown[0].id])
    lines = [told(talk, need, at[need.id]) for need in shown]
    staff = (next_steps.STAFF,) if any(need.state == "unanswered" for need in shown) else ()
    return Reply("\n".join(lines), choices=(*choices(shown), *staff))


def _waits_for_a_call(talk: ConversationContext, need: NeedFacts) -> bool:
    """Whether somebody says that nobody called, where nothing is agreed."""
    return bool(_UNCALLED.search(talk.said)) and not agreed(talk, need)


def _uncalled(talk: ConversationContext, need: NeedFacts, at: Standing) -> Reply:
    """Somebody accepted, and nobody called."""
    now = "可以直接打过去；不想再等就换一位。" if at.phone else "不想再等就换一位。"
    text = f"抱歉，让您等了。{need.id} 号需求是{taken_by(talk, at)}。{now}"
    again = Choice("换一位专家", tokens.start("replace_expert", "need", need.id))
    return Reply(text, choices=(again, next_steps.STAFF))


STATUS = Command(
    "need_status",
    "看进展",
    (
        "需求进展",
        "进展",
        "看进展",
        "有人接单了吗",
        "有人接了吗",
        "我的需求怎么样了",
        "怎么还没人联系我",
        "到现在没人联系",
        "没人给我打电话",
        "三天了也没人打电话来",
        "我提的事到哪一步了",
    ),
    _status,
    NEWCOMERS,
    serves=("need.status",),
)


def _contact(talk: ConversationContext) -> Reply:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, UNDER_WAY, MOST)
    taken = [need for need in needs if need.state in ("accepted", "served")]
    if not taken:
        return _nobody_yet(needs)
    named = meant(talk.said, taken)
    shown = [need for need in taken if named in (None, need.id)]
    at = standings(talk.work, [need.id for need in shown])
    return Reply("\n".join(_line(need, at[need.id]) for need in shown), choices=choices(shown))


def _line(need: NeedFacts, at: Standing) -> str:
    unit = f"，{at.unit}" if at.unit else ""
    return f"{at.expert}{unit}，{reach(at)}（{need.id} 号需求）。"


def _nobody_yet(needs: list[NeedFacts]) -> Reply:
    """Truly: before an expert accepts there is nobody whose number could be given."""
    if not needs:
        return Reply(NOTHING, choices=(next_steps.ASK_FOR_EXPERT,))
    numbers = "、".join(f"{need.id} 号" for need in needs)
    text = f"{numbers}需求还没有专家接，接了就把名字和电话发给您。"
    return Reply(text, choices=(next_steps.NEED_STATUS, next_steps.STAFF))


CONTACT = Command(
    "expert_contact",
    "联系专家",
    (
        "联系专家",
        "专家电话",
        "专家的电话是多少",
        "律师的电话是多少",
        "怎么联系老师",
        "接单的老师号码发我",
        "怎么联系接单的专家",
    ),
    _contact,
    NEWCOMERS,
    serves=("expert.contact",),
)
