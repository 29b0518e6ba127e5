"""新闻、案例: drafted from an activity or a service by staff; those in it are asked before it is public (S10.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from actions.activities.stories import SERVED, Words, write_case, write_news
from handlers.conversations.activities import story_drafts, telling
from handlers.conversations.activities.story_shared import LISTED, decision_choices, only_one
from handlers.engine import corrections, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import shorten
from programme.roles import OFFICE
from programme.stories import TEXT, TITLE
from storage.queries.activities.events import EventFacts, event, events_between
from storage.queries.activities.stories import (
    answers_of,
    served_needs,
)
from storage.queries.needs import find_need

LONG_AGO = timedelta(days=365)
NONE_SERVED = "还没有办完的需求可写。"
NONE_HELD = "还没有办完的活动可写。"
_CASE = re.compile(
    r"^(?:写|发|做|出)一?[个篇]?案例(?:[：:，,\s]*(?P<after>\d{1,9})\s*号(?:需求)?)?[。.]?$"
    r"|^(?:把|将|给)\s*(?P<before>\d{1,9})\s*号(?:需求)?(?:写成?|做成?|出)一?[个篇]?案例[。.]?$"
)
"""«写案例 7 号需求», «把 7 号需求写成案例»."""
_NEWS = re.compile(
    r"^(?:写|发|出)一?[条篇]?新闻(?:[：:，,\s]*(?P<after>\d{1,9})\s*号(?:活动)?)?[。.]?$"
    r"|^(?:把|将|给)\s*(?P<before>\d{1,9})\s*号活动(?:写成?|做成?|出)一?[条篇]?新闻[。.]?$"
)


def _number(pattern: re.Pattern[str]) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        found = pattern.match(text.strip())
        key = found and (found["after"] or found["before"])
        return int(key) if key else None

    return read


LABELS = {"标题": "title", "正文": "text"}
_LABELLED = re.compile(r"^(?P<label>标题|正文)(?:改成|改为)?[：:]\s*(?P<rest>.+)$", re.S)
_CASE_NUMBER, _NEWS_NUMBER = _number(_CASE), _number(_NEWS)


def _served(talk: ConversationContext) -> Options:
    found = served_needs(talk.work, talk.speaker.jurisdiction, SERVED, LISTED)
    return [(f"{key} 号 {shorten(text, 14)}", key) for key, text in found]


def _held(talk: ConversationContext) -> list[EventFacts]:
    found = events_between(talk.work, talk.today - LONG_AGO, talk.today, talk.speaker.jurisdiction)
    return found[::-1][:LISTED]


def _to_tell_of(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_held)]


_NEED = OneOf("need", "需求", "写哪一件？", _served, none=NONE_SERVED)
_EVENT = OneOf("event", "活动", "写哪一场？", _to_tell_of, none=NONE_HELD)


def _rewritten(talk: ConversationContext, values: Values, text: str) -> Values:
    """«正文：…» is all that follows, with its stops, where that may stand; so is «标题：…» but for one put right in one breath."""
    found = _LABELLED.match(text.strip())
    if found is None:
        return {}
    name, rest = LABELS[found["label"]], found["rest"].strip()
    if name == "title" and corrections.corrects(rest):
        return {}
    return {} if _CHECKS[name](talk, rest) else {name: rest}


def _read_case(talk: ConversationContext, text: str, values: Values) -> Values:
    key = _CASE_NUMBER(text)
    return {"need": key} if key in [one for _, one in talk.once(_served)] else {}


def _read_news(talk: ConversationContext, text: str, values: Values) -> Values:
    key = _NEWS_NUMBER(text) or (telling.meant(talk.once(_held), text) if _NEWS.match(text.strip()) else None)
    return {"event": key} if key in [one for _, one in talk.once(_to_tell_of)] else {}


def _draft_case(talk: ConversationContext, values: Values) -> Values:
    known = only_one(_NEED, _CASE_NUMBER, talk, values)
    need = find_need(talk.work, values.get("need") or known.get("need") or 0)
    if need is None or need.expert_id is None:
        return known
    return known | {"title": story_drafts.case_title(need), "text": story_drafts.case_text(talk, need)}


def _draft_news(talk: ConversationContext, values: Values) -> Values:
    known = only_one(_EVENT, _NEWS_NUMBER, talk, values)
    held = event(talk.work, values.get("event") or known.get("event") or 0)
    if held is None:
        return known
    return known | {"title": story_drafts.news_title(held), "text": story_drafts.news_text(talk, held)}


def _long_enough(bounds: tuple[int, int], what: str) -> Callable[[ConversationContext, str], str]:
    least, most = bounds

    def check(talk: ConversationContext, value: str) -> str:
        if not least <= len(value) <= most:
            return f"{what}要 {least} 到 {most} 个字。"
        return "" if mask_ways(value) == value else f"{what}是给大家看的，别写电话、邮箱和地址。"

    return check


_CHECKS = {"title": _long_enough(TITLE, "标题"), "text": _long_enough(TEXT, "正文")}


def _words(values: Values) -> Words:
    return Words(values["title"], values["text"])


def _write_case(talk: ConversationContext, values: Values) -> Outcome:
    key = write_case(talk.work, talk.speaker, values["need"], _words(values), talk.now)
    return _written(talk, key)


def _write_news(talk: ConversationContext, values: Values) -> Outcome:
    key = write_news(talk.work, talk.speaker, values["event"], _words(values), talk.now)
    return _written(talk, key)


def _written(talk: ConversationContext, key: int) -> Outcome:
    count = len(answers_of(talk.work, key))
    see = Choice("看全文", tokens.start("see_story", "story", key))
    if not count:
        return Outcome(Reply("写好了，里面没有别人，可以放出来。", choices=(*decision_choices(key), see)))
    whom = many_told(talk, f" {count} 位")
    return Outcome(Reply(f"写好了，{whom}，都同意了告诉您，您再放出来。", choices=(see,)))


def _slots(one: OneOf) -> tuple[Slot, ...]:
    title = Slot(
        "title",
        "标题",
        ask="标题写什么？",
        read=lambda talk, text: text.strip(" 。"),
        check=_CHECKS["title"],
        asked=False,
        free=True,
        verbatim=True,
    )
    text = Slot(
        "text",
        "正文",
        ask="正文写什么？",
        read=lambda talk, text: text.strip(),
        check=_CHECKS["text"],
        asked=False,
        free=True,
        verbatim=True,
    )
    return (one.slot, title, text)


CASE = Form(
    name="write_case",
    version=1,
    title="写案例",
    examples=("写案例", "写一个案例", "做个案例"),
    roles=OFFICE,
    card="案例",
    look="这是按记录写的草稿，标题和正文都能改。公开前先问里面的人。",
    sends=True,
    syntax=lambda text: bool(_CASE.match(text.strip())),
    slots=_slots(_NEED),
    read=_read_case,
    infer=_draft_case,
    more=_rewritten,
    needless=_NEED.needless,
    submit=_write_case,
)
NEWS = Form(
    name="write_news",
    version=1,
    title="写新闻",
    examples=("写新闻", "写一条新闻", "发条新闻"),
    roles=OFFICE,
    card="新闻",
    look="这是按记录写的草稿，标题和正文都能改。公开前先问里面的人。",
    sends=True,
    syntax=lambda text: bool(_NEWS.match(text.strip())),
    slots=_slots(_EVENT),
    read=_read_news,
    infer=_draft_news,
    more=_rewritten,
    needless=_EVENT.needless,
    submit=_write_news,
)
