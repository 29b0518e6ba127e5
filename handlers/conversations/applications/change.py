"""改申请: papers added, a mistake put right, an application taken back; what was said decides, else it is asked."""

from __future__ import annotations

import re

from actions.applications.apply import REVIEWS, UNDER_WAY
from actions.complaints.cases import ask_office
from handlers.conversations.applications import applicant as applicants
from handlers.conversations.applications.answer_return import as_filed
from handlers.engine import next_steps
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.message import Reply
from programme.roles import APPLICANTS
from storage.queries.applications.filed import ApplicationFacts, applications_of

_WAYS = {
    "withdraw": re.compile(r"撤|不申请|不报|不想当|不想申请|放弃|算了|取消"),
    "correct": re.compile(r"错|改|更正|不对|应该是|换"),
    "papers": re.compile(r"补|材料|证|照片|拍照|上传|扫描|文件|表"),
}
"""What each way is told by; the first that fits is meant."""
_CAPTIONS = (("补材料", "papers"), ("改内容", "correct"), ("撤回申请", "withdraw"))
_MISTAKEN = re.compile(r"(?:写|填|弄|说|搞|打|报)?错了?[，,：:\s]*(?:应该|其实|要)?(?:是|为|改成|改为)?")


def _way(talk: ConversationContext, text: str) -> str | None:
    return next((way for way, words in _WAYS.items() if words.search(text)), None)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    way = _way(talk, text)
    return {"way": way, "said": text} if way else {}


def _options(talk: ConversationContext, values: Values) -> Options:
    return _CAPTIONS


def _under_way(talk: ConversationContext) -> list[ApplicationFacts]:
    return applications_of(talk.work, talk.speaker.person_id, UNDER_WAY)


def _change(talk: ConversationContext, values: Values) -> Outcome:
    own = _under_way(talk)
    if not own:
        apply = next_steps.APPLY_EXPERT
        return Outcome(Reply("您没有在办的申请，现在申请就行。", choices=(apply,)))
    if values["way"] == "withdraw":
        return Outcome(Reply(), then=("take_back", {}))
    if values["way"] == "papers" and any(one.state in REVIEWS for one in own):
        return Outcome(Reply(), then=("add_papers", {}))
    return _correct(talk, own[0], values.get("said", ""))


def _correct(talk: ConversationContext, one: ApplicationFacts, said: str) -> Outcome:
    """The form again with all that stands in it and what was said; once it is public, staff put it right."""
    if one.state == "publicity":
        text = f"{one.id} 号申请要更正：{said or '本人来说'}"
        number = ask_office(talk.work, talk.speaker, "application.change", text, one.region, talk.now)
        return Outcome(passed_on(number, "公示期间内容不能自己改。"))
    form = "apply_expert" if one.kind == "expert" else "apply_station"
    heard = applicants.read(one.kind, talk, _MISTAKEN.sub("是", said), {})
    lead = "别的还要改什么？" if heard else "要改什么？比如「单位改成湛江精工机械厂」。"
    returned = f"退回原因：{one.reason}\n" if one.state == "returned" else ""
    return Outcome(Reply(f"{returned}{lead}"), then=(form, as_filed(talk, one) | heard))


CHANGE = Form(
    name="change_application",
    version=1,
    title="改申请",
    serves=("application.change",),
    examples=("改申请", "修改我的申请", "申请写错了", "补交材料"),
    roles=APPLICANTS,
    slots=(
        Slot(
            "way",
            "改什么",
            ask="要补材料、改内容，还是撤回？",
            read=_way,
            options=_options,
            hint="请点一个。",
        ),
        Slot("said", "", hidden=True, asked=False),
    ),
    read=_read,
    submit=_change,
)
