"""A card that came back: it says by name what is to be done, since a 确认 may have been meant for what was before it."""

from __future__ import annotations

import re

from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form
from handlers.engine.returning import called
from handlers.engine.state import FormState

GIVES_UP = "取消"
_LED = r"(?:那|就|对|好的?|行|嗯|是的?|确认|现在|马上|[，,\s])*"
_TAIL = r"(?:出去|掉|[了吧啊一下它他她])*[。！!]*"


def asked_anew(talk: ConversationContext, form: Form, at: FormState) -> Catch | None:
    """The question of a card that came back and reaches others; None where a plain 确认 will do."""
    if not (at.anew and form.reaches_others):
        return None
    verb = "发" if form.sends else "办"
    what = form.anew(talk, at.values) or f"「{called(talk, form, at)}」还没{verb}"
    verbs = (verb, *form.deed(talk, at.values).verbs)
    return Catch(
        f"{what}，现在{verb}吗？", GIVES_UP, f"现在{verb}", read=lambda text: _names_the_deed(text, verbs)
    )


def _names_the_deed(text: str, verbs: tuple[str, ...]) -> bool | None:
    named = "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))
    return True if re.fullmatch(rf"{_LED}(?:{named}){_TAIL}", text.strip()) else None
