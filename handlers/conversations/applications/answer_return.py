"""补正: a returned application opens again, with everything in it."""

from __future__ import annotations

from actions.access import pack_of
from handlers.conversations.applications import applicant_questions as facts
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Reply
from programme.programmes import packs
from programme.roles import APPLICANTS
from storage.queries.applications.filed import ApplicationFacts, applications_of


def as_filed(talk: ConversationContext, one: ApplicationFacts) -> Values:
    """The slots of the form as the application has them."""
    pack = pack_of(one.pack, talk.rules)
    kept = {"application": one.id, "region": one.region, "phone": one.phone, "domains": list(one.domains)}
    kept |= {"name": one.name, "unit": one.unit or one.name, "contact": talk.speaker.name}
    kept |= {"programme": pack.id} if len(packs(talk.rules)) > 1 else {}
    kept |= {"category": one.category} | facts.asked_again(pack, one.kind, one.answers)
    return reading.as_values(kept)


def _resume(talk: ConversationContext, values: Values) -> Outcome:
    """Answer a return: the form opens again with everything in it."""
    returned = applications_of(talk.work, talk.speaker.person_id, ["returned"])
    if not returned:
        return Outcome(Reply("您没有退回补正的申请。说「我的申请」看进展。"))
    last = returned[0]
    form = "apply_expert" if last.kind == "expert" else "apply_station"
    return Outcome(Reply(f"退回原因：{last.reason}"), then=(form, as_filed(talk, last)))


ANSWER_RETURN = Form(
    name="answer_return",
    version=1,
    title="补正申请",
    examples=("补正", "补正申请", "答复退回", "重新提交", "修改申请"),
    roles=APPLICANTS,
    slots=(),
    submit=_resume,
)
