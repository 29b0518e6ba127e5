"""说说经历: what an applicant has done with firms and what came of it, in their own words, for the reviewer (N23 一)."""

from __future__ import annotations

from actions.applications.apply import tell_experience
from handlers.conversations.applications.my_applications import REVIEWED
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import APPLICANTS


def _tell(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return Outcome(Reply("您现在没有在审核的申请。"))
    told = values["experience"]
    tell_experience(talk.work, talk.speaker, values["application"], told, talk.rules, talk.now)
    return Outcome(Reply(f"记下了，审核人员在 {values['application']} 号申请上看得到。"))


TELL_EXPERIENCE = Form(
    name="tell_experience",
    version=1,
    title="说说经历",
    examples=("说说经历", "补充经历", "我的服务经历"),
    roles=APPLICANTS,
    slots=(
        REVIEWED.slot,
        Slot(
            "experience",
            "经历和成果",
            ask="帮中小企业做成过什么？一两句话，比如「帮三家厂办下贷款」。",
            read=reading.words,
            free=True,
            composed=True,
            hint="一两句话就行，做了什么、有什么成果。",
        ),
    ),
    infer=REVIEWED.infer,
    submit=_tell,
)
