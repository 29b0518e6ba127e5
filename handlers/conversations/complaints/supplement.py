"""补充投诉: what speaks of a complaint goes to the complaint, never to a need, whose expert may be the one complained of."""

from __future__ import annotations

import re

from actions.complaints.notices import CaseAdded
from actions.complaints.supplement import ADDED, add_to_case
from handlers.conversations.complaints.brought import KINDS
from handlers.conversations.complaints.my_cases import WHICH
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from programme.cases import UNDECIDED
from storage.queries.complaints.cases import get_case

_IT = r"(?:投诉|举报|申诉|异议)"
_MORE = (
    r"(?:补充|加一?[句条点]|再加|改[成为到一]|更正|写错|说错|记错|漏了|漏说|忘了说|忘说|应该是|不是.{1,8}是)"
)
_OF_IT = re.compile(
    rf"(?!.*(?:撤回|撤销|撤了|不投诉了))(?:.{{0,20}}{_IT}.{{0,16}}{_MORE}.{{0,200}}|.{{0,8}}{_MORE}.{{0,6}}{_IT}.{{0,200}})"
    rf"|.{{0,8}}(?:我)?(?:是|在)?说的?(?:是)?{_IT}(?:的|里的?).{{0,30}}",
    re.DOTALL,
)
_LEAD = re.compile(
    rf"^(?:(?:哦|那个|对了|刚才|刚刚|上次|上面|我|的|那个?|想|要|给|把|再|来)*{_IT}(?:里|中|上)?(?:的|那个|那件|那条)?|(?:我|想|要|再)*补充(?:一下|一点|一句)?{_IT})[，,：:\s]*(?:补充(?:一下|一句|一点)?[，,：:\s]*)?"
)
_ASKS = re.compile(r"[?？]|[吗么呢]$|怎么|几时|什么时候|能不能")
_DECIDES = re.compile(r"不?(?:成立|属实)")
"""What staff decide of one adds nothing to it."""
SHORTEST = 2
_CASE = OneOf(
    "case",
    "哪一件",
    "补充到哪一件？",
    WHICH.found,
    none="您没有在查的投诉。要投诉，说是哪位、什么事。",
    read=reading.number,
)


def _is_more(text: str) -> bool:
    return bool(_OF_IT.fullmatch(text.strip())) and not (_ASKS.search(text) or _DECIDES.search(text))


def _words(talk: ConversationContext, text: str) -> str | None:
    said = _LEAD.sub("", text.strip())
    return said if len(said) >= SHORTEST else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"text": None if "text" in values else _words(talk, text)})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    add_to_case(talk.work, talk.speaker, values["case"], values["text"], talk.now)
    case = get_case(talk.work, values["case"])
    return Outcome(
        Reply(
            f"已补充到 {case.id} 号{KINDS[case.kind]}，只有查的工作人员看得到。",
            choices=(Choice("看进展", tokens.start("my_cases")),),
        )
    )


ADD_TO_CASE = Form(
    name="add_to_case",
    version=1,
    title="补充投诉",
    examples=("补充投诉", "投诉补充一下", "投诉再加一句"),
    akin=("complaint.file", "need.change", "complaint.status"),
    card="补充到投诉",
    ref="case",
    slots=(
        _CASE.slot,
        Slot("text", "补充", ask="要补充什么？", read=_words, free=True),
    ),
    syntax=_is_more,
    read=_read,
    infer=_CASE.infer,
    needless=_CASE.needless,
    deed=deed("补充", "加", undone="好，没有补充，投诉还是原来的。"),
    submit=_submit,
)


def _added(talk: ConversationContext, told: CaseAdded) -> Reply | None:
    """To staff: the newest words alone, which they have not read yet."""
    case = get_case(talk.work, told.case)
    said = case.text.split(ADDED)
    if case.state not in UNDECIDED or len(said) <= told.count:
        return None
    return Reply(
        f"{case.id} 号{KINDS[case.kind]}有补充：“{said[told.count]}”。",
        choices=(Choice("看全部", tokens.start("see_case", "case", case.id)),),
    )


ADDED_TO = NoticeRenderer(CaseAdded, _added)
