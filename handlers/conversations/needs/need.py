"""发布需求: one hurried line becomes a need that experts are asked for."""

from __future__ import annotations

from actions.needs.post import Posting, asked_before, post_need
from actions.offers.suggest import nearest_by_phrase
from actions.people.contact import firm_called, speak_for
from handlers.conversations.needs import telling
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import goes_now
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_form, show_region
from language.domains import label
from programme.roles import EVERYBODY
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import ADDITION, get_need
from storage.queries.offers.experts import get_expert

ASKED_BEFORE = (
    "这件事您的 {} 号需求正在办，不用再发，回复「我的需求」看进展。如果是另一件事，换个说法再发一次。"
)
MORNING = "找到 {} 位合适的专家，通知将在早上 8 点后送达"
FOCUS = {
    "graduate": "大学毕业生创业",
    "veteran": "退役军人创业",
    "woman": "女性创业",
    "disabled": "残疾人创业",
    "srdi": "专精特新",
}


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    firm = _firm(talk, values)
    if running := asked_before(talk.work, talk.speaker, values["text"]):
        return Outcome(Reply(ASKED_BEFORE.format(running)))
    need_id, asked = post_need(talk.work, talk.speaker, _posting(values, firm), talk.rules, talk.now)
    if not asked and not firm and (nearest := _nearest(talk, need_id)):
        return Outcome(nearest)
    goes = (
        f"已请 {asked} 位合适的专家看"
        if goes_now(talk, bool(values.get("urgent")))
        else MORNING.format(asked)
    )
    told = f"{goes}，有人接单就告诉您。" if asked else "现在没有空闲的合适专家，已转给工作人员为您安排。"
    told = _wish_out_of_reach(talk, values) + told
    look = "" if firm else "\n回复「我的需求」随时看进展。"
    return Outcome(Reply(f"已发布（第 {need_id} 号）。{told}{look}"))


def _nearest(talk: ConversationContext, need_id: int) -> Reply | None:
    """Those whose own words come nearest, where nobody plainly knows the matter: the firm may say that one of them will do."""
    found = nearest_by_phrase(talk.work, get_need(talk.work, need_id), talk.now)
    if not found:
        return None
    lines = [f"· {one.label}：{one.phrase}" for one in found]
    lead = f"已发布（第 {need_id} 号）。没有专家直接写到这件事，已转给工作人员为您安排。最接近的有："
    choice = Choice("自己选一位", tokens.start("choose_expert", "need", need_id))
    return Reply("\n".join([lead, *lines]), choices=(choice,))


def _wish_out_of_reach(talk: ConversationContext, values: Values) -> str:
    """Whom the firm named and nobody can reach is not waited for."""
    expert = get_expert(talk.work, values["wish"]) if values.get("wish") else None
    return f"暂时联系不上{expert.name}。" if expert and out_of_reach(talk.work, [expert.person_id]) else ""


def _firm(talk: ConversationContext, values: Values) -> int | None:
    """The firm that somebody else speaks for; a newcomer becomes the voice of their own."""
    if not telling.newcomer(talk, values):
        return None
    work, name, region = talk.work, values["enterprise"], values["region"]
    focus = values.get("focus", [])
    if telling.for_a_firm(talk):
        return firm_called(work, name, region, focus, talk.now).id
    speak_for(work, talk.speaker, name, values["phone"], region, focus, talk.now)
    return None


def _posting(values: Values, firm: int | None) -> Posting:
    return Posting(
        text=f"{values['text']}{ADDITION}企业电话 {values['phone']}" if firm else values["text"],
        domain=values["domain"],
        also=tuple(code for code in values.get("also", []) if code != values["domain"]),
        region=values["region"],
        urgent=bool(values.get("urgent")),
        form=values.get("form"),
        focus=tuple(values.get("focus", [])),
        wish=values.get("wish"),
        enterprise_id=firm,
    )


NEED = Form(
    name="need",
    version=1,
    title="发布需求",
    serves=("need.post",),
    akin=("need.change", "profile.change"),
    dropped_by=("need.withdraw",),
    examples=(
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
    ),
    roles=EVERYBODY,
    opening="请用一句话说说遇到的问题，比如「有员工没签合同，现在要我们赔双倍工资」。",
    sample="有个员工没签劳动合同，现在要我们赔双倍工资，想找人问问",
    card="需求",
    slots=(
        Slot(
            "text",
            "问题",
            ask="请用一句话说说遇到的问题。",
            read=reading.words,
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
        Slot(
            "region",
            "地区",
            ask="企业在哪个区或县？比如「赤坎区」「廉江」。",
            read=reading.region,
            show=show_region,
            asks="place",
            hint="没认出这个地方，请说区县的全称，比如「湛江市赤坎区」。",
        ),
        Slot(
            "urgent",
            "紧急",
            ask="这件事急吗？急的话会同时请几位专家，两小时内答复。",
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
            "focus",
            "身份",
            asked=False,
            hidden=True,
            show=lambda codes: "、".join(FOCUS[code] for code in codes),
        ),
        Slot(
            "enterprise",
            "企业",
            ask="请问企业名称是？",
            read=reading.enterprise,
            when=telling.newcomer,
            hint="请说企业名称，比如「蓝湾海鲜加工厂」；个体户说店名就行。",
        ),
        Slot(
            "phone",
            "手机",
            ask=telling.phone_question,
            read=reading.phone,
            asks="phone",
            when=telling.newcomer,
            hint="手机号是 11 位数字，再发一次好吗？",
        ),
    ),
    adds="text",
    read=telling.read,
    several=telling.several,
    infer=telling.infer,
    submit=_submit,
)
