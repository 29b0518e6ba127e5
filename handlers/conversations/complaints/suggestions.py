"""建议: what anyone may suggest to the centre (S9.3)."""

from __future__ import annotations

import re

from actions.complaints.cases import suggest
from handlers.conversations.complaints.brought import (
    REGION,
    SHORTEST,
    own_place,
    text_slot,
    thanks,
)
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from programme.roles import APPLICANTS

_SUGGESTS = re.compile(r"^(我想|我要|想)?((提|有)[个条点]?(建议|意见)|建议[，,：: ])[，,：: ]?")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    told = _SUGGESTS.sub("", text)
    return {"text": told} if len(told) >= SHORTEST and "text" not in values else {}


def _suggest(talk: ConversationContext, values: Values) -> Outcome:
    return thanks("suggestion", suggest(talk.work, talk.speaker, values["text"], values["region"], talk.now))


SUGGEST = Form(
    name="suggest",
    version=1,
    title="提建议",
    examples=("建议", "提建议", "意见建议", "提意见"),
    roles=APPLICANTS,
    slots=(text_slot("建议", "请直接说您的建议。"), REGION),
    read=_read,
    infer=own_place,
    intent_score=lambda talk, text: 1.0 if _SUGGESTS.match(text) else 0.0,
    submit=_suggest,
)
