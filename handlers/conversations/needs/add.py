"""补充需求: what was forgotten, or has changed, goes to the need that was posted, never becomes a second one."""

from __future__ import annotations

import re

from actions.needs.change import Addition, add_to_need
from handlers.conversations.needs.standing import RUNNING
from handlers.engine import next_steps, reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.own_needs import foreign, one_need
from handlers.message import Reply
from handlers.rendering.plain import show_form
from language.free_days import free_days
from language.inquiries import inquires
from language.withheld import without_papers
from programme.roles import NEWCOMERS
from storage.queries.needs import get_need, needs_of

_LEAD = re.compile(
    r"^(?:(?:对了|哦|那个|刚才)[，,：: ]*)*"
    r"(?:(?:我|还)?(?:要|想|再|来)?补充(?:一下|一点|一句|说明)?|再?(?:加|补)一?[句点]|(?:刚才|上面)?(?:那条)?(?:忘了?说|漏说)了?)[，,。：: ]*"
)
_OWN_PHONE = re.compile(
    r"^(?:麻烦|请|帮我|把|我要|我想|[，,\s])*(?:我的?)?(?:(?:改|换|更新)(?:一?下|个|成)?我?的?(?:手机|电话|联系方式)|(?:手机|电话)(?:号码?)?(?:换|改)(?:了|成|为))"
    r"(?!.*(?:需求|那条|里面)).*\d{11}"
)
_SHORTEST = 2
OF_A_COMPLAINT = re.compile(r"投诉|举报|告[他她]|申诉")
_IS_MORE = re.compile(r"补充|漏说|忘了?说|[那这上]一?[条个]需求|刚才|上面|改[成为到]|电话|手机")
"""Words that say of a text that it belongs to what was told."""
_is_foreign = foreign(RUNNING)
_NEED = one_need("补充到哪一条？", "您现在没有在办的需求。遇到什么问题了？", RUNNING)


def _words(talk: ConversationContext, text: str) -> str | None:
    """What is added, without «补充一下»; nothing that speaks of a complaint, since the need's expert reads it."""
    if OF_A_COMPLAINT.search(text):
        return None
    said = without_papers(_LEAD.sub("", text.strip()))
    return said if len(said) >= _SHORTEST else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    words = None if "words" in values else _words(talk, text)
    told = reading.need(talk, text)
    changed = {"phone": told.phone, "form": told.form}
    return reading.as_values({"need": _NEED.read(talk, text), "words": words} | changed)


_OF_ONESELF = re.compile(r"(?:把|我的?|本人)(?:我的?)?(?:名字|姓名|称呼)(?:改|换|写错|打错|登记错)")
_OF_A_MARK = re.compile(
    r"(?:刚才|刚刚|前面)?打(?:错了?|的).{0,16}(?:律师|会计师?|专家|老师|教授|[\u4e00-\u9fff]工)的|评分|打分|几分|[1-5一二三四五]分"
)
"""What is said of stars, or of oneself, adds nothing to a need."""


def _rather(talk: ConversationContext, text: str) -> str:
    """Another matter than those that are handed in is a need of its own, «还有我想贷款20万»; «改下手机 139…» is said of the person."""
    if _OWN_PHONE.match(text):
        return "human"
    if OF_A_COMPLAINT.search(text):
        return "complaint.file"
    if inquires(text) and not _IS_MORE.search(text):
        return "need.status"
    if _OF_ONESELF.search(text):
        return "human"
    if _OF_A_MARK.search(text):
        return "unclear"
    told = reading.need(talk, text)
    of_none = told.sure and told.domain != "other" and _is_foreign(talk, text)
    return "need.post" if of_none and not _IS_MORE.search(text) else ""


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    added = Addition(values["words"], values.get("phone"), values.get("form"))
    count = add_to_need(talk.work, talk.speaker, values["need"], added, talk.now)
    expert = get_need(talk.work, values["need"]).expert
    whom = told_to(talk, expert or f"在看的 {count} 位专家")
    text = f"已补充到 {values['need']} 号需求。{whom}"
    return Outcome(Reply(text, choices=(next_steps.NEED_STATUS,)))


def _tells_days(talk: ConversationContext, text: str) -> bool:
    """«我每周二下午有空», while nobody has the need yet: with somebody who has, it is of an appointment."""
    firm = talk.speaker.enterprise_id
    waits = bool(free_days(text)) and bool(needs_of(talk.work, firm, ("open", "unanswered")))
    return waits and not needs_of(talk.work, firm, ("accepted",))


ADD = Form(
    name="add_to_need",
    version=1,
    title="补充需求",
    serves=("need.change",),
    akin=("profile.change", "need.post", "need.status"),
    examples=(
        "补充需求",
        "补充一下",
        "我要补充",
        "再加一句",
        "修改需求",
        "那条需求改成线上吧",
        "需求里的电话改一下",
    ),
    roles=NEWCOMERS,
    heeds=_tells_days,
    card="补充到需求",
    sample="我们主要出口越南和泰国",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "words",
            "补充",
            ask="要补充什么？",
            read=_words,
            free=True,
        ),
        Slot("phone", "新电话", asked=False, read=reading.phone, hint="手机号是 11 位数字，再发一次好吗？"),
        Slot("form", "方式", asked=False, read=reading.form, show=show_form, options=reading.form_options),
    ),
    read=_read,
    rather=_rather,
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)
