"""推荐入库: a body puts forward whom it has certified itself, name by name as in the 汇总表 (S2.2)."""

from __future__ import annotations

from functools import partial

import language
from actions.access import may_ever
from actions.applications.apply import Filing
from actions.applications.recommend import NO_GROUND, recommend
from handlers.conversations.applications import applicant as applicants
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_domains, show_region
from programme.packs import Kind
from programme.programmes import packs, taking_recommended
from programme.roles import OFFICE


def _closed(kind: Kind, talk: ConversationContext, values: Values) -> str:
    if taking_recommended(talk.rules, kind) is None:
        called = "、".join(pack.short for pack in packs(talk.rules))
        return f"{called}没有推荐后直接纳入的规定，请本人申请，按审核程序办。"
    return "" if may_ever(talk.speaker, "recommend") else "推荐入库请经办人员或管理员来办。"


def _infer(talk: ConversationContext, values: Values) -> Values:
    place = language.read_region(values["unit"], talk.home) if values.get("unit") else None
    return {"region": place} if place else {}


def _submit(kind: Kind, talk: ConversationContext, values: Values) -> Outcome:
    expert = kind == "expert"
    filing = Filing(
        kind=kind,
        name=values["name"] if expert else values["unit"],
        unit=values["unit"],
        region=values["region"],
        contact=values["name"] if expert else values["contact"],
        phone=values.get("phone"),
        domains=tuple(values.get("domains", [])),
    )
    pack = taking_recommended(talk.rules, kind) or talk.rules
    key = recommend(talk.work, talk.speaker, filing, values["ground"], pack, talk.now)
    return Outcome(
        Reply(
            f"已提交：{key} 号推荐，{filing.name}。审核人员纳入以后，说「绑定码 {filing.name}」请本人进来。"
        )
    )


_REGION = Slot(
    "region",
    "地区",
    ask="在哪个市或区县？比如「湛江市」「赤坎区」。",
    read=reading.region,
    show=show_region,
    hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
)
_PHONE = Slot("phone", "联系电话", ask="联系电话是？没有就说「跳过」。", read=reading.phone, skippable=True)
_GROUND = Slot("ground", "认定依据", ask=NO_GROUND, read=reading.words, free=True)


def _unit(ask: str) -> Slot:
    return Slot("unit", "单位", ask=ask, read=applicants.unit, hint="单位全称是？")


RECOMMEND_EXPERT = Form(
    name="recommend_expert",
    version=1,
    title="推荐专家入库",
    serves=("recommend",),
    examples=("推荐专家", "推荐专家入库"),
    roles=OFFICE,
    card="推荐已认定的专家，直接纳入",
    slots=(
        Slot("name", "姓名", ask="专家的姓名？", read=applicants.name, hint="姓名是？比如「李明」。"),
        _unit("所在单位（机构）？"),
        Slot(
            "domains",
            "擅长领域",
            ask="擅长哪些领域？",
            read=reading.domains,
            show=show_domains,
            hint="哪些领域？比如「财税」「法律」。",
        ),
        _REGION,
        _PHONE,
        _GROUND,
    ),
    read=partial(applicants.read, "expert"),
    infer=_infer,
    closed=partial(_closed, "expert"),
    submit=partial(_submit, "expert"),
)
RECOMMEND_STATION = Form(
    name="recommend_station",
    version=1,
    title="推荐工作站入库",
    serves=("recommend",),
    examples=("推荐工作站", "推荐工作站入库"),
    roles=OFFICE,
    card="推荐已认定的工作站，直接纳入",
    slots=(
        _unit("单位全称？"),
        Slot("contact", "联系人", ask="联系人是？", read=reading.person, hint="姓名是？比如「陈敏」。"),
        _REGION,
        _PHONE,
        _GROUND,
    ),
    read=partial(applicants.read, "station"),
    infer=_infer,
    closed=partial(_closed, "station"),
    submit=partial(_submit, "station"),
)
