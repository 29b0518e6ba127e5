"""行业: a firm says once what its trade is, or puts right what was read of it (S10.10)."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.diaries.rate import LOW, change_rating
from actions.needs.trade import tell_trade
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.rerated import rerated
from handlers.message import Reply
from language import industries
from programme.roles import ENTERPRISE

MOST_COMMON = "CFHAGEOI"
_SAYS = re.compile(r"行业(?:登记)?(?:不对|错了|填错|写错|搞错|改[成为一])|(?:改|换)(?:一?下)?行业")


def options(talk: ConversationContext, values: Values) -> Options:
    """The sections that small firms are most often of; the others are typed."""
    return tuple((industries.label(code), code) for code in MOST_COMMON)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if stars := values.get("stars"):
        change_rating(talk.work, talk.speaker, values["need"], stars, talk.now)
        again = ("firm_trade", {"need": values["need"]}) if stars > LOW else None
        return Outcome(Reply(f"改好了：{stars} 分。"), then=again)
    if not values.get("trade"):
        return Outcome(Reply("好的，不说也没关系。"))
    tell_trade(talk.work, talk.speaker, values["trade"], talk.now)
    return Outcome(Reply(f"记下了：{industries.label(values['trade'])}，谢谢您。"))


FIRM_TRADE = Form(
    name="firm_trade",
    version=1,
    title="说行业",
    examples=("说行业", "改行业", "我们的行业", "行业登记错了"),
    syntax=lambda text: len(text) <= 30 and _SAYS.search(text) is not None,
    roles=ENTERPRISE,
    slots=(
        Slot(
            "trade",
            "行业",
            ask="贵公司做哪一行？只用来统计，不说也行。",
            read=lambda talk, text: industries.trade_answered(text),
            options=options,
            show=industries.label,
            when=lambda talk, values: not values.get("stars"),
            skippable=True,
            hint="没认出是哪一行，比如「餐饮」「做五金的」；不想说就「跳过」。",
        ),
        Slot("need", "", hidden=True, asked=False),
        Slot("stars", "", hidden=True, asked=False),
    ),
    read=lambda talk, text, values: {"trade": code} if (code := industries.trade_told(_is_now(text))) else {},
    more=lambda talk, values, text: rerated(talk, values, text) if "need" in values else {},
    submit=_submit,
    stale_after=timedelta(hours=2),
)


def _is_now(text: str) -> str:
    """Of «我们不是纺织是制线» and «行业登记错了，我是做鱼饲料的» what it is, without what it is not."""
    told = re.split(r"不是[^，。,]{1,8}?[，,]?(?=是)|(?:不对|错了|错)[，,。 ]*", text)[-1]
    return re.sub(r"^(?:应该)?是(?!做)", "我们做", told)
