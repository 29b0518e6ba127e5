"""投诉: what anyone may complain of to the centre (S6.7). One message tells it; what it leaves open is asked."""

from __future__ import annotations

import re

import language
from actions.complaints.cases import complain
from actions.complaints.hearing import is_heard
from handlers.conversations.complaints import telling
from handlers.conversations.complaints.asked_about import ASKS
from handlers.conversations.complaints.brought import NOBODY_YET, REGION, brought, own_place, text_slot
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.rendering.plain import show_region
from programme.cases import kinds_of_complaint
from programme.roles import HOLDERS
from storage.queries.complaints.cases import get_case

_SPELLED_OUT = re.compile(
    r"(?:(?:[您你]好|我们?|本人|我司|咱们?|就是|真的|是|现在|今天|[，,\s])*(?:要|想|得|来|必须)(?:去)?)?(?:投诉|举报)(?!不?成立|补充|再?加一|什么时候|啥时候|几时|多久|结论|结果|人是|进展|的|怎么|有|处理|渠道|电话|.{0,6}(?:供应商|客户|员工|商家|平台|同行|对手|物业|邻居|隔壁|快递))"
)
"""«投诉钱顾问收费»; about those of the programme, for a quarrel with a supplier is a need for a lawyer."""


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    named = telling.accused(talk, text)
    found = {
        "about": telling.about(text, talk.speaker.roles),
        "region": language.read_region(text, talk.home),
    }
    found |= {"text": None if "text" in values else telling.account(talk, text)}
    return reading.as_values(found | {"against": None if "against" in values else named})


def _infer(talk: ConversationContext, values: Values) -> Values:
    """What was told and is neither fee nor secret is about quality; whom it is about is never guessed."""
    known = own_place(talk, values)
    if "text" not in values:
        return known
    return known | {"about": "quality"}


def _complain(talk: ConversationContext, values: Values) -> Outcome:
    about, against, region = values["about"], values.get("against") or "", values["region"]
    number = complain(talk.work, talk.speaker, about, against, values["text"], region, talk.now)
    heard = is_heard(talk.work, get_case(talk.work, number))
    return brought("complaint", number, f"由{show_region(region)}的审核人员来查" if heard else NOBODY_YET)


MOST_NAMED = 3
OF_OFFICE = frozenset(telling.OF_A_VOLUNTEER)


def _kinds(talk: ConversationContext, values: Values) -> Options:
    """What the pack takes complaints about; a volunteer's own first, for a volunteer."""
    volunteer = not HOLDERS.isdisjoint(talk.speaker.roles)
    return [(label, code) for code, label in kinds_of_complaint(talk.rules, volunteer=volunteer).items()]


_NO_COMPLAINT = re.compile(
    r"投诉(?:谈不上|算不上|说不上|倒不至于|不至于|就不必|就不用|倒不用)|(?:不是|不算|没想|不想|不用|谈不上|算不上|犯不着)(?:要|去)?投诉(?!无门|没用)"
)


def _rather(talk: ConversationContext, text: str) -> str:
    """«投诉那个事到底定了没» asks after one, and brings none; neither does «投诉谈不上，就是想换个人»."""
    if _NO_COMPLAINT.search(text):
        return "expert.replace" if "换" in text and talk.speaker.enterprise_id else "unclear"
    return "complaint.status" if ASKS.search(text) else ""


COMPLAIN = Form(
    name="complain",
    version=1,
    title="投诉",
    serves=("complaint.file",),
    akin=("rating.give",),
    examples=("投诉", "我要投诉", "举报"),
    card="投诉",
    slots=(
        text_slot("经过", "经过是怎样的？哪位专家或工作站、什么时候、什么事。", telling.account),
        Slot(
            "about",
            "事由",
            ask="是哪方面的问题？",
            read=lambda talk, text: telling.about(text, talk.speaker.roles),
            options=_kinds,
            hint="收费、泄密，还是服务质量？",
        ),
        Slot(
            "against",
            "对象",
            ask="是哪位专家或哪个工作站？不清楚就说「跳过」。",
            read=telling.any_accused,
            options=lambda talk, values: [(name, name) for name in telling.met(talk)[:MOST_NAMED]],
            skippable=True,
            when=lambda talk, values: values.get("about") not in OF_OFFICE,
            free=True,
            hint="哪一位或哪个工作站？比如「王会计」；不清楚就说「跳过」。",
        ),
        REGION,
    ),
    rather=_rather,
    syntax=lambda text: (
        _SPELLED_OUT.match(text) is not None and not (ASKS.search(text) or _NO_COMPLAINT.search(text))
    ),
    adds="text",
    read=_read,
    more=telling.more,
    infer=_infer,
    submit=_complain,
)
