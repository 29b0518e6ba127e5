"""投诉: what anyone may complain of to the centre (S6.7)."""

from __future__ import annotations

import re

import language
from actions.complaints.cases import complain
from handlers.conversations.complaints.brought import (
    REGION,
    SHORTEST,
    own_place,
    text_slot,
    thanks,
)
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from programme.cases import COMPLAINTS
from programme.roles import APPLICANTS

_ABOUT = {
    "fee": re.compile(r"收费|收钱|要钱|交钱|好处费|服务费|咨询费|红包|收了.{0,8}[元块钱费]"),
    "secrecy": re.compile(r"泄露|泄密|透露|说出去|商业秘密|机密"),
    "quality": re.compile(r"质量|态度|敷衍|不专业|没来|爽约|不认真|不满意"),
}
_OUTSIDERS = "供应商|客户|员工|商家|平台|同行|对手|物业|邻居"
_COMPLAINS = re.compile(
    rf"^(我要|我想|要|想)?(投诉|举报)(?!.{{0,6}}({_OUTSIDERS}))|"
    r"(专家|老师|顾问|志愿者|工作站).{0,12}(收费|收钱|要钱|收了.{0,8}[元块钱费]|泄露|泄密)"
)
"""About those of the programme; a quarrel with a supplier is a need for a lawyer."""
_VERB = re.compile(r"^(我要|我想|要|想)?(投诉|举报)[，,：: ]?")
_NAMED = re.compile(
    r"([\u4e00-\u9fff]{1,3}(?:老师|律师|教授|顾问|会计|专家|主任|工程师))(?=收|要|泄|透|态|敷|服|没|向|跟)"
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    about = next((kind for kind, words in _ABOUT.items() if words.search(text)), None)
    found = {"about": about, "region": language.read_region(text, talk.home)}
    told = _VERB.sub("", text)
    found |= {"text": text if len(told) > SHORTEST * 2 and "text" not in values else None}
    return reading.as_values(found | {"against": None if "against" in values else _against(told)})


def _against(told: str) -> str | None:
    """Whom the first words name: «李律师收费», or a name as people write it."""
    named = _NAMED.match(told)
    return named[1] if named else language.read_name(told)


def _complain(talk: ConversationContext, values: Values) -> Outcome:
    about, against = values["about"], values.get("against") or ""
    number = complain(talk.work, talk.speaker, about, against, values["text"], values["region"], talk.now)
    return thanks("complaint", number)


COMPLAIN = Form(
    name="complain",
    version=1,
    title="投诉",
    examples=("投诉", "我要投诉", "举报"),
    roles=APPLICANTS,
    card="投诉",
    slots=(
        Slot(
            "about",
            "事由",
            ask="是哪方面的问题？志愿服务一律免费，收费的请一定告诉我们。",
            read=lambda talk, text: next((k for k, words in _ABOUT.items() if words.search(text)), None),
            options=lambda talk, values: [(label, code) for code, label in COMPLAINTS.items()],
            hint="请点一下：收费、泄密、服务质量。",
        ),
        Slot(
            "against",
            "对象",
            ask="是哪位专家或哪个工作站？不清楚就回复「跳过」。",
            read=reading.words,
            skippable=True,
            free=True,
        ),
        text_slot("经过", "请说说经过：什么时候、什么事、多少钱。"),
        REGION,
    ),
    read=_read,
    infer=own_place,
    intent_score=lambda talk, text: 1.0 if _COMPLAINS.search(text) else 0.0,
    submit=_complain,
)
