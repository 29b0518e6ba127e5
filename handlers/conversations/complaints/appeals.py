"""申诉: somebody contests a warning, a rating, a refusal or another decision about themselves."""

from __future__ import annotations

import re

from actions.complaints.appeals import contest
from actions.complaints.hearing import is_heard
from handlers.conversations.complaints.brought import NOBODY_YET, REGION, brought, own_place, text_slot
from handlers.conversations.complaints.telling import account
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from language.hardship import hardship
from storage.queries.applications.filed import application
from storage.queries.complaints.cases import get_case
from storage.queries.complaints.contestable import Contestable, decisions_about

NAMES = {
    "warning": "警告",
    "suspended": "暂停资格",
    "revoked": "取消资格",
    "renewal": "没有续聘",
    "refused": "{id} 号申请没有通过",
    "returned": "{id} 号申请被退回",
    "rating": "{id} 号需求的评分",
    "struck": "{id} 号日记被划掉",
    "complaint": "查实了的投诉",
}
_MEANT = {
    "warning": re.compile(r"警告"),
    "suspended": re.compile(r"暂停"),
    "revoked": re.compile(r"取消|撤销"),
    "renewal": re.compile(r"续聘|顺延"),
    "refused": re.compile(r"没通过|没过|不通过|不予|拒绝|申请|审核"),
    "returned": re.compile(r"退回|退件|补正"),
    "struck": re.compile(r"日记|划掉|不算数"),
    "complaint": re.compile(r"投诉|举报|查实|有人告"),
    "rating": re.compile(r"评分|评价|打分|满意度|[一二两三四1-4]\s*[颗个]?[星分]|差评"),
}
OTHER = "other"
_APPEALS = re.compile(
    r"(?:^|[，,。！!；;\s])(?:我们?|本人|我们站|本站)?(?:要|想|得)(?:提)?申诉(?!.{0,6}(?:[吗呢?？]|怎么|进展|结果))"
)


def name_of(key: str) -> str:
    """What is contested, in words."""
    decision = Contestable.read(key)
    return NAMES[decision.kind].format(id=decision.id)


def _found(talk: ConversationContext) -> list[Contestable]:
    return decisions_about(talk.work, talk.speaker)


def _decisions(talk: ConversationContext, values: Values) -> Options:
    own = [(name_of(str(one)), str(one)) for one in talk.once(_found)]
    return [*own, ("别的事", OTHER)] if own else []


def _meant(talk: ConversationContext, text: str) -> str | None:
    """The decision that a text names, where it can be one alone."""
    own = [str(one) for one in talk.once(_found) if _MEANT[one.kind].search(text)]
    return own[0] if len(own) == 1 else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    told = None if "text" in values else account(talk, text)
    return reading.as_values({"decision": _meant(talk, text), "text": told})


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The one decision that there is, unless the words are about a rating; and the place of the application where the
    person has none of their own."""
    own = talk.once(_found)
    another = len(own) == 1 and own[0].kind != "rating" and _MEANT["rating"].search(values.get("text", ""))
    known = {"decision": str(own[0])} if len(own) == 1 and not another else {}
    return known | (own_place(talk, values) or _place(talk, values.get("decision") or known.get("decision")))


def _place(talk: ConversationContext, key: str | None) -> Values:
    decision = Contestable.read(key) if key and key != OTHER else None
    filed = decision and decision.kind in ("refused", "returned")
    one = application(talk.work, decision.id) if decision and filed else None
    return {"region": one.region} if one else {}


def _appeal(talk: ConversationContext, values: Values) -> Outcome:
    key = values.get("decision", OTHER)
    decision = None if key == OTHER else key
    number = contest(talk.work, talk.speaker, decision, values["text"], values["region"], talk.now)
    heard = is_heard(talk.work, get_case(talk.work, number))
    who = "由没有经办这件事的工作人员来看" if heard else NOBODY_YET
    kind = "您先顾好身体。" if hardship(values["text"]) == "ill" else ""
    return brought("appeal", number, f"{who}，原决定先不变", kind)


APPEAL = Form(
    name="appeal",
    version=1,
    title="申诉",
    serves=("appeal.file",),
    akin=("availability.set",),  # «我住院做手术» is why
    examples=("申诉", "我要申诉", "我不服"),
    syntax=lambda text: _APPEALS.search(text) is not None,
    card="申诉",
    slots=(
        Slot(
            "decision",
            "对什么",
            ask="对哪个决定有意见？",
            read=_meant,
            options=_decisions,
            when=lambda talk, values: bool(talk.once(_found)),
            counted=True,
            hint="点一下是哪个决定。",
        ),
        text_slot("理由", "请您说说情况，为什么不该这样定？", account),
        REGION,
    ),
    adds="text",
    read=_read,
    infer=_infer,
    submit=_appeal,
)
