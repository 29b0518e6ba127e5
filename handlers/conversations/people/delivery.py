"""通知到了吗: how what one's deeds have told others stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.offers.notices import NeedAddition, Offered
from actions.people.undelivered import TO_MANY
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.delivered import reached, standing
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from language.card_talk import asks_if_told
from programme.roles import EVERYBODY
from storage.queries.delivery.reach import Sent, caused_by
from storage.queries.needs import get_need
from storage.queries.offers.asked import get_offer

LATELY = timedelta(days=30)
LOOKED_AT = 500
LONGEST = 24
CALLED = 12
NOTHING = "最近没有我替您转告别人的消息。"
NOBODY_TOLD = "最近没有我替您通知{}的消息。"
MANY = "群发“{}”"
_WHOM = re.compile(
    r"^(?:请问)?(?:你们?|您)?(?:有没有|是不是)?(?:已经)?(?:通知|告诉|转告|提醒)(?:到|过)?(?P<who>[\u4e00-\u9fff·]{2,8}?)(?:了没有?|了吗?|没有?|到了?吗|过吗?)[吗呢?？]*$"
    r"|^(?P<whose>[\u4e00-\u9fff·]{2,6}?)(?:收到|知道)(?:通知|消息)?(?:了没有?|了吗|没有?|吗)[?？]*$"
)
_WHETHER = re.compile(
    r"^(?:那|请问)?(?:大家|他们?|她们?|对方|人家|本人|专家们?|工作站|企业|各站|各位)*(?:都|全)?(?:收到|看到|知道)了?(?:通知|消息|这条)?(?:了?没有?|了?吗)[?？]*$"
    r"|^(?:刚才)?(?:那|这)?条?(?:通知|消息)?(?:一共|总共)?(?:发|通知|送)(?:给|到)?了?(?:多少|几)个?人[?？]*$"
    r"|^(?:是不是|有没有|是否)(?:已经|都)*(?:群发|发|通知|告诉)(?:给|到)?(?:了|过)?.{0,10}[?？]*$"
    r"|^(?:那条|这条|刚才那条|通知|消息)?(?:都)?(?:发|通知|告诉)(?:给)?(?:到)?了?(?:谁|哪些人|哪几个人?)了?[?？]*$"
)
"""«大家都收到了吗», «这条发给了多少人», «是不是发给所有专家»: about whatever was sent last; no notice is begun by it."""
_ANYBODY = re.compile(
    r"[你我他她它您们]|大家|对方|专家$|企业$|本人|所有|都$|谁|发给|通知|消息|群发|开会|什么|哪"
)
SHOWN = 5
MATTERS = {
    "accepted": "您接单的事",
    "appointment_wished": "约时间的事",
    "case_decided": "处理结果",
    "chat_said": "您在聊天里说的话",
    "given_back": "退单的事",
    "meeting_answered": "您对时间的答复",
    "meeting_cancelled": "取消约定的事",
    "meeting_proposed": "约时间的事",
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
    told = [(said, some) for said, some in _by_matter(talk, found).items() if said]
    status = (next_steps.NEED_STATUS,) if talk.speaker.enterprise_id else ()
    letters = (Choice("没送到的消息", tokens.start("letters")),) if talk.speaker.staff_id else ()
    who = _whom(talk.said)
    named = [
        (said, some)
        for said, some in told
        if who and any(who in one.name for one in some) and _may_name(said, who)
    ]
    if who and talk.speaker.staff_id and not named:
        return Reply(NOBODY_TOLD.format(who), choices=letters)
    if not told:
        return Reply(NOTHING, choices=(*status, *letters))
    lines = [
        f"{_counted(said, some)}：{_stands(talk, some, who)}。" for said, some in (named or told)[:SHOWN]
    ]
    return Reply("\n".join(lines), choices=(*status, *letters))


def _counted(said: str, some: Sequence[Sent]) -> str:
    return f"{said}，{len(some)} 人" if some[0].kind in TO_MANY else said


def _by_matter(talk: ConversationContext, found: Sequence[Sent]) -> dict[str, list[Sent]]:
    """Notices by how they are called, the newest first; one that went to many stands once."""
    told: dict[str, list[Sent]] = {}
    for one in found:
        many = one.kind in TO_MANY
        said = (
            MANY.format(shorten(str(one.facts.get("text") or "通知"), CALLED)) if many else told_by(talk, one)
        )
        if many or said not in told:
            told.setdefault(said, []).append(one)
    return told


def _stands(talk: ConversationContext, some: Sequence[Sent], who: str) -> str:
    mine = [one for one in some if who and who in one.name]
    if mine:
        return f"{mine[0].name}{standing(talk, mine[0])}"
    return standing(talk, some[0]) if len(some) == 1 else reached(talk, some)


def _whom(text: str) -> str:
    """The name of whom somebody asks: «通知李律师了吗»."""
    found = _WHOM.search(text)
    name = found["who"] or found["whose"] if found else ""
    return "" if not name or _ANYBODY.search(name) else name


def _may_name(said: str, who: str) -> bool:
    """A firm hears no name that it was not told."""
    return who in said or said.startswith("群发")


def asks_whether_told(text: str) -> bool:
    """«通知李律师了吗», «李律师收到没有»."""
    asked = _whom(text.strip()) or _WHETHER.search(text.strip()) or asks_if_told(text)
    return len(text) <= LONGEST and bool(asked)


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
    syntax=asks_whether_told,
)
