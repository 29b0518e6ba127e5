"""活动小结, 活动经费: what came of an activity, and what it was given, each by one message (S4.3, S10.4)."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from actions.activities.account import Support, summarise, tell_support
from handlers.conversations.activities import telling
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import plain_number, shorten
from language.sums import NUMBER, SUM, yuan
from programme.roles import MEMBERS
from storage.queries.activities.account import SupportFacts, photos_of, support_of
from storage.queries.activities.coming import rating_of, seats
from storage.queries.activities.events import EventFacts, event, own_events_since

LONG_AGO = timedelta(days=365)
LONGEST = 120
NONE_OVER = "没有办完的活动。"
_GIVEN = re.compile(
    rf"(?:赞助|资助|捐赠?|支持|给|出|拨|收到)[^，,。；;\d]{{0,8}}?了?{SUM}|{SUM}(?:赞助|经费|资助)"
)
_LEFT = re.compile(rf"(?:还剩|剩下?|结余|余)了?\s*(?P<left>{SUM}|{NUMBER}(?=\s*(?:[，,。；;、]|$)))")
_USED = re.compile(r"(?:用于|用在|用来|花在|买了)(?P<used>[^，,。；;]{1,40}?)(?:上|了)?(?=[，,。；;]|$)")
_SOURCE = re.compile(
    r"(?:收到|来自|由|是)?(?P<source>[^，,。；;\s\d]{2,20}?)(?:赞助|资助|捐赠?|支持|拨款|出了?|送了?|给了?)"
)
_GOODS = re.compile(
    r"(?:送|捐|赞助|提供)了?(?P<goods>\d+\s*(?:箱|瓶|份|套|本|台|个|把|条|盒|袋|桶)[^，,。；;]{1,20})"
)
_CHARGES = re.compile(
    rf"(?:向|跟|找|收)了?(?:每家|每个|参会|到场)?企业们?的?(?:收|要|交)?了?[^，,。]{{0,4}}(?:{SUM}|费|钱)"
    r"|门票|参会费|报名费"
)
_ABOUT = re.compile(
    r"^(?:那场|这场|这次|周.|\d+\s*号)?[^，,。给为]{0,12}?(?:活动|沙龙|讲座|义诊|论坛|专场)(?:上)?"
)
NO_CHARGE = "活动不能向企业收钱。这笔是谁给的？商会、园区这样的才记。"


def _own(talk: ConversationContext) -> list[EventFacts]:
    return own_events_since(talk.work, talk.speaker.person_id, talk.today - LONG_AGO, talk.today)


def _over(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_own)]


_EVENT = OneOf("event", "活动", "哪一场？", _over, none=NONE_OVER)


def _which(talk: ConversationContext, text: str) -> int | None:
    return telling.meant(talk.once(_own), text)


def _yuan(text: str) -> str | None:
    """A sum as a plain number of yuan: «2万元», «两万元» → 20000."""
    value = yuan(text)
    return None if value is None else plain_number(value)


def _read_support(talk: ConversationContext, text: str, values: Values) -> Values:
    if _CHARGES.search(text):
        return reading.as_values({"charges": 1})
    told = _ABOUT.sub("", text)
    given, left, used = _GIVEN.search(told), _LEFT.search(told), _USED.search(told)
    source, goods = _SOURCE.search(told), _GOODS.search(told)
    return reading.as_values(
        {
            "event": _which(talk, text),
            "source": source["source"] if source else None,
            "amount": _yuan(given[0]) if given else None,
            "goods": goods["goods"] if goods else None,
            "used_for": used["used"] if used else None,
            "left_over": _yuan(left["left"]) if left else None,
        }
    )


def _left(talk: ConversationContext, text: str) -> str | None:
    found = _LEFT.search(text)
    return _yuan(found["left"]) if found else None


def _source(talk: ConversationContext, text: str) -> str:
    """«园区商会» of «园区商会赞助了2000元», else the words themselves."""
    found = _SOURCE.search(_ABOUT.sub("", text))
    return found["source"] if found else text.strip()


def _support(talk: ConversationContext, values: Values) -> Outcome:
    if "charges" in values:
        return Outcome(Reply(NO_CHARGE))
    told = Support(
        values["source"],
        Decimal(values["amount"]) if "amount" in values else None,
        values.get("goods", ""),
        values.get("used_for", ""),
        Decimal(values["left_over"]) if "left_over" in values else None,
    )
    tell_support(talk.work, talk.speaker, values["event"], told, talk.now)
    return Outcome(Reply("已记录，活动小结里会写上。", choices=(_SUMMARY,)))


def _summarise(talk: ConversationContext, values: Values) -> Outcome:
    summarise(
        talk.work, talk.speaker, values["event"], values.get("text", ""), values.get("photos", []), talk.now
    )
    see = Choice("看小结", tokens.start("event_account"))
    return Outcome(Reply("已记录，不对外公开。要改就再写一次。", choices=(see,)))


def _account(talk: ConversationContext) -> Reply:
    """The last activity, or the one that is named: how many came, the stars, money and goods, the summary."""
    found = talk.once(_own)
    if not found:
        return Reply(NONE_OVER, choices=(next_steps.PUBLISH_EVENT,))
    one = event(talk.work, _which(talk, talk.said) or found[0].id)
    assert one is not None
    came, (count, mean) = seats(talk.work, [one.id])[one.id].came, rating_of(talk.work, one.id)
    stars = f"，{count} 人打分，平均 {mean:.1f}" if count else ""
    there = f"{came} 人到场" if came else "到场还没登记"
    lines = [f"{telling.line(one, talk.today)}：{there}{stars}。"]
    lines += [support_line(each) for each in support_of(talk.work, one.id)]
    lines += [f"照片 {count} 张。"] if (count := len(photos_of(talk.work, one.id))) else []
    lines.append(shorten(one.summary, LONGEST) if one.summary else "小结还没写。")
    return Reply("\n".join(lines), choices=(_SUMMARY, _SUPPORT))


def support_line(one: SupportFacts) -> str:
    """«商会赞助 2000 元，用于场地，剩 500 元»."""
    given = f"{plain_number(one.amount)} 元" if one.amount is not None else one.goods
    used = f"，用于{one.used_for}" if one.used_for else ""
    left = f"，剩 {plain_number(one.left_over)} 元" if one.left_over is not None else ""
    return f"{one.source}支持 {given}{used}{left}。"


_SUMMARY, _SUPPORT = (
    Choice("写小结", tokens.start("event_summary")),
    Choice("记经费", tokens.start("event_support")),
)
SUMMARY = Form(
    name="event_summary",
    version=1,
    title="活动小结",
    examples=("活动小结", "写活动小结"),
    roles=MEMBERS,
    card="活动小结",
    ref="event",
    slots=(
        _EVENT.slot,
        Slot(
            "text",
            "小结",
            ask="办得怎么样？几句话就行。",
            read=lambda talk, text: text,
            free=True,
            verbatim=True,
        ),
        Slot(
            "photos",
            "照片",
            ask="有照片就发来，没有就点「跳过」。",
            show=lambda keys: f"{len(keys)} 张",
            skippable=True,
            takes_files=True,
            hint="请发照片；没有就点「跳过」。",
        ),
    ),
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_summarise,
)
SUPPORT = Form(
    name="event_support",
    version=1,
    title="活动经费",
    examples=("活动经费", "记活动经费", "活动收到赞助", "商会给沙龙赞助了两千元"),
    roles=MEMBERS,
    card="活动经费",
    ref="event",
    slots=(
        _EVENT.slot,
        Slot("charges", "", hidden=True, asked=False),
        Slot(
            "source",
            "来自",
            ask="谁给的？比如「园区商会」。",
            read=_source,
            check=reading.at_most(60),
            free=True,
            when=lambda talk, values: "charges" not in values,
        ),
        Slot(
            "amount",
            "金额",
            ask="多少钱？比如「2000 元」。给的是东西就点「跳过」。",
            read=lambda talk, text: _yuan(text),
            show=lambda yuan: f"{yuan} 元",
            skippable=True,
            when=lambda talk, values: "amount" in values or not values.keys() & {"goods", "charges"},
            hint="多少钱？比如「2000 元」。",
        ),
        Slot(
            "goods",
            "物品",
            ask="给了什么？比如「50 箱水」。",
            read=reading.words,
            check=reading.at_most(100),
            free=True,
            when=lambda talk, values: "goods" in values or not values.keys() & {"amount", "charges"},
        ),
        Slot(
            "used_for",
            "用于",
            asked=False,
            ask="用在哪里？",
            read=reading.words,
            check=reading.at_most(100),
            free=True,
        ),
        Slot(
            "left_over",
            "剩下",
            asked=False,
            ask="还剩多少？",
            read=_left,
            show=lambda yuan: f"{yuan} 元",
        ),
    ),
    read=_read_support,
    outright=lambda talk, values: "charges" in values,
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_support,
)
ACCOUNT = Command(
    "event_account",
    "看活动小结",
    ("看活动小结", "看小结", "活动情况", "那场活动怎么样"),
    _account,
    MEMBERS,
)
