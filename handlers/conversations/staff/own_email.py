"""我的邮箱: where a member of staff has the digests sent by e-mail, read back before it is kept; or nowhere any more."""

from __future__ import annotations

import re

from actions.staff.members import set_own_email
from documents.rosters.words import email
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import OFFICE

NOWHERE = "不发邮件"
_ENDS = re.compile(r"(?:别|不要|不用|停|取消|去掉|删掉)[^，,。]{0,6}(?:邮件|邮箱)")
_MINE = re.compile(
    r"我的邮箱|(?:日报|周报)[^，,。]{0,6}(?:发|寄)[到去给]?[^，,。]{0,4}(?:邮箱|[\w.+-]+@)|换(?:个)?邮箱|(?:日报|周报)[^，,。]{0,6}邮件"
)


def _asks(text: str) -> bool:
    return bool(_MINE.search(text))


def _address(talk: ConversationContext, text: str) -> str | None:
    return NOWHERE if _ENDS.search(text) else email(text, alone=False)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"address": _address(talk, text)})


def _keep(talk: ConversationContext, values: Values) -> Outcome:
    address = None if values["address"] == NOWHERE else values["address"]
    set_own_email(talk.work, talk.speaker, address, talk.now)
    if address is None:
        return Outcome(Reply("邮箱去掉了，日报只在这里发。"))
    later = "" if talk.rules.written.by_email else "这里还没有设邮件，设好以后就发。"
    return Outcome(Reply(f"记下了，您的日报也发到 {address}。{later}不要了就说「日报不要发邮件」。"))


OWN_EMAIL = Form(
    name="own_email",
    version=1,
    title="我的邮箱",
    examples=("我的邮箱", "日报发到我邮箱", "日报发邮件给我", "换个邮箱收日报", "日报不要发邮件"),
    sample="我的邮箱 zhao@example.cn",
    syntax=_asks,
    roles=OFFICE,
    card="收日报的邮箱",
    slots=(
        Slot(
            "address",
            "邮箱",
            ask="发到哪个邮箱？",
            read=_address,
            hint="邮箱要像 name@example.cn；不要发了就说「日报不要发邮件」。",
        ),
    ),
    read=_read,
    deed=deed("记", "登记", "改", "换", undone="好，邮箱不动。"),
    submit=_keep,
)
