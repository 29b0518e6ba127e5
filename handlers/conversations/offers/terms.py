"""换个条件接: an expert says under which condition they would take a need, and the enterprise answers."""

from __future__ import annotations

import re

from actions.offers.access import NOT_OPEN
from actions.offers.notices import TermsAnswered
from actions.offers.terms import LONGEST, answer_terms, propose_terms
from handlers.conversations.offers import asked
from handlers.conversations.offers.asked import NOTHING
from handlers.conversations.offers.offer import yes_or_no
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import caveat, relayed
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Reply
from handlers.rendering.masking import mask_ways
from handlers.rendering.moments import moment
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE, EXPERT
from storage.queries.offers.asked import get_offer, proposals_to, taken_on_terms
from storage.queries.offers.experts import get_expert

ANSWERS = (("同意", "agree"), ("换别人", "other"))
_AGREES = re.compile(r"^(?:我?们?同意|可以|行|好|没问题|没关系|能接受|听\S{0,6}的|就这么定|也行)")
_ASKS = re.compile(r"[吗呢?谁]|什么|怎么|多少|为啥")
_OTHER = re.compile(r"换别人|换一[位个]|另请|找别人|不同意|不行|不可以|等不了|等不及|来不及|太晚|不接受")
LONGEST_ANSWER = 20
NONE = "现在没有等您答复的提议。"
NAMES = ("换个条件接", "和企业商量")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The condition; what is said after it is a further one and takes nothing back. A plain yes or no is none."""
    if yes_or_no(talk, text):
        return {}
    if "terms" not in values:
        return reading.as_values({"terms": reading.own_words(text, NAMES)})
    return reading.as_values({"more": reading.more_words(values.get("more"), text, NAMES)})


def _propose(talk: ConversationContext, values: Values) -> Outcome:
    terms = "；".join(values[name] for name in ("terms", "more") if values.get(name))
    until = propose_terms(talk.work, talk.speaker, values["offer"], terms, talk.rules, talk.now)
    return Outcome(
        Reply(f"{relayed(talk, '企业')}。企业在{moment(until, talk.now)} 前答复，同意就算您接单。")
    )


def _short_enough(talk: ConversationContext, terms: str) -> str:
    return "" if len(terms) <= LONGEST else f"缩到 {LONGEST} 字以内，企业好看。怎么说？"


NEGOTIATE = Form(
    name="negotiate",
    version=1,
    title="和企业商量",
    serves=("offer.negotiate",),
    akin=("service.appoint",),
    examples=(
        *NAMES,
        "这周没时间，下周可以吗",
        "我只能线上讲，不能上门",
        "请企业先把合同发过来，我看完再定接不接",
        "我只会讲劳动法那一半",
        "能不能改到周末，工作日走不开",
        "让企业到我办公室来的话我可以接",
    ),
    roles=EXPERT,
    card="和企业商量",
    ref="offer",
    slots=(
        Slot(
            "offer",
            "需求",
            ask="您说的是哪一条需求？",
            options=lambda talk, values: talk.once(asked.waiting_or_late),
        ),
        Slot(
            "terms",
            "您的条件",
            ask="您在什么条件下可以接？比如「下周三以后」，我转告企业。",
            read=reading.words,
            check=_short_enough,
            free=True,
        ),
        Slot(
            "more",
            "还有",
            asked=False,
            ask="还有什么条件？",
            read=reading.words,
            check=_short_enough,
            free=True,
        ),
    ),
    read=_read,
    infer=lambda talk, values: asked.only(talk.once(asked.waiting_or_late), values),
    needless=lambda talk: "" if talk.once(asked.waiting_or_late) else NOTHING,
    submit=_propose,
)


def _proposals(talk: ConversationContext) -> Options:
    return [
        (f"{offer.need_id} 号：{shorten(mask_ways(offer.terms or ''), 14)}", offer.id)
        for offer in proposals_to(talk.work, talk.speaker.enterprise_id)
    ]


def _answer(talk: ConversationContext, text: str) -> str | None:
    word = bare(text)
    if len(word) > LONGEST_ANSWER:
        return None
    if _OTHER.search(word):
        return "other"
    return "agree" if _AGREES.search(word) and not _ASKS.search(word) else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    agreed = values["answer"] == "agree"
    answer_terms(talk.work, talk.speaker, values["offer"], agreed, talk.rules, talk.now)
    offer = get_offer(talk.work, values["offer"])
    name = get_expert(talk.work, offer.expert_id).name
    if agreed:
        return Outcome(
            Reply(
                f"好的，{name}接单了，会按说好的和您联系（{offer.need_id} 号需求）。{caveat(talk, name, TermsAnswered.kind)}"
            )
        )
    return Outcome(Reply(f"好的，{offer.need_id} 号需求另请专家，有人接单就告诉您。"))


def _none(talk: ConversationContext) -> str:
    """Who asks for another expert after the answer hears what became of the need, as one who taps does."""
    taken = taken_on_terms(talk.work, talk.speaker.enterprise_id)
    return f"{NONE}{NOT_OPEN.format(taken)}" if taken else NONE


_PROPOSAL = OneOf(
    "offer",
    "提议",
    "您答复的是哪一个？",
    _proposals,
    none=_none,
    read=reading.number,
    hint="请点一下是哪一个。",
)

TERMS = Form(
    name="terms",
    version=1,
    title="专家的提议",
    examples=("专家的提议",),
    roles=ENTERPRISE,
    ref="offer",
    slots=(
        _PROPOSAL.slot,
        Slot(
            "answer",
            "答复",
            ask="按这个条件，同意吗？",
            read=_answer,
            options=lambda talk, values: ANSWERS,
            hint="同意，还是换别人？",
        ),
    ),
    infer=_PROPOSAL.infer,
    pending=lambda talk: [offer for _, offer in _proposals(talk)],
    needless=_PROPOSAL.needless,
    submit=_submit,
)
