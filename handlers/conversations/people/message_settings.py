"""消息设置: fewer messages, other hours. What holds for everybody is said; what is wished besides goes to the office."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.complaints.cases import ask_office
from actions.people.reminded import set_reminded
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.message import Choice, Reply
from language.inquiries import inquires
from programme.delivery import QUIET_FROM, QUIET_TO
from programme.roles import APPLICANTS

_NIGHT = re.compile(r"晚上|夜里|半夜|深夜|大清早|一大早|睡")
_LESS = re.compile(
    r"少|别|不要|不想|不用|停|关|退订|取消|烦|太多|老是|总是|次|周末|午休|中午|上班|几点|点[前后以]"
)
_WHEN = re.compile(
    r"周|星期|礼拜|[中下上]午|午[休睡]|早上|点[前后以到半钟]|月底|月初|每月|活动|短信|微信|电话|周报|打分|课程"
)
"""What is wished is more than «less»: the office looks at it."""
_NAMED = {
    "usual": re.compile(r"照常|照旧|恢复(?:提醒|正常)|跟?以前一样"),
    "quarterly": re.compile(r"[每一]个?季度?(?:发|提醒|说)?(?:[一1][次条回])?"),
    "must": re.compile(
        r"(?:只|必须|一定|非)(?:发|要|说|提醒)?.{0,4}(?:必须|一定|非)?(?:要|得)?知道|重要的|要紧的"
    ),
}
_AS_EVER = re.compile(r"(?:恢复)?提醒(?:照常|照旧)|恢复提醒")
"""Who says no more than this wishes to be reminded again."""
SHORTEST = 6
"""Characters in which a wish can be told."""
NIGHT = f"{QUIET_FROM.hour}:00 到 {QUIET_TO.hour}:00 本来就不发，只有急事例外；提醒一天最多一次，攒在一起说。"
CHOICES = (("照常", "usual"), ("每季一次", "quarterly"), ("只发必须知道的", "must"))
KEPT: Mapping[str, str] = {
    "usual": "提醒照常，一周最多两次",
    "quarterly": "提醒一季最多一次，限期前和到期的事另说",
    "must": "只发必须知道的：任期到期、要交的材料、限期前的提醒",
}


def _options(talk: ConversationContext, values: Values) -> Options:
    return CHOICES


def _named(text: str) -> str:
    """The choice that a text names; empty where it names none."""
    return next((wish for wish, words in _NAMED.items() if words.search(text)), "")


_OF_MESSAGES = re.compile(r"[发推收吵响]|提醒|消息|通知|短信|打扰|打电话|烦|少|别|停|关")
"""A wish speaks of messages; whatever else is said there is none."""


def _wish(talk: ConversationContext, text: str) -> str | None:
    if (_NIGHT.search(text) or _WHEN.search(text)) and _OF_MESSAGES.search(text) and not inquires(text):
        return text
    return _named(text) or None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """What is told of hours and kinds; «less» alone is asked how much less."""
    if "wish" in values:
        return {}
    if named := _named(text):
        return {"wish": named}
    told = _NIGHT.search(text) or _WHEN.search(text)
    return {"wish": text} if told and _OF_MESSAGES.search(text) and len(text) >= SHORTEST else {}


def _set(talk: ConversationContext, values: Values) -> Outcome:
    offers = (Choice("接单设置", tokens.start("availability")),) if talk.speaker.expert_id else ()
    if _NIGHT.search(values["wish"]):
        return Outcome(Reply(NIGHT, choices=(_MORE, *offers)))
    if values["wish"] in KEPT:
        set_reminded(talk.work, talk.speaker, values["wish"], talk.now)
        return Outcome(
            Reply(f"已修改：{KEPT[values['wish']]}。您问的和急事照常答。", choices=(_AGAIN, *offers))
        )
    number = ask_office(talk.work, talk.speaker, "notices.set", values["wish"], talk.home, talk.now)
    reply = passed_on(number, "改好以前还会照常发，提醒一天最多一次。")
    return Outcome(Reply(reply.text, choices=(*reply.choices, *offers)))


_MORE = Choice("还想少一些", tokens.start("message_settings"))
_AGAIN = Choice("再改", tokens.start("message_settings"))

MESSAGE_SETTINGS = Form(
    name="message_settings",
    version=1,
    title="消息设置",
    serves=("notices.set",),
    examples=("消息设置", "提醒设置", "别老提醒我", "少提醒我", "提醒太多了", "退订", "取消提醒"),
    syntax=lambda text: _AS_EVER.fullmatch(text.strip()) is not None,
    roles=APPLICANTS,
    slots=(
        Slot(
            "wish",
            "想怎么改",
            ask="提醒发多少合适？",
            read=_wish,
            options=_options,
            hint="点一个，或者说，比如「周末别发」。",
        ),
    ),
    read=_read,
    submit=_set,
)
