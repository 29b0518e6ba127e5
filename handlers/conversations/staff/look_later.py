"""某日再看: a line is out of the lists until a day, by its button or by «12 号需求下周一再看»."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.staff.put_off import PLACES, put_off
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.moments import day
from programme.roles import OFFICE

_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号(?=需求)")
_LATER = re.compile(r"再看|再说|再办|先放|放一放|放到|搁到")
_SPANS = (("明天", 1), ("三天后", 3), ("一周后", 7), ("一个月后", 30))


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    number = _NUMBER.search(text)
    rest = _NUMBER.sub("", text)
    found = {"subject": int(number[1]), "what": "need"} if number else {}
    return reading.as_values(found | {"until": reading.a_day_ahead(talk, rest)})


def _days(talk: ConversationContext, values: Values) -> Options:
    return [(text, (talk.today + timedelta(days=days)).isoformat()) for text, days in _SPANS]


def _ahead(talk: ConversationContext, value: str) -> str:
    return "" if date.fromisoformat(value) > talk.today else "哪天？要以后的日子，比如「下周一」。"


def _put_off(talk: ConversationContext, values: Values) -> Outcome:
    until = date.fromisoformat(values["until"])
    put_off(talk.work, talk.speaker, values["what"], values["subject"], until, talk.now)
    return Outcome(Reply(f"好的，{day(until, talk.today)}再列给您，之前待办和日报里都没有这一件。"))


LOOK_LATER = Form(
    name="look_later",
    version=1,
    title="某日再看",
    roles=OFFICE,
    ref="subject",
    given=("subject", "what"),
    slots=(
        Slot("subject", "", hidden=True, ask="从待办里点一下。"),
        Slot(
            "what", "", hidden=True, asked=False, options=lambda talk, values: [(one, one) for one in PLACES]
        ),
        Slot(
            "until",
            "哪天",
            ask="哪天再看？",
            options=_days,
            read=reading.a_day_ahead,
            check=_ahead,
            hint="哪一天？比如「下周一」。",
        ),
    ),
    read=_read,
    syntax=lambda text: bool(_NUMBER.search(text) and _LATER.search(text)),
    submit=_put_off,
)
