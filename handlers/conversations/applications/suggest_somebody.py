"""推荐别人: somebody names a person or a body who would be good; staff get in touch, the one named applies."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.office import passed_on
from programme.roles import APPLICANTS

SHORTEST = 6
"""Characters of which it can be made out who is meant."""


def _told(talk: ConversationContext, text: str) -> str | None:
    return text if len(text) >= SHORTEST else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return {} if "text" in values else reading.as_values({"text": _told(talk, text)})


def _suggest(talk: ConversationContext, values: Values) -> Outcome:
    number = ask_office(talk.work, talk.speaker, "recommend", values["text"], talk.home, talk.now)
    return Outcome(passed_on(number, "也可以请本人来这里说「申请专家」，本人同意才算数。"))


SUGGEST_SOMEBODY = Form(
    name="suggest_somebody",
    version=1,
    title="推荐别人",
    serves=("recommend",),
    examples=("推荐别人", "推荐一个人", "我想推荐一个人"),
    roles=APPLICANTS,
    slots=(
        Slot(
            "text",
            "推荐谁",
            ask="推荐谁？说说姓名、单位、擅长什么。",
            read=_told,
            free=True,
            hint="请多说几个字，比如「推荐精工厂的刘工，做模具二十年」。",
        ),
    ),
    read=_read,
    submit=_suggest,
)
