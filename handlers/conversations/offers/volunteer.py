"""附近需求: an expert looks at open needs and takes one on unasked (S3.3)."""

from __future__ import annotations

import re
from collections import Counter

from actions.offers.volunteer import open_needs_around, open_needs_near, volunteer
from handlers.conversations.offers.contact import contact
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.first_training import training_first
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.masking import discreet
from handlers.rendering.plain import shorten, show_region
from language import regions
from language.domains import label
from programme.roles import EXPERT, HOLDERS
from storage.queries.needs import NeedFacts
from storage.queries.offers.asked import OfferFacts, pending_offers

SHOWN = 5
NOTHING = "附近现在没有在等专家的需求。"


def _near(talk: ConversationContext) -> Reply:
    return _to_take(talk) if talk.speaker.expert_id is not None else _around(talk)


def _to_take(talk: ConversationContext) -> Reply:
    """What waits for an answer of this expert, then what anybody may take."""
    if first := training_first(talk):
        return first
    asked = pending_offers(talk.work, talk.speaker.expert_id)
    needs = _fitting(talk, {offer.need_id for offer in asked})[:SHOWN]
    if not asked and not needs:
        return Reply(NOTHING)
    lines = [*(["请您看的，还没答复："] if asked else []), *(_offer_line(offer) for offer in asked)]
    lines += [*(["这些需求还在等人，愿意就接："] if needs else []), *(_line(need) for need in needs)]
    choices = [
        Choice(f"接 {one.need_id} 号", tokens.prompt("offer", one.id, "answer", "accept")) for one in asked
    ]
    choices += [Choice(f"我来接 {one.id} 号", tokens.start("volunteer", "need", one.id)) for one in needs]
    return Reply("\n".join(lines), choices=tuple(choices))


def _fitting(talk: ConversationContext, asked: set[int]) -> list[NeedFacts]:
    """Open needs that the expert could take; of a place or field, where the question names one."""
    place, field = reading.region(talk, talk.said), reading.domain(talk, talk.said)
    return [
        need
        for need in open_needs_near(talk.work, talk.speaker)
        if need.id not in asked
        and (place is None or regions.within(need.region, place))
        and (field is None or field in (need.domain, *need.also))
    ]


def _line(need: NeedFacts) -> str:
    urgent = "（急）" if need.urgent else ""
    head = f"{need.id} 号{urgent} {label(need.domain)} · {show_region(need.region)}"
    return f"{head}\n　{shorten(discreet(need), 60)}"


def _offer_line(offer: OfferFacts) -> str:
    return f"{offer.need_id} 号 {label(offer.domain)} · {show_region(offer.region)}"


def _around(talk: ConversationContext) -> Reply:
    """What a station's experts could take: only how many, of which fields."""
    fields = Counter(label(need.domain) for need in open_needs_around(talk.work, talk.speaker))
    if not fields:
        return Reply("这一带现在没有在等专家的需求。")
    listed = "、".join(f"{name} {count} 条" for name, count in fields.most_common())
    return Reply(
        f"这一带有 {fields.total()} 条需求在等专家：{listed}。需求由专家来接，站里的专家说「附近需求」就能看。"
    )


NEAR = Command(
    "open_needs",
    "附近需求",
    (
        "附近需求",
        "看需求",
        "有什么需求",
        "需求列表",
        "主动接单",
        "附近的需求",
        "最近有什么单可以接",
        "附近有没有需要帮忙的企业",
        "现在有哪些企业在等专家",
        "霞山那边有没有税务方面的需求",
    ),
    _near,
    HOLDERS,
    ("need.browse",),
)


def _options(talk: ConversationContext, values: Values) -> Options:
    return [
        (f"{need.id} 号 {label(need.domain)} · {show_region(need.region)}", need.id)
        for need in open_needs_near(talk.work, talk.speaker)[:SHOWN]
    ]


_TAKES = re.compile(
    r"(?:那个?|这个?)?我(?:来|想|要|可以|愿意)接[下单]?\s*(\d{1,9})\s*号(?:需求|单)?[吧了。！!]?"
)


def _numbered(text: str) -> Values:
    """«我来接 112 号»."""
    found = _TAKES.fullmatch(text.strip())
    return {"need": int(found[1])} if found else {}


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(
        contact(volunteer(talk.work, talk.speaker, values["need"], talk.rules, talk.now), talk.rules)
    )


VOLUNTEER = Form(
    name="volunteer",
    version=1,
    title="主动接单",
    examples=("我来接单", "我要接单", "报名接单"),
    roles=EXPERT,
    ref="need",
    syntax=lambda text: _TAKES.fullmatch(text.strip()) is not None,
    read=lambda talk, text, values: {} if "need" in values else _numbered(text),
    slots=(
        Slot(
            "need",
            "需求",
            ask="接哪一条？",
            read=reading.number,
            options=_options,
            hint="哪一号？比如「12」。",
        ),
    ),
    needless=lambda talk: "" if _options(talk, {}) or _numbered(talk.said) else NOTHING,
    submit=_submit,
)
