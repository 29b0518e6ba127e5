"""请专家帮忙: one hurried line becomes a need that experts are asked for."""

from __future__ import annotations

from dataclasses import replace

from actions.needs.post import Posting, asked_before, post_need
from actions.people.contact import firm_called, leave_phone, speak_for
from actions.people.profile import Changes, change_profile
from handlers.conversations.needs import telling
from handlers.conversations.needs.matter import phrases
from handlers.conversations.needs.wait import right_one_for
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import goes_now
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_form, show_region
from language import traits
from language.domains import label
from language.free_days import free_days
from language.needs import GROUPS
from programme.major_events import TRACKS
from programme.roles import EVERYBODY
from programme.telephones import marked
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import ADDITION, get_need
from storage.queries.offers.experts import get_expert

ASKED_BEFORE = "这和正在办的 {} 号需求是一件事。是另一件的话，换个说法再说一次。"
NAMED = "这家企业已经有人登记，已请负责人确认您；确认以前，您只看得到自己提的需求。有邀请码，发给我就行。"
HURRY = "急件要服务中心先核实，已请他们联系您，核实了就多请几位。"
TAGGED = "按「{}」排在前面办。"
PROGRESS = Choice("看进展", tokens.start("my_needs"))
MORNING = "要请 {} 位专家，邀请将在早上 8 点后送达"
UNNAMED = "需求已收到，是 {} 号需求。没有专家直接写到这件事，已交给服务中心去找。"
NOBODY = "现在没有能接的专家，已交给服务中心去找。"


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    unknown = talk.speaker.enterprise_id is None
    posted = _post(talk, values)
    if not (unknown and talk.speaker.claims):
        return posted
    reply = posted.reply
    return replace(posted, reply=replace(reply, text=f"{reply.text}\n{NAMED}"))


def _post(talk: ConversationContext, values: Values) -> Outcome:
    firm = _firm(talk, values)
    if running := asked_before(talk.work, talk.speaker, values["text"]):
        return Outcome(Reply(ASKED_BEFORE.format(running), choices=(PROGRESS,)))
    need_id, asked = post_need(talk.work, talk.speaker, _posting(values, firm), talk.rules, talk.now)
    if not asked and not firm and right_one_for(talk, need_id):
        held = get_need(talk.work, need_id).waits_until
        also = "" if held else "，已交给服务中心去找"
        return Outcome(
            Reply(f"需求已收到，是 {need_id} 号需求{also}。"), then=("need_wait", {"need": need_id})
        )
    if not asked and not firm and phrases(talk, need_id):
        return Outcome(Reply(UNNAMED.format(need_id)), then=("need_matter", {"need": need_id}))
    kept = get_need(talk.work, need_id)
    urgent = kept.urgent
    goes = f"正在请 {asked} 位专家" if goes_now(talk, urgent) else MORNING.format(asked)
    told = f"{goes}，有人接单就告诉您。" if asked else NOBODY
    told = _wish_out_of_reach(talk, values) + told
    told += TAGGED.format(TRACKS[kept.track]) if kept.track else ""
    told += HURRY if values.get("urgent") and not urgent else ""
    return Outcome(Reply(f"需求已收到，是 {need_id} 号需求。{told}", choices=() if firm else (PROGRESS,)))


def _more(talk: ConversationContext, values: Values, text: str) -> Values:
    return telling.turns_out_theirs(values, text) or _with_days(talk, values, text)


def _with_days(talk: ConversationContext, values: Values, text: str) -> Values:
    """«星期三星期五有空» stands in the need, where the expert reads it."""
    told, days = str(values.get("text") or ""), free_days(text)
    return {"text": f"{told}，{days}"} if told and days and days not in told else {}


def _wish_out_of_reach(talk: ConversationContext, values: Values) -> str:
    """Whom the firm named and nobody can reach is not waited for."""
    expert = get_expert(talk.work, values["wish"]) if values.get("wish") else None
    return f"暂时联系不上{expert.name}。" if expert and out_of_reach(talk.work, [expert.person_id]) else ""


TRACK_OPTIONS = tuple((name, code) for code, name in TRACKS.items())


def _firm(talk: ConversationContext, values: Values) -> int | None:
    """The firm that somebody else speaks for; a newcomer becomes the voice of their own."""
    if not telling.newcomer(talk, values):
        if values.get("phone"):
            _reached_at(talk, values["phone"])
        return None
    work, name, region = talk.work, values["enterprise"], values["region"]
    focus = values.get("focus", [])
    if telling.for_a_firm(talk, values):
        return firm_called(work, name, region, focus, talk.now).id
    speak_for(work, talk.speaker, name, values.get("phone"), region, focus, talk.now)
    return None


def _reached_at(talk: ConversationContext, phone: str) -> None:
    """The number on the card that was confirmed is where the firm is called from now on."""
    if talk.speaker.phone:
        change_profile(talk.work, talk.speaker, Changes(phone=phone), talk.now)
    else:
        leave_phone(talk.work, talk.speaker, phone, talk.now)


def _posting(values: Values, firm: int | None) -> Posting:
    return Posting(
        text=f"{values['text']}{ADDITION}企业电话 {marked(values['phone'], False)}"
        if firm
        else values["text"],
        domain=values["domain"],
        also=tuple(code for code in values.get("also", []) if code != values["domain"]),
        region=values["region"],
        urgent=bool(values.get("urgent")),
        form=values.get("form"),
        focus=tuple(values.get("focus", [])),
        prefers=tuple(values.get("prefers", [])),
        wish=values.get("wish"),
        track=values.get("track"),
        enterprise_id=firm,
    )


NEED = Form(
    name="need",
    version=1,
    title="请专家帮忙",
    serves=("need.post",),
    akin=("need.change", "profile.change"),
    dropped_by=("need.withdraw",),
    examples=(
        "请专家帮忙",
        "发布需求",
        "发需求",
        "我要求助",
        "我有需求",
        "提需求",
        "求助",
        "我是企业",
        "我是企业要求助",
        "找专家",
        "需要帮助",
        "我帮企业报个事",
        "帮企业报个需求",
        "我报几个企业的需求",
    ),
    roles=EVERYBODY,
    opening="遇到什么问题了？比如「有员工没签合同，要赔双倍工资」。",
    sample="有个员工没签劳动合同，现在要我们赔双倍工资，想找人问问",
    card="需求",
    welcome="这事可以请志愿专家帮忙，不收费。",
    slots=(
        Slot(
            "text",
            "问题",
            ask="遇到什么问题了？一句话就行。",
            read=telling.words,
            check=telling.long_enough,
            free=True,
        ),
        Slot(
            "domain",
            "领域",
            ask=telling.domain_question,
            read=reading.domain,
            guessed=True,
            show=label,
            options=telling.domain_options,
        ),
        Slot("also", "", hidden=True, asked=False),
        Slot("wish", "", hidden=True, asked=False),
        Slot("others", "", hidden=True, asked=False),
        Slot("track", "", hidden=True, asked=False, options=lambda talk, values: TRACK_OPTIONS),
        Slot(
            "region",
            "地区",
            ask=telling.place_question,
            read=reading.region,
            show=show_region,
            asks="place",
            hint="没认出这个地方，是哪个区县？比如「湛江市赤坎区」。",
        ),
        Slot(
            "urgent",
            "紧急",
            ask="这件事急吗？急的话我同时请几位专家，请他们两小时内给话。",
            asked=False,
            read=telling.read_urgent,
            show=lambda value: "急" if value else "不急",
            options=lambda talk, values: reading.yes_no("急", "不急"),
        ),
        Slot(
            "form",
            "方式",
            ask="希望线上沟通，还是专家上门？",
            asked=False,
            read=reading.form,
            show=show_form,
            options=reading.form_options,
        ),
        Slot(
            "prefers",
            "希望",
            ask="希望专家怎么样？比如「会讲粤语」「周末有空」。",
            asked=False,
            read=telling.read_prefers,
            show=traits.labels,
            when=lambda talk, values: bool(values.get("prefers")),
            hint="没听懂。比如「会讲粤语」「周末有空」。",
        ),
        Slot(
            "focus",
            "身份",
            asked=False,
            hidden=True,
            show=lambda codes: "、".join(GROUPS[code] for code in codes),
        ),
        Slot(
            "enterprise",
            "企业",
            ask=telling.firm_question,
            read=reading.enterprise,
            when=telling.newcomer,
            hint="企业叫什么？比如「蓝湾海鲜加工厂」，个体户说店名。",
        ),
        Slot(
            "phone",
            "手机",
            ask=telling.phone_question,
            read=reading.phone,
            asks="phone",
            when=telling.leaves_phone,
            hint="手机号是 11 位数字，再发一次好吗？",
        ),
    ),
    adds="text",
    more=_more,
    read=telling.read,
    several=telling.several,
    is_other=telling.is_other,
    meanwhile=telling.heard_meanwhile,
    heeds=telling.tells_for_others,
    infer=telling.infer,
    submit=_submit,
)
