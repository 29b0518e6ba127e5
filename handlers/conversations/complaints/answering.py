"""答复: staff answer what somebody has asked the centre for; in a talk, line by line."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.complaints.cases import open_cases
from actions.complaints.handover import answer_request, close_request, end_talk
from handlers.engine import reading, tokens
from handlers.engine.chats import END_CHAT
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import button
from handlers.engine.delivered import relayed
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.cases import OPEN_REQUESTS
from programme.roles import OFFICE
from storage.queries.complaints.cases import CaseFacts, get_case
from storage.queries.offers.chats import chat_in

_LED = re.compile(
    r"(?:请)?(?:答复|回复)\s*第?(?P<number>\d{1,9})\s*号?(?:事项)?[\s，,：:]*(?P<words>.*)", re.DOTALL
)
_ENDS = re.compile(r"结束(?:对话|聊天|了)?\s*(?:第?(?P<number>\d{1,9})\s*号?(?:事项)?)?[。.！!]*")
_STOPS = re.compile(r"(?:不对|等等|等一?下|慢着|先|[，,\s])*(?:先?别发|不要发|别转|不发了?|先别)")
HELD = "没有转告。不办就说「取消」。"
NONE = "现在没有等您答复的事项。"


def to_answer(case_id: int) -> tuple[Choice, ...]:
    """What staff may do with a request that they are told of."""
    answer = Choice("答复", tokens.start("answer_request", "case", case_id))
    return answer, button("close_request", case_id, f"{case_id} 号办好了")


def answered(talk: ConversationContext, case_id: int, text: str) -> str:
    """Do it, and say what follows."""
    takes_over = answer_request(talk.work, talk.speaker, case_id, text, talk.now)
    name = get_case(talk.work, case_id).person or "对方"
    return f"{relayed(talk, name)}。" + ("往后说的都转给您，谈完说「结束」。" if takes_over else "")


def gist(case: CaseFacts) -> str:
    """What a request is about, in a few words; of a call for staff, the most that the person said."""
    lines = case.text.split("\n")
    own = [
        said for line in lines for name, _, said in [line.partition("：")] if name == (case.person or "访客")
    ]
    return shorten(max(own, key=len, default=lines[0]), 14)


def _open(talk: ConversationContext) -> Options:
    return [
        (f"{case.id} 号 {case.person or '访客'}：{gist(case)}", case.id)
        for case in open_cases(talk.work, talk.speaker, "request", *OPEN_REQUESTS)
    ]


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«答复 12 章盖好了»: which one, and the answer as it was written."""
    led = _LED.match(text)
    number = int(led["number"]) if led else 0
    if led is None or number not in [case for _, case in talk.once(_open)]:
        return {}
    return {"case": number} | ({"text": led["words"].strip()} if led["words"].strip() else {})


def _is_to_pass_on(talk: ConversationContext, text: str) -> str:
    """What is wrong with words that stop the bot: «不对 先别发 加一句…» is for nobody else's eyes."""
    return HELD if _STOPS.match(text.strip()) else ""


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(Reply(answered(talk, values["case"], values["text"]), choices=to_answer(values["case"])))


WHICH = OneOf("case", "事项", "答复哪一件？", _open, NONE)
ANSWER = Form(
    name="answer_request",
    version=1,
    title="答复",
    examples=("答复事项", "回复事项"),
    roles=OFFICE,
    ref="case",
    slots=(
        WHICH.slot,
        Slot(
            "text",
            "答复",
            ask="您说，我转告对方。",
            read=reading.words,
            check=_is_to_pass_on,
            free=True,
            verbatim=True,
        ),
    ),
    read=_read,
    syntax=lambda text: _LED.match(text) is not None,
    infer=WHICH.infer,
    needless=WHICH.needless,
    submit=_submit,
    stale_after=timedelta(hours=2),
)


def _read_end(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _ENDS.fullmatch(text.strip())
    return {"case": int(found["number"])} if found and found["number"] else {}


def _end(talk: ConversationContext, values: Values) -> Outcome:
    if "case" in values and "staff" in talk.speaker.roles:
        close_request(talk.work, talk.speaker, values["case"], talk.now)
        return Outcome(Reply(f"{values['case']} 号事项结束了。"))
    if end_talk(talk.work, talk.speaker, talk.now):
        return Outcome(Reply("好的。"))
    if chat_in(talk.work, talk.speaker.person_id, talk.speaker.expert_id, talk.now):
        return Outcome(Reply(), then=(END_CHAT, {}))
    if "staff" in talk.speaker.roles:
        return Outcome(Reply("要结束哪一件？比如「结束 12」。"))
    return Outcome(Reply("现在没有在谈的。"))


END_TALK = Form(
    name="end_talk",
    version=1,
    title="结束对话",
    examples=("结束对话", "结束聊天"),
    slots=(Slot("case", "事项", asked=False, hidden=True),),
    read=_read_end,
    syntax=lambda text: _ENDS.fullmatch(text.strip()) is not None,
    submit=_end,
    consent=False,
)
