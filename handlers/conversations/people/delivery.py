"""通知到了吗: how what one's deeds have told others stands."""

from __future__ import annotations

from datetime import timedelta

from actions.offers.notices import NeedAddition, Offered
from actions.people.undelivered import TO_MANY
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.delivered import standing
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.roles import EVERYBODY
from storage.queries.delivery.reach import Sent, caused_by
from storage.queries.needs import get_need
from storage.queries.offers.asked import get_offer

LATELY = timedelta(days=30)
LOOKED_AT = 50
SHOWN = 5
MATTERS = {
    "accepted": "您接单的事",
    "appointment_wished": "约时间的事",
    "case_decided": "处理结果",
    "given_back": "退单的事",
    "need_addition": "补充的话",
    "need_closed": "关闭需求的事",
    "offer": "邀请",
    "service_confirmed": "请记日记的事",
    "taken_off": "换专家的事",
    "terms_answered": "您的答复",
    "terms_proposed": "您的条件",
    "withdrawn": "撤回需求的事",
}
"""What people hear of who are no staff, and how it is called; staff hear of all."""


def told_by(talk: ConversationContext, one: Sent) -> str:
    """Whom a notice went to and what about, for whoever caused it; empty where that is none of theirs.

    Who is asked for a need, a firm learns only when somebody accepts, unless it named the expert itself.
    """
    what = MATTERS.get(one.kind, "")
    if talk.speaker.staff_id:
        return f"{one.name or '对方'}，{what or '通知'}"
    if one.to_staff or not what:
        return ""
    if one.kind == Offered.kind:
        return _invited(talk, one)
    if one.kind == NeedAddition.kind and get_need(talk.work, one.facts["need"]).expert != one.name:
        return f"请的专家，{what}"
    return f"{one.name or '对方'}，{what}"


def _invited(talk: ConversationContext, one: Sent) -> str:
    offer = get_offer(talk.work, one.facts["offer"])
    need = get_need(talk.work, offer.need_id)
    own = talk.speaker.enterprise_id == need.enterprise_id or talk.speaker.person_id == need.person_id
    return f"{one.name if offer.wished else '请的专家'}，{need.id} 号需求的邀请" if own else ""


def _how_it_stands(talk: ConversationContext) -> Reply:
    found = caused_by(talk.work, talk.speaker.person_id, talk.now - LATELY, LOOKED_AT)
    told = [(said, one) for one in found if one.kind not in TO_MANY and (said := told_by(talk, one))]
    status = (Choice("看进展", tokens.start("need_status")),) if talk.speaker.enterprise_id else ()
    letters = (Choice("没送到的消息", tokens.start("letters")),) if talk.speaker.staff_id else ()
    if not told:
        return Reply("最近没有我替您转告别人的消息。", choices=(*status, *letters))
    lines = [f"{said}：{standing(talk, one)}。" for said, one in told[:SHOWN]]
    return Reply("\n".join(lines), choices=(*status, *letters))


DELIVERY = Command(
    "delivery",
    "通知到了吗",
    (
        "通知到了吗",
        "通知到他了吗",
        "通知送到了吗",
        "消息送到了吗",
        "消息发出去了吗",
        "他收到了吗",
        "他收到通知了吗",
        "专家收到了吗",
        "本人收到了吗",
        "企业收到了吗",
        "对方收到了吗",
        "对方知道了吗",
        "告诉他了吗",
        "跟他说了吗",
    ),
    _how_it_stands,
    EVERYBODY,
)
