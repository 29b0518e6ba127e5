"""Somebody came by a poster's code, a partner's link, after a payment: a greeting, and nothing else was said."""

from __future__ import annotations

from handlers.engine import links, next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Choice, Reply
from programme.roles import MEMBERS

NAME = "by_link"
HELLO = "您好，我是益企，帮小企业免费请专家。遇到什么难事？比如「想贷款买设备，没抵押」。"
WAYS = (
    next_steps.ASK_FOR_EXPERT,
    Choice("我是专家或工作站", tokens.start("i_am_expert")),
)


def _greet(talk: ConversationContext, values: Values) -> Outcome:
    """Whoever is in the middle of something hears no more than the question in hand."""
    if any(at["form"] not in (NAME, "consent") for at in talk.speaker.state.get("stack", ())):
        return Outcome(Reply("您好。"))
    if talk.speaker.roles & MEMBERS:
        return Outcome(Reply("您好，有什么事？", choices=(next_steps.CAN_DO,)))
    return Outcome(Reply(HELLO, choices=WAYS))


BY_LINK = Form(
    name=NAME,
    version=1,
    title="",
    slots=(),
    syntax=links.is_foreign,
    submit=_greet,
)
