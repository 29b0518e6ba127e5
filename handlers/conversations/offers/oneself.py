"""我的情况: what an expert says of themselves besides their skill, for good: «我会讲粤语，周末有空»."""

from __future__ import annotations

from actions.offers.speciality import describe_oneself
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from language import traits
from programme.roles import EXPERT

NOTHING = "好，以后不这样说了。"


def _words(talk: ConversationContext, text: str) -> str | None:
    return text if traits.said(text) else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    known = describe_oneself(talk.work, talk.speaker, values["words"], talk.now)
    told = f"记下了：{traits.labels(known)}。企业有这样的希望，会先想到您。" if known else NOTHING
    return Outcome(Reply(told))


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"words": _words(talk, text)})


ONESELF = Form(
    name="oneself",
    version=1,
    title="我的情况",
    serves=("profile.change",),
    examples=("我的情况", "我会讲粤语", "我会讲粤语，周末有空", "我平时只有周末有空"),
    syntax=traits.says_of_oneself,
    roles=EXPERT,
    sample="我会讲粤语，周末有空",
    slots=(
        Slot(
            "words",
            "情况",
            ask="会讲什么话、什么时候方便？比如「我会讲粤语，周末有空」。",
            read=_words,
            hint="没听懂。比如「我会讲粤语，周末有空」。",
        ),
    ),
    read=_read,
    submit=_submit,
)
