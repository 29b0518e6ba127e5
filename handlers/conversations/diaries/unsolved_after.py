"""打过分又没好: what was rated and turns out not to be solved. Staff hear of it, and one tap asks for somebody anew."""

from __future__ import annotations

import re

from actions.diaries.confirm import say_unsolved
from actions.needs.meant import meant, names_matter
from actions.needs.post import RUNNING
from handlers.engine import next_steps, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.records import need_line
from language.inquiries import inquires
from programme.roles import ENTERPRISE
from storage.queries.needs import NeedFacts, needs_of

LOOKED_AT = 8
LONGEST = 40
IN_HAND = (*RUNNING, "served")
_UNSOLVED = re.compile(
    r"(?:还|仍|也|并|根本|其实|实际|都)?(?:是)?[没未](?:有)?(?:真的?|完全|彻底)?(?:解决|弄好|搞定|办好|办成|搞好|处理好|弄完)"
    r"|(?:[打评](?:完|过|了)分?|评价?(?:完|过|了)?)[^。！!]{0,8}(?:又|还是|问题)[^。！!]{0,8}(?:出|冒|来|坏|错|问题)"
    r"|(?:问题|毛病)又(?:出|冒|来|回来)"
)
_SEEKS = re.compile(
    r"(?:想|要|帮我们?|麻烦|能不能|可不可以|可以|求|再)[^，,。]{0,4}(?:请|找|派|介绍|来个)|^(?:请|找)(?!问)"
)
"""Who wants somebody tells a need, whatever is not done in it."""


def _rated(talk: ConversationContext) -> list[NeedFacts]:
    return needs_of(talk.work, talk.speaker.enterprise_id, ("rated",), LOOKED_AT)


def _heeds(talk: ConversationContext, text: str) -> bool:
    """What is not done yet is of what is in hand, or waits; without that, of one that was rated, if no other matter is named."""
    told = len(text) <= LONGEST and _UNSOLVED.search(text) and not (inquires(text) or _SEEKS.search(text))
    if not told or not ENTERPRISE & talk.speaker.roles:
        return False
    if names_matter(text) and meant(text, talk.once(_rated)) is None:
        return False
    return bool(talk.once(_rated)) and not needs_of(talk.work, talk.speaker.enterprise_id, IN_HAND, 1)


def _options(talk: ConversationContext) -> Options:
    return [(f"{need_line(need)}（{need.expert}）", need.id) for need in talk.once(_rated)]


_NEED = OneOf(
    "need",
    "服务",
    "是哪一次没弄好？",
    _options,
    none="现在没有评过的服务。遇到什么问题了？",
    read=lambda talk, text: meant(text, talk.once(_rated)),
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    need = meant(text, talk.once(_rated))
    told = {} if "words" in values else {"words": text.strip()}
    return told | ({"need": need} if need is not None else {})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    case = say_unsolved(talk.work, talk.speaker, values["need"], values.get("words", ""), talk.now)
    text = f"抱歉，没帮您弄好。已请服务中心给您回话，是 {case} 号事项；要另请人，点一下就行。"
    again = Choice("再请一位专家", tokens.start("ask_again", "need", values["need"]))
    return Outcome(Reply(text, choices=(again, next_steps.STAFF)))


UNSOLVED_AFTER = Form(
    name="unsolved_after",
    version=1,
    title="评过分还没解决",
    examples=("评完分又出问题了", "打完分发现没弄好"),
    roles=ENTERPRISE,
    ref="need",
    heeds=_heeds,
    slots=(_NEED.slot, Slot("words", "", hidden=True, asked=False)),
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)
