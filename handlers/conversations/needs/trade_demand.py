"""行业诉求: a station tells what the firms of a trade are troubled by, and how many stand behind it (S10.10)."""

from __future__ import annotations

import re

from actions.needs.trade_demand import tell_demand
from handlers.conversations.needs.trade import options
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.office import passed_on
from language import industries
from programme.roles import STATION

SHORTEST = 6
_ASKED_FOR = re.compile(
    r"^(?:我们?站?|本站|园区)?(?:要|想)?(?:来)?(?:反映|提|报|有)(?:一?[下个条])?(?:行业)?诉求[，,：:。 ]*"
)
_SPEAKS_FOR_ALL = re.compile(
    r"行业[^，。]{0,6}诉求|(?:反映|汇总|收集)[^，。]{0,10}行业|行业[^，。]{0,4}(?:普遍|都)?(?:反映|呼吁)|\d+\s*多?家[^，。]{0,12}(?:都|一起|联名|普遍)(?:反映|呼吁)"
)
_TRADE = re.compile(r"([^，。,\d]{2,8}?)(?:这个)?行业")


def is_demand(text: str) -> bool:
    """Whether a text speaks for a trade and says what about: «水产加工行业12家企业都反映电价太高»."""
    return _SPEAKS_FOR_ALL.search(text) is not None and bool(_words(text))


def _words(text: str) -> str | None:
    told = _ASKED_FOR.sub("", text.strip())
    return told if len(told) >= SHORTEST else None


def _trade(text: str) -> str | None:
    named = _TRADE.search(text)
    return (industries.trade_answered(named[1]) if named else None) or industries.trade_told(text)


def _firms(talk: ConversationContext, text: str) -> int | None:
    return reading.count(talk, text) or reading.number(talk, text)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    known = {"text": _words(text) if "text" not in values else None, "trade": _trade(text)}
    return reading.as_values(known | {"firms": reading.count(talk, text)})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    told = values["trade"], values["text"], values["firms"]
    return Outcome(passed_on(tell_demand(talk.work, talk.speaker, *told, talk.now)))


TRADE_DEMAND = Form(
    name="trade_demand",
    version=1,
    title="反映行业诉求",
    examples=("反映行业诉求", "提行业诉求", "我要反映行业诉求"),
    syntax=is_demand,
    sample="水产加工行业12家企业都反映电价太高",
    roles=STATION,
    card="行业诉求",
    slots=(
        Slot(
            "text",
            "诉求",
            ask="企业们反映什么？一两句就行。",
            read=lambda talk, text: _words(text),
            free=True,
            hint="再多说几个字：哪里难、盼着怎么办？",
        ),
        Slot(
            "trade",
            "行业",
            ask="是哪个行业的事？",
            read=lambda talk, text: industries.trade_answered(text),
            options=options,
            show=industries.label,
            hint="没认出是哪一行，比如「餐饮」「水产养殖」。",
        ),
        Slot(
            "firms",
            "企业",
            ask="有几家企业这么说？",
            read=_firms,
            show=lambda count: f"{count} 家",
            hint="几家？说个数就行。",
        ),
    ),
    read=_read,
    adds="text",
    submit=_submit,
)
