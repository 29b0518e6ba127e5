"""附近需求: an expert looks at open needs and takes one on unasked (S3.3)."""

from __future__ import annotations

from actions.offers.volunteer import open_needs_near, volunteer
from handlers.conversations.offers.contact import contact
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.masking import mask
from handlers.rendering.plain import shorten
from language import regions
from language.domains import label
from programme.roles import EXPERT

SHOWN = 5
NOTHING = "附近现在没有在等专家的需求。有合适的会推送给您。"


def _near(talk: ConversationContext) -> Reply:
    needs = open_needs_near(talk.work, talk.speaker)[:SHOWN]
    if not needs:
        return Reply(NOTHING)
    lines = [
        f"{need.id} 号{'（急）' if need.urgent else ''} {label(need.domain)} · {regions.name(need.region)}\n"
        f"　{shorten(mask(need.text, need.enterprise), 60)}"
        for need in needs
    ]
    choices = tuple(
        Choice(f"我来接 {need.id} 号", tokens.start("volunteer", "need", need.id)) for need in needs
    )
    return Reply("\n".join(["这些需求还在等人，愿意就接：", *lines]), choices=choices)


NEAR = Command(
    "open_needs",
    "附近需求",
    ("附近需求", "看需求", "有什么需求", "需求列表", "主动接单", "附近的需求"),
    _near,
    EXPERT,
)


def _options(talk: ConversationContext, values: Values) -> Options:
    return [
        (f"{need.id} 号 {label(need.domain)} · {regions.name(need.region)}", need.id)
        for need in open_needs_near(talk.work, talk.speaker)[:SHOWN]
    ]


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(contact(volunteer(talk.work, talk.speaker, values["need"], talk.rules, talk.now)))


VOLUNTEER = Form(
    name="volunteer",
    version=1,
    title="主动接单",
    examples=("我来接单", "我要接单", "报名接单"),
    roles=EXPERT,
    ref="need",
    slots=(
        Slot(
            "need", "需求", ask="接哪一条？", read=reading.number, options=_options, hint="请说需求的编号。"
        ),
    ),
    needless=lambda talk: "" if _options(talk, {}) else NOTHING,
    submit=_submit,
)
