"""服务菜单: the enterprise looks at the experts of a field and asks for one of them (S3.2)."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.offers.access import OPEN
from actions.offers.pair import choose_expert
from actions.offers.suggest import suggest_for, suggest_to
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import shorten
from language.domains import label
from matching.facts import Wanted
from programme.roles import ASKERS, ENTERPRISE
from storage.queries.needs import find_need, needs_of
from storage.queries.offers.experts import get_expert

SHOWN = 6
_FIELD = re.compile(r"^(?:我想|想|帮我|要)?找个?(?:懂|做|搞)?(.{1,8}?)(?:方面)?的?(?:专家|老师)$")
_EVERYDAY = {"人": "hr", "市场": "marketing", "技术": "technology", "政策": "policy"}
NOBODY = "这方面眼下没有空闲的专家。直接说遇到的问题，工作人员会帮您安排。"


def _field(talk: ConversationContext, text: str) -> str | None:
    """«找法律专家» → law."""
    found = _FIELD.match(text.strip())
    said = found[1] if found else text
    return _EVERYDAY.get(said) or reading.domain(talk, said)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"domain": _field(talk, text) if _FIELD.match(text.strip()) else None})


def _intent_score(talk: ConversationContext, text: str) -> float:
    found = _FIELD.match(text.strip())
    return 0.95 if found and _field(talk, text) else 0.0


def _wanted(talk: ConversationContext, domain: str) -> Wanted:
    """Whoever knows the field, near where that is known."""
    home = talk.speaker.enterprise_region or talk.speaker.station_region
    return Wanted(
        talk.speaker.person_id, domain, home or "000000", talk.today, form=None if home else "online"
    )


def _experts(talk: ConversationContext, values: Values) -> Options:
    if "domain" not in values:
        return ()
    wanted = _wanted(talk, values["domain"])
    found = suggest_to(talk.work, talk.speaker, wanted, talk.now, SHOWN)
    return [(one.label, one.expert_id) for one in found]


def _question(talk: ConversationContext, values: Values) -> str:
    """Name, unit and domains are public; why they fit says no more (S2.10)."""
    if not _experts(talk, values):
        return NOBODY
    return f"{label(values['domain'])}方面有这几位，点一位就请他；也可以取消，直接说问题由我们来配。"


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    name = get_expert(talk.work, values["expert"]).name
    known = {"wish": values["expert"], "domain": values["domain"], "also": []}
    return Outcome(Reply(f"好，就请{name}。"), then=("need", known))


MENU = Form(
    name="find_expert",
    version=1,
    title="服务菜单",
    examples=("服务菜单", "义诊专栏", "选专家", "自己选专家"),
    roles=ASKERS,
    sample="找法律专家",
    slots=(
        Slot(
            "domain",
            "领域",
            ask="想找哪方面的专家？",
            read=_field,
            show=label,
            options=reading.domain_options,
            hint="请说一个领域，比如「法律」「贷款」。",
        ),
        Slot("expert", "专家", ask=_question, options=_experts, hint="请点一位，或回复「取消」。"),
    ),
    read=_read,
    intent_score=_intent_score,
    submit=_submit,
)

MONEY = replace(
    MENU,
    name="find_money",
    title="找钱专家",
    examples=("找钱专家", "找贷款专家", "找融资专家"),
    infer=lambda talk, values: {"domain": "finance"},
)


def _needs(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号：{shorten(need.text, 16)}", need.id)
        for need in needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    ]


def _fitting(talk: ConversationContext, values: Values) -> Options:
    need = find_need(talk.work, values["need"]) if "need" in values else None
    if need is None or need.enterprise_id != talk.speaker.enterprise_id:
        return ()
    return [(one.label, one.expert_id) for one in suggest_for(talk.work, need, talk.now, SHOWN)]


_NEED = OneOf(
    "need",
    "需求",
    "给哪一条需求选专家？",
    _needs,
    none="您现在没有在等专家的需求。直接说遇到的问题就行。",
    read=reading.number,
    hint="请说需求的编号。",
)


def _choose(talk: ConversationContext, values: Values) -> Outcome:
    choose_expert(talk.work, talk.speaker, values["need"], values["expert"], talk.rules, talk.now)
    name = get_expert(talk.work, values["expert"]).name
    return Outcome(Reply(f"已经去请{name}了，答复后马上告诉您（{values['need']} 号需求）。"))


CHOOSE = Form(
    name="choose_expert",
    version=1,
    title="指定专家",
    examples=("指定专家", "换专家", "换一位专家", "点名专家"),
    roles=ENTERPRISE,
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "expert",
            "专家",
            ask=lambda talk, values: _who(talk, values),
            options=_fitting,
            hint="请点一位，或回复「取消」。",
        ),
    ),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_choose,
)


def _who(talk: ConversationContext, values: Values) -> str:
    return "请哪一位？" if _fitting(talk, values) else "眼下没有别的空闲专家，已经请的答复后会告诉您。"
