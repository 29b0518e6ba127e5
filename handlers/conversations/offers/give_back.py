"""不接了: an expert cannot do what they accepted, and gives it back."""

from __future__ import annotations

import re

from actions.offers.give_back import give_back
from actions.offers.notices import GivenBack
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told_to
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from language import is_named
from programme.roles import EXPERT
from storage.queries.needs import get_need, services_under_way

SHORT = 16
"""Characters of a message that says nothing else than that."""
NAMES = ("不接了", "退单", "退回需求", "做不了了", "不做了", "取消接单")


def _under_way(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号 {need.enterprise}", need.id)
        for need in services_under_way(talk.work, talk.speaker.expert_id)
    ]


_NEED = OneOf(
    "need",
    "需求",
    "要退回哪一条？",
    _under_way,
    none="您手上没有接下的需求。",
    read=reading.number,
    hint="哪一号？比如「12」。",
)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    asked = give_back(talk.work, talk.speaker, values["need"], values.get("reason"), talk.rules, talk.now)
    next_one = "已另请专家" if asked else "交给服务中心安排"
    heard = told_to(talk, get_need(talk.work, values["need"]).enterprise, GivenBack.kind)
    return Outcome(Reply(f"已取消，这一单退了，谢谢您及时说。需求{next_one}。{heard}"))


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The service whose firm is named; what is said is the reason, and what is said after that more of it."""
    under_way = services_under_way(talk.work, talk.speaker.expert_id)
    named = [need.id for need in under_way if is_named(need.enterprise, text)]
    need = named[0] if len(named) == 1 else None
    return reading.as_values({"need": need, "reason": reading.more_words(values.get("reason"), text, NAMES)})


_KEEPS = re.compile(
    r"(?<!是)(?<!要)(?:不|别|不要|没说要?|没有?想|没打算|不想|不用|莫)(?:再)?退(?!休|税|款|货|出|步|回来|得|不)"
)
"""«不退单», «刚才那个别退», «我没说要退»: nothing is given back."""


def _rather(talk: ConversationContext, text: str) -> str:
    """Whoever will not give back opens nothing that does."""
    return "unclear" if _KEEPS.search(text) else ""


def _kept(talk: ConversationContext) -> Reply:
    found = services_under_way(talk.work, talk.speaker.expert_id)
    mine = "、".join(f"{need.id} 号" for need in found)
    said = f"好，没有退，{mine}还是您的。" if found else "您手上没有接下的需求。"
    return Reply(said, choices=(Choice("我的服务", tokens.start("my_services")),) if found else ())


KEEP = Command(
    "keep_service",
    "不退单",
    ("不退单",),
    _kept,
    EXPERT,
    syntax=lambda text: len(text) <= SHORT and _KEEPS.search(text) is not None,
)


GIVE_BACK = Form(
    name="give_back",
    version=1,
    title="退回需求",
    serves=("service.return",),
    examples=(
        *NAMES,
        "我去不了了，你们另找人吧",
        "家里有急事，接的那单做不成了",
        "上次答应的那家企业我没法去了",
        "接的这件超出我的能力，退给你们吧",
        "临时有事去不了，换人吧",
        "家里人住院了，接的那件去不了",
        "我病了，企业那边去不成了",
        "单位临时派我出差，那家企业去不了了",
    ),
    roles=EXPERT,
    card="退回这条需求",
    slots=(
        _NEED.slot,
        Slot("reason", "原因", ask="为什么退回？", asked=False, read=reading.words, free=True),
    ),
    rather=_rather,
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    deed=deed(
        "退单",
        "退回",
        "退",
        "取消",
        opposites=("去", "接", "做", "我去"),
        undone="好，不退单，这一单还是您的。",
    ),
    submit=_submit,
)
