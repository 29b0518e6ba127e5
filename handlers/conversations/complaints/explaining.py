"""说明情况: what a volunteer answers to what is said against them goes to the centre, and is neither a complaint nor an appeal."""

from __future__ import annotations

import re

from actions.complaints.cases import ask_office
from handlers.conversations.complaints.brought import text_slot
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Outcome
from handlers.engine.office import passed_on
from programme.roles import HOLDERS

ABOUT = "complaint.status"
_DENIES = re.compile(
    r"我(?:真的?|可|从来|从|根本|一分|绝对|们)*没(?:有)?(?:收|要|拿|乱|泄露|说|骂|推销).{0,6}(?:钱|费|红包|好处|块|秘密|出去|东西)"
    r"|(?:他|她|对方|企业|老板).{0,4}(?:硬塞|硬给|非要给|自己给|自愿给)|(?:钱|费用?).{0,4}(?:已经|早就|都|当天)?(?:退|还)(?:了|给)"
)
_EXPLAINS = re.compile(
    r"(?:想|要|能不能|可以|怎么|跟|给|向|和).{0,10}(?:解释|说明|澄清|说清楚).{0,8}(?:投诉|收费|这件?事|那件?事|情况)|(?:投诉|收费|收钱).{0,10}(?:解释|说明|澄清|冤枉)"
)


def _heeds(talk: ConversationContext, text: str) -> bool:
    """Only of holders: a firm that says so speaks of something else."""
    return bool(HOLDERS & talk.speaker.roles) and bool(_DENIES.search(text) or _EXPLAINS.search(text))


def _words(talk: ConversationContext, text: str) -> str | None:
    """What happened; only that one wants to explain is no explanation."""
    return reading.words(talk, text) if _DENIES.search(text) or not _EXPLAINS.search(text) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    told = values.get("text")
    if told and (_DENIES.search(text) or text.startswith(("就写", "还有", "补充"))):
        return {"text": f"{told}；{text}"}
    return {} if told else reading.as_values({"text": _words(talk, text)})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    said = f"{talk.speaker.name}（说明情况）：{values['text']}"
    number = ask_office(talk.work, talk.speaker, ABOUT, said, talk.home, talk.now)
    return Outcome(passed_on(number, "要问的话工作人员会找您。"))


EXPLAIN = Form(
    name="explain_oneself",
    version=1,
    title="说明情况",
    examples=("向服务中心说明情况", "我要说明情况", "我想解释一下"),
    akin=("complaint.file", "appeal.file", "service.return", "complaint.status"),
    roles=HOLDERS,
    card="说明情况，交给服务中心",
    slots=(text_slot("经过", "您说，我交给服务中心：什么时候、哪一家、怎么回事。", _words),),
    heeds=_heeds,
    adds="text",
    read=_read,
    deed=deed("说明", "交", undone="好，没有交上去。"),
    submit=_submit,
)
