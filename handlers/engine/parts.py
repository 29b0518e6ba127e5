"""One part of what was told is taken off, and the rest stands: «消防证那个不要了» of a problem that was told in several pieces."""

from __future__ import annotations

import re

from handlers.engine.answer import Answer, Fit
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form
from handlers.engine.moves import Add
from handlers.engine.state import FormState
from language.which_one import which

LEFT_OUT = "“{}”没写进去，别的还在。"
_BETWEEN = re.compile(r"[，,。；;]\s*")
_LED = re.compile(r"^(?:哦|噢|对了|还有|另外|就是|[，,\s])+")


def without(talk: ConversationContext, form: Form, at: FormState, what: str) -> Add | None:
    """What was told without the part of it that is called by these words; None where they call the first part, or all."""
    told = str(at.values[form.adds])
    parts = [one for one in _BETWEEN.split(told) if one]
    meant = which(what, dict(enumerate(parts)))
    if not meant or 0 in meant:
        return None
    slot, rest = form.slot(form.adds), "，".join(one for place, one in enumerate(parts) if place not in meant)
    if slot is None or slot.check(talk, rest):
        return None
    gone = "，".join(_LED.sub("", parts[place]) for place in meant)
    return Add(at.key, Answer({form.adds: rest}, fit=Fit.WHOLE, lead=LEFT_OUT.format(gone)))
