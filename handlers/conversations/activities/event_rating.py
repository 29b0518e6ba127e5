"""活动打分: who was there says with one tap how it was (S7.1, S10.3)."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.activities.door import rate_event
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from storage.queries.activities.events import EventFacts, attended_events, event

STARS = (("5 很有用", 5), ("4 不错", 4), ("3 一般", 3), ("2 不太行", 2), ("1 没用", 1))
LONG_AGO = timedelta(days=30)
GOOD = 4
NONE_TO_RATE = "现在没有等您打分的活动。"
_STARS = re.compile(r"[1-5１-５一二两三四五]|满分|有用|不错|一般|不太行|很好|挺好|不好")
_ABOUT = re.compile(r"(?:活动|沙龙|讲座|义诊|课)")


def _attended(talk: ConversationContext) -> list[EventFacts]:
    return attended_events(talk.work, talk.speaker.person_id, talk.today - LONG_AGO)


def _options(talk: ConversationContext) -> Options:
    return [(one.title, one.id) for one in talk.once(_attended)]


_EVENT = OneOf("event", "活动", "给哪一场打分？", _options, none=NONE_TO_RATE)


def _stars(talk: ConversationContext, text: str) -> int | None:
    """A greeting or a word of assent is no star."""
    return reading.stars(talk, text) if _STARS.search(text) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    named = [one.id for one in talk.once(_attended) if one.title in text]
    return reading.as_values(
        {
            "event": named[0] if named else None,
            "stars": _stars(talk, text) if _ABOUT.search(text) else None,
        }
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    rate_event(talk.work, talk.speaker, values["event"], values["stars"], talk.now)
    one = event(talk.work, values["event"])
    thanks = "谢谢您。" if values["stars"] >= GOOD else "谢谢您直说，主办方会看到总的分数。"
    return Outcome(Reply(f"已记录：「{one.title if one else ''}」{values['stars']} 分。{thanks}"))


RATE_EVENT = Form(
    name="rate_event",
    version=1,
    title="活动打分",
    examples=("给活动打分", "活动打分", "沙龙打分"),
    ref="event",
    slots=(
        _EVENT.slot,
        Slot(
            "stars",
            "打分",
            ask="办得怎么样？5 分最好。",
            read=_stars,
            options=lambda talk, values: STARS,
            hint="几分？说 1 到 5。",
        ),
    ),
    read=_read,
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_submit,
)
