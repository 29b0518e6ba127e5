"""撤回评分: stars that the enterprise says it never gave, for a day; the service waits for its stars again."""

from __future__ import annotations

import re

from actions.diaries.rate import take_rating_back
from handlers.conversations.diaries.marks import marks
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Reply
from handlers.rendering.records import need_line
from language.inquiries import inquires
from programme.roles import ENTERPRISE
from storage.queries.needs import NeedFacts, get_need, needs_of, newest_rated

LOOKED_AT = 8
_MARK = r"(?:评分|评价|打分|分数|[1-5一二两三四五]?\s*(?:分|颗?星))(?![钟钱店厂]|公司)"
_GIVE = r"(?:打|评|给|点|按)"
_NEVER = rf"(?:我|可|根本|从来|从|都|也|就|又|真)*没有?(?:给.{{1,8}}?)?{_GIVE}过?"
_OFF = r"(?:撤|收回|作废|不算|删)[回掉了销数]*"
_DISOWNS = re.compile(
    rf".{{0,10}}{_MARK}.{{0,8}}?(?:不是我{_GIVE}|{_NEVER}).{{0,12}}"
    rf"|.{{0,8}}?{_NEVER}[^，,。]{{0,6}}{_MARK}.{{0,12}}"
    rf"|.{{0,10}}{_MARK}(?:给我|帮我|要|我要|先)?{_OFF}[吧啊呀。！!]*"
    rf"|(?:把|请|帮我|我要)*{_OFF}[^，,。]{{0,8}}{_MARK}[吧啊呀。！!]*"
)
"""«那个分不是我打的», «我没给李律师打过分», «刚才那个评分撤了»."""


def disowns(text: str) -> bool:
    """Whether somebody says that they never gave stars, or takes them back."""
    return _DISOWNS.fullmatch(text.strip()) is not None and not inquires(text.strip()[-2:])


def _rated(talk: ConversationContext) -> list[NeedFacts]:
    return needs_of(talk.work, talk.speaker.enterprise_id, ("rated",), LOOKED_AT)


def _options(talk: ConversationContext) -> Options:
    return [(f"{need_line(need)}（{need.expert}）", need.id) for need in talk.once(_rated)]


_NEED = OneOf("need", "服务", "要撤哪一次的评分？", _options, none="您还没有评过分，没有可撤的。")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The service of whoever is named, else the one that was rated last."""
    named = {need for mark in marks(text, talk.once(_rated)) for need in mark.needs}
    only = named.pop() if len(named) == 1 else None
    found = only or newest_rated(talk.work, talk.speaker.enterprise_id)
    return {"need": found} if found and "need" not in values else {}


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need = values["need"]
    stars = take_rating_back(talk.work, talk.speaker, need, talk.rules, talk.now)
    said = f"{get_need(talk.work, need).expert}那次的 {stars} 分撤了，不算数。"
    return Outcome(Reply(said), then=("rating", {"need": need}))


TAKE_RATING_BACK = Form(
    name="take_rating_back",
    version=1,
    title="撤回评分",
    examples=("撤回评分", "评分不是我打的"),
    syntax=disowns,
    roles=ENTERPRISE,
    ref="need",
    slots=(_NEED.slot,),
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)
