"""改评分: the enterprise has given other stars than it meant, and says so."""

from __future__ import annotations

import re

from actions.diaries.rate import change_rating
from handlers.conversations.diaries.marks import marks
from handlers.engine import next_steps, reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.records import need_line
from programme.roles import ENTERPRISE
from storage.queries.needs import NeedFacts, get_need, needs_of, newest_rated

LOOKED_AT = 8
_FIGURE = r"[1-5一二两三四五](?:\s*[颗个]?\s*[分星])(?!钟)"
_MENDS = re.compile(
    rf".{{0,24}}(?:评价|评分|分|星)[^，,。]{{0,4}}(?:能|可以)?(?:改成|改为|改到|换成|改)\s*{_FIGURE}.{{0,8}}"
    rf"|(?:不对|打错了?|错了|点错了?|不是|评错了?)[，,。\s]*(?:应该|我?要|想)*(?:是|给|打|评)?\s*{_FIGURE}.{{0,12}}"
    r"|.{0,12}(?:评分|评价|打的分|分数)(?:打错了?|点错了?|(?:我)?(?:要|想|能不能|可以)?改(?:一下|吗|不)?)[了吗不。？?]*"
    rf"|.{{0,16}}?[打评给](?:得)?[高低多少]了[，,。\s]*(?:应该|还是)?(?:改成|改为|改到|换成|改|是|给|打)?\s*{_FIGURE}.{{0,8}}"
    rf"|.{{0,16}}?(?:改成|改为|改到|换成)\s*{_FIGURE}[吧了啊呀呢的好就行。！!]{{0,4}}"
)
"""Also «打高了 改成三分吧», «李律师那个 改成五分吧»."""
STARS = tuple((f"{stars} 分", stars) for stars in range(5, 0, -1))
_FIGURED = re.compile(_FIGURE)
_ALONE = re.compile(rf"({_FIGURE}|[1-5])")
_SAID = re.compile(rf"(?:改成|改为|改到|换成|改|是|给|打|评|[，,。\s])\s*({_FIGURE})(?!.*{_FIGURE})")


def _rated(talk: ConversationContext) -> list[NeedFacts]:
    return needs_of(talk.work, talk.speaker.enterprise_id, ("rated",), LOOKED_AT)


def _options(talk: ConversationContext) -> Options:
    return [(f"{need_line(need)}（{need.expert}）", need.id) for need in _rated(talk)]


def _which(talk: ConversationContext, text: str) -> int | None:
    """By the number of a need that was rated: «5分» is none."""
    number = reading.number(talk, text)
    return (
        number if any(one.id == number for one in talk.once(_rated)) and not _FIGURED.search(text) else None
    )


_NEED = OneOf("need", "服务", "要改哪一次的评分？", _options, none="您还没有评过分。", read=_which)


def _stars(talk: ConversationContext, text: str) -> int | None:
    """The figure that is to stand, behind the one that stood."""
    said = _SAID.search(text) or _ALONE.fullmatch(text.strip())
    return reading.stars(talk, said[1]) if said else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The service by its number or by who served; other stars, told of none, are for the one that was rated last."""
    number, stars = reading.number(talk, text), _stars(talk, text)
    by_name = [need for mark in marks(text, talk.once(_rated)) for need in mark.needs]
    named = next((one.id for one in talk.once(_rated) if one.id in by_name or one.id == number), None)
    last = None if "need" in values or stars is None else newest_rated(talk.work, talk.speaker.enterprise_id)
    return reading.as_values({"need": named or last, "stars": stars})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    before = change_rating(talk.work, talk.speaker, values["need"], values["stars"], talk.now)
    who = get_need(talk.work, values["need"]).expert
    text = f"已修改：{who}那次（{values['need']} 号需求）从 {before} 分改成 {values['stars']} 分。"
    return Outcome(Reply(text, choices=(next_steps.STAFF,)))


MEND_RATING = Form(
    name="mend_rating",
    version=1,
    title="改评分",
    examples=("改评分", "改评价", "评分打错了"),
    syntax=lambda text: _MENDS.fullmatch(text.strip()) is not None,
    roles=ENTERPRISE,
    card="改评分",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "stars",
            "评分",
            ask="改成几分？5 最满意。",
            read=_stars,
            options=lambda talk, values: STARS,
            hint="几分？说 1 到 5。",
        ),
    ),
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    deed=deed("改", "修改", undone="好，不改，还是原来的分。"),
    submit=_submit,
)
