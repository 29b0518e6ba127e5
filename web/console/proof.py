"""A code of the authenticator before what is risky, for whoever proved who they are more than ten minutes ago."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from actions.access import require_fresh
from actions.refusal import Refused as NotDone
from actions.staff.sign_in import prove
from handlers.engine.context import ConversationContext
from web.console.session import do

WRONG_CODE = "6 位数字不对，请看验证器上新的一组。"


def asks_code(talk: ConversationContext) -> bool:
    """Whether a code is to be asked for."""
    try:
        require_fresh(talk.work, talk.speaker, talk.now)
    except NotDone:
        return True
    return False


async def try_code(request: Request, fields: Mapping[str, str]) -> None:
    """Try what was typed, in a transaction of its own, so that a wrong one stays counted. Refused «wrong_code»."""
    digits = fields.get("code", "").strip()
    if digits and not await do(request, lambda talk: prove(talk.work, talk.speaker, digits, talk.now)):
        raise NotDone("wrong_code", WRONG_CODE)
