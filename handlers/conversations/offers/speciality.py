"""我的专长: an expert says in plain words what they know best."""

from __future__ import annotations

import re

from actions.offers.speciality import describe_speciality
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import EXPERT

_SAID = re.compile(
    r"^(?:我的|修改|改|我)?(?:专长|最?拿手的?|最?擅长的?)(?:改成|改为|是|有|为)?[:：，,\s]*(\S.*)$", re.DOTALL
)
_SURE = re.compile(r"\s*(?:我的|修改|改)专长(?:改成|改为|是|有|为)[:：，,\s]*\S")
"""Whatever follows, «拖欠货款» too, is told of the expert and asks for nobody."""


def _words(talk: ConversationContext, text: str) -> str:
    """What is known best, without «我的专长是»: that is quoted to those who are in need."""
    found = _SAID.match(text.strip())
    return found[1].strip() if found else text


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    kept = describe_speciality(talk.work, talk.speaker, values["words"], talk.now)
    return Outcome(Reply(f"已记下您的专长：{kept}。来了对得上的需求，先想到您。"))


SPECIALITY = Form(
    name="speciality",
    version=1,
    title="我的专长",
    serves=("profile.change",),
    examples=(
        "我的专长",
        "修改专长",
        "填写专长",
        "我的专长是劳动仲裁和工伤赔偿",
        "我最拿手的是出口退税和农产品收购发票",
    ),
    roles=EXPERT,
    sample="我的专长是研发费用加计扣除、高新企业专项审计",
    card="我的专长",
    slots=(
        Slot(
            "words",
            "专长",
            ask="您最拿手哪些事？比如「出口退税、收购发票」。",
            read=_words,
            hint="请写一句话，比如「劳动仲裁、工伤赔偿」。",
        ),
    ),
    syntax=lambda text: _SURE.match(text) is not None,
    submit=_submit,
)
