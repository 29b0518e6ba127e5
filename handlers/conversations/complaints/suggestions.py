"""建议: what anyone may suggest to the centre, or praise (S9.3)."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.complaints.cases import suggest
from handlers.conversations.complaints.brought import REGION, SHORTEST, own_place, text_slot
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.engine.kinds import asks
from handlers.message import Reply

_SUGGESTS = re.compile(r"^(我想|我要|想)?((提|有)[个条点]?(小?建议|意见)|建议[，,：: ])[，,：: ]?")
_WISHES = re.compile(
    r"希望|建议|最好|能不能|可不可以|可否|能否|多[办搞开请推招来安组派]|[搞办开]多|少[了点一发催打]|别[老总再一]|不要[老总再]|唔好|应该|提前|太[慢少多晚麻难远贵]|下[回次]|以后"
)
"""How somebody says what should be otherwise, be it as a question."""
_NO_WISH = re.compile(r"投诉|申诉|举报|人工|我的(?:资料|信息|数据)")
_PRAISES = re.compile(r"感谢|点赞|表扬|真好|很好|太好了|不错|帮了大忙|周到|贴心|满意")
_ASKS = re.compile(r"建议|希望|能不能|可不可以|最好|要是|应该|但是|不过|就是")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    told = _SUGGESTS.sub("", text)
    told = told if _words(talk, told) else ""
    return {"text": told} if len(told) >= SHORTEST and "text" not in values else {}


def _words(talk: ConversationContext, text: str) -> str | None:
    """The suggestion; a question that wishes for nothing is none."""
    return None if asks(text) and not _is_a_wish(text) else text


def _is_a_wish(text: str) -> bool:
    return _WISHES.search(text) is not None and not _NO_WISH.search(text)


def _suggest(talk: ConversationContext, values: Values) -> Outcome:
    number = suggest(talk.work, talk.speaker, values["text"], values["region"], talk.now)
    if _PRAISES.search(values["text"]) and not _ASKS.search(values["text"]):
        return Outcome(Reply("谢谢您，这句话服务中心会看到。"))
    return Outcome(Reply(f"已提交：{number} 号建议，交给当地服务中心了。谢谢您想着大家。"))


SUGGEST = Form(
    name="suggest",
    version=1,
    title="提建议",
    serves=("suggestion",),
    examples=("建议", "提建议", "意见建议", "提意见"),
    slots=(replace(text_slot("建议", "您的建议是？", _words), free=False, surely=_is_a_wish), REGION),
    adds="text",
    read=_read,
    infer=own_place,
    submit=_suggest,
)
