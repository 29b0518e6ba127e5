"""消息设置: fewer messages, other hours. What holds for everybody is said; what is wished besides goes to the office."""

from __future__ import annotations

import re

from actions.complaints.cases import ask_office
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.message import Choice, Reply
from programme.delivery import QUIET_FROM, QUIET_TO
from programme.roles import APPLICANTS

_NIGHT = re.compile(r"晚上|夜里|半夜|深夜|大清早|一大早|睡")
_LESS = re.compile(r"少|别|不要|不想|停|烦|太多|老是|总是|次|周末|午休|中午|上班|几点|点[前后以]")
SHORTEST = 6
"""Characters in which a wish can be told."""
NIGHT = f"{QUIET_FROM.hour}:00 到 {QUIET_TO.hour}:00 本来就不发，只有急事例外；提醒一天最多一次，攒在一起说。"


def _options(talk: ConversationContext, values: Values) -> Options:
    return (("少提醒一些", "少提醒一些"), ("晚上别发", "晚上别发"), ("都别发", "都别发"))


def _wish(talk: ConversationContext, text: str) -> str | None:
    return text if _NIGHT.search(text) or _LESS.search(text) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    told = len(text) >= SHORTEST and "wish" not in values
    return {"wish": text} if told else {}


def _set(talk: ConversationContext, values: Values) -> Outcome:
    offers = (Choice("接单设置", tokens.start("availability")),) if talk.speaker.expert_id else ()
    if _NIGHT.search(values["wish"]):
        return Outcome(Reply(NIGHT, choices=(_MORE, *offers)))
    number = ask_office(talk.work, talk.speaker, "notices.set", values["wish"], talk.home, talk.now)
    reply = passed_on(number, "改好以前还会照常发，提醒一天最多一次。")
    return Outcome(Reply(reply.text, choices=(*reply.choices, *offers)))


_MORE = Choice("还想少一些", tokens.start("message_settings"))

MESSAGE_SETTINGS = Form(
    name="message_settings",
    version=1,
    title="消息设置",
    serves=("notices.set",),
    examples=("消息设置", "提醒设置", "别老提醒我", "少提醒我"),
    roles=APPLICANTS,
    slots=(
        Slot(
            "wish",
            "想怎么改",
            ask="想怎么改？",
            read=_wish,
            options=_options,
            hint="请点一个，或者直接说，比如「每周一次就行」。",
        ),
    ),
    read=_read,
    submit=_set,
)
