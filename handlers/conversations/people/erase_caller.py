"""来电删除信息: somebody who is on no chat asks by telephone to be deleted; staff call the number back, and do it for them."""

from __future__ import annotations

import re

import language
from actions.access import require_fresh
from actions.people.erase_for import caller_with, changed_lately, erase_for_caller, why_not_yet
from actions.refusal import Refused
from handlers.conversations.people.privacy import GOES, PAPERS, WHEN, what_stays
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.masked_phone import masked_of
from handlers.message import Reply
from handlers.rendering.masking import mask_phone
from programme.roles import OFFICE
from storage.queries.people.profiles import profile
from storage.queries.people.speakers import by_person
from storage.queries.staff.find_people import PersonFound

_ASKS = re.compile(
    r"(?:来电|打电话|打来|电话里)[^。？?]{0,16}(?:删|注销|抹掉)|(?:替|帮)[^我，,。]{1,8}(?:删|注销)[^，,。]{0,4}(?:信息|资料|账号)"
)
_CALL_FIRST = "请先回拨登记的这个号码，核实是本人要删，再来办。"
NEW_NUMBER = "号码这几天刚换过，请再用别的办法核实是本人"
_NOT_YET = re.compile(r"还没|没有|没核|未")
_DONE = re.compile(r"回拨|核实|是本人|打过|确认过|核过")


def _asks(text: str) -> bool:
    return bool(_ASKS.search(text))


def _phone(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"phone": language.read_phone(text)})


def _no_caller(talk: ConversationContext, phone: str) -> str:
    """Why nobody is deleted by this number; said before anything else is asked."""
    try:
        found = caller_with(talk.work, talk.speaker, phone)
    except Refused as refusal:
        return refusal.text
    return why_not_yet(talk.work, found.id)


def _answers(talk: ConversationContext, values: Values) -> Options:
    return [("回拨过，是本人", True), ("还没回拨", False)]


def _answered(talk: ConversationContext, text: str) -> bool | None:
    return False if _NOT_YET.search(text) else True if _DONE.search(text) else None


def _not_called(talk: ConversationContext, called: bool) -> str:
    return "" if called else _CALL_FIRST


def _preview(talk: ConversationContext, values: Values) -> Values:
    """Whom, what goes, what stays and for how long; nothing before the number is one person's."""
    if not values.get("phone") or _no_caller(talk, values["phone"]):
        return {}
    found = caller_with(talk.work, talk.speaker, values["phone"])
    whom = by_person(talk.work, found.id)
    papers = PAPERS if found.is_expert else None
    return {
        "who": _who(talk, found)
        + (f"。{NEW_NUMBER}" if changed_lately(talk.work, found.id, talk.now) else ""),
        "goes": GOES,
        "stays": what_stays(talk.work, whom),
        "papers": papers,
        "when": WHEN,
    }


def _who(talk: ConversationContext, found: PersonFound) -> str:
    """With the number where nobody has confirmed whose it is: to have called it proves less."""
    what = found.enterprise or found.station or found.unit
    known = profile(talk.work, found.id)
    told = "" if known.phone_verified else masked_of(known)
    return " · ".join(part for part in (found.name or "未留姓名", what, told) if part)


def _closed(talk: ConversationContext, values: Values) -> str:
    """Whoever has to prove themselves again does so before somebody waits on the telephone."""
    try:
        require_fresh(talk.work, talk.speaker, talk.now)
    except Refused as refusal:
        return refusal.text
    return ""


def _erase(talk: ConversationContext, values: Values) -> Outcome:
    found = erase_for_caller(talk.work, talk.speaker, values["phone"], talk.now)
    who = found.name or "这位"
    return Outcome(Reply(f"记下了，{who}的信息今天之内删完，同意也一并撤回。这次办理已留痕。"))


ERASE_CALLER = Form(
    name="erase_caller",
    version=1,
    title="来电删除信息",
    examples=("来电删除信息", "有人打电话来要删信息", "来电人要求删除他的信息", "电话里要求注销账号"),
    sample="来电删除信息 13800000001",
    roles=OFFICE,
    card="替来电的人删除信息",
    irreversible=True,
    slots=(
        Slot(
            "phone",
            "登记的号码",
            ask="登记的手机号是？",
            read=reading.phone,
            show=mask_phone,
            check=_no_caller,
            hint="手机号是 11 位数字，再发一次好吗？",
        ),
        Slot(
            "called",
            "核实",
            ask="回拨过登记的这个号码、核实是本人了吗？",
            options=_answers,
            read=_answered,
            check=_not_called,
            show=lambda called: "已回拨，是本人" if called else "还没回拨",
            hint="请点一下有没有回拨过。",
        ),
        Slot("who", "谁", asked=False),
        Slot("goes", "删掉", asked=False, counted=True),
        Slot("stays", "留下", asked=False, counted=True),
        Slot("papers", "聘书、证明", asked=False, counted=True),
        Slot("when", "什么时候", asked=False, counted=True),
    ),
    read=_phone,
    infer=_preview,
    syntax=_asks,
    closed=_closed,
    deed=deed("删除", "删掉", "删", "注销", opposites=("留着", "留"), undone="好，不删，都留着。"),
    submit=_erase,
)
