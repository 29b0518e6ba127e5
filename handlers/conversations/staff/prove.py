"""验证 123456: whoever sits there has the colleague's authenticator; then what is risky can be done."""

from __future__ import annotations

import re

from actions.staff.sign_in import prove
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from programme.roles import OFFICE

CODE = re.compile(r"\s*(?:验证|验证码|动态码)\s*[:：]?\s*(\d{6})\s*")
PROVED = "是您本人，10 分钟内不再问。刚才那一步请再办一次。"
WRONG = "数字不对，或已经换了一组，请看着验证器再发一次。"
NO_DIGITS = "请把验证器上的 6 位数字一起发来，像「验证 123456」。"


def _is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


def _prove(talk: ConversationContext) -> Reply:
    found = CODE.fullmatch(talk.said)
    if not found:
        return Reply(NO_DIGITS)
    return Reply(PROVED if prove(talk.work, talk.speaker, found[1], talk.now) else WRONG)


PROVE = Command(
    "prove",
    "验证身份",
    ("验证 123456", "动态码 123456"),
    _prove,
    OFFICE,
    syntax=_is_code,
)
