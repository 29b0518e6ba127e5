"""申请: become a volunteer expert or a workstation; one message fills what it can."""

from __future__ import annotations

import re
from functools import partial

import language
from actions.applications.apply import (
    CALLING,
    RETIRED,
    REVIEWS,
    UNDER_WAY,
    Filing,
    admission_of,
    answer_return,
    apply,
    correct,
)
from actions.applications.attachments import HandedIn
from actions.applications.rounds import why_not_now
from handlers.conversations.applications import applicant as applicants
from handlers.conversations.applications import applicant_questions as facts
from handlers.conversations.applications import slots
from handlers.conversations.applications.my_applications import stand
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from language import callings
from programme.packs import Kind
from programme.programmes import open_to, pack_in, speaking_of
from programme.qualification import IN_FORCE
from programme.roles import APPLICANTS, HOLDER_NAMES
from storage.queries.applications.filed import (
    ApplicationFacts,
    application,
    applications_of,
    has_title,
    same_holder,
)

WELCOME = (
    "好，我来帮您申请。要记下您的姓名、单位、电话和说的话，给审核的工作人员看，通过后公示姓名和单位；"
    "想看、想删，随时跟我说。可以吗？"
)
"""Asks for consent itself: what an applicant gives is read by others, and partly published."""


def _infer(kind: Kind, talk: ConversationContext, values: Values) -> Values:
    """What is known of the person, and the region from the unit's name."""
    place = language.read_region(values["unit"], talk.home) if values.get("unit") else None
    who = "name" if kind == "expert" else "contact"
    known: Values = {
        who: talk.speaker.name or None,
        "phone": talk.speaker.phone,
        "region": place or talk.home,
    }
    known |= {"person_in_charge": 1} if kind == "station" and values.get("contact") else {}
    known |= (
        {CALLING: callings.read(f"{values.get('post', '')}，{values.get('unit', '')}")}
        if kind == "expert"
        else {}
    )
    return {name: value for name, value in known.items() if value}


def _filing(kind: Kind, talk: ConversationContext, values: Values) -> Filing:
    expert = kind == "expert"
    return Filing(
        kind=kind,
        name=values["name"] if expert else values["unit"],
        unit=values["unit"],
        region=values["region"],
        contact=values["name"] if expert else values["contact"],
        phone=values.get("phone"),
        domains=tuple(values.get("domains", [])),
        category=values.get("category"),
        answers=facts.answers(talk, kind, values),
        calling=values.get(CALLING),
        retired=values.get(RETIRED),
        papers=tuple(map(HandedIn, values.get("papers", []) if slots.agreed(values) else [])),
    )


def _submit(kind: Kind, talk: ConversationContext, values: Values) -> Outcome:
    filing, key = _filing(kind, talk, values), values.get("application")
    slots.note_agreement(talk, values)
    slots.drop_papers(talk, values)
    if key is None:
        pack = facts.pack_meant(talk, kind, values)
        key = apply(talk.work, talk.speaker, filing, pack, talk.now)
    elif (filed := application(talk.work, key)) and filed.state in REVIEWS:
        correct(talk.work, talk.speaker, key, filing, talk.rules, talk.now)
        return Outcome(
            Reply(f"已修改：{key} 号申请，审核人员看到的是新的内容。", choices=(next_steps.MY_APPLICATIONS,))
        )
    else:
        answer_return(talk.work, talk.speaker, key, filing, talk.rules, talk.now)
    one = application(talk.work, key)
    assert one is not None
    return Outcome(_handed_in(talk, one))


ALREADY: dict[Kind, str] = {"expert": "已是专家", "station": "已是工作站"}
"""How both, the applicant and the reviewer, hear that the title is there already."""


def _handed_in(talk: ConversationContext, one: ApplicationFacts) -> Reply:
    """What comes next, and honestly what may stand in the way."""
    found = admission_of(one, talk.rules)
    held = same_holder(talk.work, one.person_id, one.phone, one.kind, IN_FORCE)
    known = f"这个手机号{ALREADY[one.kind]}，是您本人就不用再申请，找服务中心要绑定码。审核人员也看得到。"
    lines = [f"已提交：{one.id} 号{HOLDER_NAMES[one.kind]}申请，有结果就告诉您。"]
    lines += [known] if held else []
    lines += [f"可能不够：{lack.text}（{lack.clause}），工作人员会和您核实。" for lack in found.short]
    choices = [next_steps.MY_APPLICATIONS]
    if found.papers_missing:
        lines.append(f"还要交：{'、'.join(paper.name for paper in found.papers_missing)}，拍照发来。")
        choices.insert(0, next_steps.ADD_PAPERS)
    if any(paper.in_words for paper in found.papers_missing):
        choices.insert(1, Choice("说说经历", tokens.start("tell_experience")))
    return Reply("\n".join(lines), choices=tuple(choices))


def _closed(kind: Kind, talk: ConversationContext, values: Values) -> str:
    """Who has the title or has applied hears so before anything is asked. Else the round is over, or the pack
    knows no such title; what was handed in before is still answered."""
    if "application" in values:
        return ""
    if not values and (why := _needless(kind, talk)):
        return why
    place = values.get("region") or talk.home
    if chosen := pack_in(talk.rules, values.get("programme") or ""):
        return why_not_now(talk.work, kind, chosen, talk.today, place)
    if facts.offered(talk, kind, values):
        return ""
    why = facts.closed_elsewhere(talk, kind, values)
    return why or why_not_now(talk.work, kind, speaking_of(talk.rules, kind), talk.today, place)


def _needless(kind: Kind, talk: ConversationContext) -> str:
    """Why nothing is left to apply for: of all programmes of the kind the title is held, or applied for."""
    who = talk.speaker.person_id
    if facts.offered(talk, kind, {}):
        return ""
    if any(
        has_title(talk.work, who, kind, pack.id, IN_FORCE)
        for pack in open_to(talk.rules, kind, None, talk.today)
    ):
        return f"您已经是{HOLDER_NAMES[kind]}了，不用再申请，谢谢您。说「我的进度」看今年做了多少。"
    own = next((one for one in applications_of(talk.work, who, UNDER_WAY) if one.kind == kind), None)
    return f"您的 {own.id} 号申请{stand(talk, own)}，不用再交一份。要改就说「改申请」。" if own else ""


def _opening(kind: Kind, asked: str, talk: ConversationContext, values: Values) -> str:
    """What is asked first; where one programme takes nobody now and another does, that goes before."""
    return facts.closed_elsewhere(talk, kind, values) + asked


_WANTS_TO_BE = re.compile(
    r"(?:你好|您好|老师|请问|哈喽)*[，,！!\s]*(?:我|本人)?(?:也|就)?(?:想|要|想要|准备|打算|来|能不能)(?:报名|申请)?(?:当|做|成为)(?:一[名个位])?(?:你们的?)?(?:志愿)?专家(?:吧|的)?[。！!]*"
    r"|(?:你好|您好)?[，,！!\s]*(?:我|本人)(?:想|要)(?:申请|报名)(?:当|做|成为)?(?:一[名个位])?(?:志愿)?专家[，,。\s]+\S.{5,}"
)
"""«你好，我想当专家» looks for no expert."""


APPLY_EXPERT = Form(
    name="apply_expert",
    version=1,
    title="申请志愿专家",
    serves=("apply.expert",),
    examples=(
        "申请专家",
        "申请当专家",
        "申请志愿专家",
        "申请当志愿专家",
        "申请成为志愿专家",
        "报名当专家",
        "我要当专家",
        "当志愿专家",
        "我想当专家",
        "想当专家",
        "当专家",
        "专家申请",
        "我想当志愿者",
        "能报名当志愿者吗",
        "怎么加入专家库",
    ),
    syntax=lambda text: (
        applicants.introduces_oneself(text) or _WANTS_TO_BE.fullmatch(text.strip()) is not None
    ),
    roles=APPLICANTS,
    opening=partial(
        _opening, "expert", "介绍一下自己：姓名、单位、学历、服务几年、专长、手机号，缺的我再问。"
    ),
    sample="李明，在湛江某某律师事务所做律师，本科，服务企业6年，擅长法律，手机13800000000",
    welcome=WELCOME,
    card="志愿专家申请（确认即承诺：守法、自愿、无偿）",
    sends=True,
    slots=(
        slots.APPLICATION,
        slots.programme("expert"),
        Slot("name", "姓名", ask="您的姓名是？", read=applicants.name, hint="姓名是？比如「李明」。"),
        Slot(
            "unit",
            "单位",
            ask="您在哪个单位？退休的说退休前的。",
            read=applicants.unit,
            hint="单位全称是？比如「湛江精工机械厂」。",
        ),
        Slot("post", "职务", ask="您的职务或职称是？", asked=False, read=reading.words),
        Slot(
            "domains",
            "擅长领域",
            ask="您擅长哪些领域？比如「法律、人力资源」。",
            read=reading.domains,
            show=show_domains,
            options=lambda talk, values: [(n, [c]) for n, c in reading.domain_options(talk, values)],
            hint="哪些领域？比如「财税」「法律」。",
        ),
        slots.CALLING_OF,
        slots.RETIRED_OF,
        slots.REGION,
        slots.PHONE,
        slots.category("expert"),
    ),
    of_pack=lambda rules: (*facts.pack_slots("expert", rules), slots.PAPERS_AGREED, slots.PAPERS),
    closed=partial(_closed, "expert"),
    read=partial(applicants.read, "expert"),
    more=applicants.more,
    infer=partial(_infer, "expert"),
    submit=partial(_submit, "expert"),
)

APPLY_STATION = Form(
    name="apply_station",
    version=1,
    title="申请志愿服务工作站",
    serves=("apply.station",),
    examples=(
        "申请工作站",
        "申请志愿服务工作站",
        "申报工作站",
        "工作站申请",
        "申请服务工作站",
        "想设个工作站",
    ),
    roles=APPLICANTS,
    opening=partial(
        _opening,
        "station",
        "介绍一下单位：名称、所在地、成立几年、去年服务几家、专职几人、联系人、手机号，缺的我再问。",
    ),
    sample="湛江海东科技产业园，在坡头区，成立5年，去年服务企业200家，专职人员12人，联系人陈敏 13800000000",
    welcome=WELCOME,
    card="工作站申请（确认即承诺：情况属实、无偿服务）",
    sends=True,
    slots=(
        slots.APPLICATION,
        slots.programme("station"),
        Slot(
            "unit",
            "单位",
            ask="单位全称是？",
            read=applicants.unit,
            hint="单位全称是？比如「湛江海东科技产业园」。",
        ),
        Slot(
            "contact",
            "联系人",
            ask="由谁负责？",
            read=reading.person,
            hint="姓名是？比如「陈敏」。",
        ),
        Slot(
            "domains",
            "服务类别",
            ask="主要提供哪些服务？比如「法律、融资」。",
            asked=False,
            read=reading.domains,
            show=show_domains,
        ),
        slots.REGION,
        slots.PHONE,
        slots.category("station"),
    ),
    of_pack=lambda rules: (*facts.pack_slots("station", rules), slots.PAPERS_AGREED, slots.PAPERS),
    closed=partial(_closed, "station"),
    read=partial(applicants.read, "station"),
    more=applicants.more,
    infer=partial(_infer, "station"),
    submit=partial(_submit, "station"),
)
