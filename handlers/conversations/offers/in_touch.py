"""联系上了吗: asked of firm, expert and staff in turn, while nobody has said that both sides of a service are in touch."""

from __future__ import annotations

import re

from actions.needs.meant import meant
from actions.offers.contact import say_contact
from actions.offers.notices import ContactAsked, ContactDue, ContactMissing
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Command, Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import phone_of, shorten
from programme.qualification import IN_FORCE
from programme.roles import EXPERT, NEWCOMERS
from storage.queries.diaries.due import service_of
from storage.queries.needs import NeedFacts, contact_of, get_need, needs_of, services_under_way
from storage.queries.offers.experts import serves
from storage.queries.offers.standing import standings

ANSWERS = (("联系上了", "yes"), ("还没有", "no"))


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    in_touch = values["answer"] == "yes"
    say_contact(talk.work, talk.speaker, values["need"], in_touch, talk.rules, talk.now)
    need = get_need(talk.work, values["need"])
    appoint = Choice("约时间", tokens.start("appoint", "need", need.id))
    if in_touch:
        return Outcome(Reply("好，记下了。约好哪天，说一声我两边都提醒。", choices=(appoint,)))
    if talk.speaker.expert_id == need.expert_id:
        phone = phone_of(contact_of(talk.work, need.id))
        call = f"电话 {phone}，" if phone else ""
        back = Choice("退单", tokens.start("give_back", "need", need.id))
        return Outcome(
            Reply(f"{call}也可以在这里约个时间，我转告{need.enterprise}。", choices=(appoint, back))
        )
    at = standings(talk.work, [need.id])[need.id]
    call = f"可以先打 {phone_of(at)}；" if at.phone else ""
    again = Choice("换一位专家", tokens.start("replace_expert", "need", need.id))
    text = f"抱歉，让您等了。{told_to(talk, need.expert, ContactDue.kind)}{call}不想再等就换一位。"
    return Outcome(Reply(text, choices=(again, appoint, next_steps.STAFF)))


IN_TOUCH = Form(
    name="in_touch",
    version=1,
    title="联系上了吗",
    roles=NEWCOMERS | EXPERT,
    ref="need",
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "answer",
            "答复",
            ask="联系上了吗？",
            options=lambda talk, values: ANSWERS,
            hint="联系上了，还是还没有？",
        ),
    ),
    submit=_submit,
)


_SAID_SO = re.compile(
    r"(?=.{6})(?!.*(?:[没未不?？吗呢]|客户|客商|供应商|银行|买家|卖家|房东|工人|员工|厂家|经销商)).{0,16}(?:联系上|联系到|联系好|加上微信)(?:我们?|他们?|她们?|对方|企业|专家)?了?[，,。！!\s]*(?:昨天|今天|前天|刚才|刚刚|上午|下午|的)*[。！!]*"
    r"|(?!.*[没未不?？吗呢])(?:对了|跟你说|那个|[，,\s])*[\u4e00-\u9fff]{1,4}(?:律师|会计师?|老师|专家|教授|工)(?:已经|昨天|今天|刚才|那边|都)*(?:联系|找)(?:上)?我们?了[，,\s]*.{0,10}"
)
"""«彭工那边已经联系上了»; «没联系上» says the contrary."""


def _accepted(talk: ConversationContext) -> list[NeedFacts]:
    given = services_under_way(talk.work, talk.speaker.expert_id) if talk.speaker.expert_id else []
    return [*given, *needs_of(talk.work, talk.speaker.enterprise_id, ("accepted",))]


def _which(talk: ConversationContext) -> Reply:
    """Of which service; it is written down with a tap."""
    found = talk.once(_accepted)
    named = meant(talk.said, found)
    shown = [need for need in found if named in (None, need.id)]
    choices = tuple(
        Choice(f"联系上了 {need.id} 号", tokens.prompt("in_touch", need.id, "answer", "yes"))
        for need in shown
    )
    return Reply("好。点一下是哪一件，我就记下。", choices=choices)


SAID_SO = Command(
    "said_in_touch",
    "联系上了",
    ("专家那边已经联系上我们了",),
    _which,
    NEWCOMERS | EXPERT,
    syntax=lambda text: _SAID_SO.fullmatch(text.strip()) is not None,
    idle=lambda talk: not talk.once(_accepted),
)


def _silent(talk: ConversationContext, need_id: int, expert: int) -> NeedFacts | None:
    """The need, while this expert has it in hand and nobody has said that both are in touch."""
    service = service_of(talk.work, need_id)
    if service.state != "accepted" or service.expert_id != expert or service.in_touch:
        return None
    return get_need(talk.work, need_id) if serves(talk.work, expert, IN_FORCE) else None


def _answers(need: NeedFacts) -> tuple[Choice, ...]:
    return tuple(Choice(text, tokens.prompt("in_touch", need.id, "answer", value)) for text, value in ANSWERS)


def _asked(talk: ConversationContext, told: ContactAsked) -> Reply | None:
    need = _silent(talk, told.need, told.expert)
    if need is None:
        return None
    at = standings(talk.work, [need.id])[need.id]
    since = f" {day(at.since.astimezone(talk.now.tzinfo).date(), talk.today)}" if at.since else ""
    call = f"没有的话可以打 {phone_of(at)}。" if at.phone else ""
    return Reply(
        f"{need.expert}{since} 接了您的 {need.id} 号需求，联系上了吗？{call}", choices=_answers(need)
    )


def _due(talk: ConversationContext, told: ContactDue) -> Reply | None:
    need = _silent(talk, told.need, told.expert)
    if need is None:
        return None
    of = contact_of(talk.work, need.id)
    call = f"电话 {phone_of(of)}。" if of.phone else ""
    text = f"您接的 {need.id} 号需求，{of.enterprise}还在等您联系：“{shorten(need.text, 14)}”。{call}联系上了吗？"
    yes = Choice(ANSWERS[0][0], tokens.prompt("in_touch", need.id, "answer", "yes"))
    appoint = Choice("约时间", tokens.start("appoint", "need", need.id))
    return Reply(text, choices=(yes, appoint, Choice("退单", tokens.start("give_back", "need", need.id))))


def _missing(talk: ConversationContext, told: ContactMissing) -> Reply | None:
    need = _silent(talk, told.need, told.expert)
    if need is None:
        return None
    return Reply(
        f"{need.id} 号需求（{need.enterprise}），{need.expert}接了单，两边都没说联系上。请打个电话，或另请专家。",
        choices=(
            Choice(f"看 {need.id} 号需求", tokens.start("see_need", "need", need.id)),
            Choice(f"另请 {need.id} 号", tokens.start("ask_others", "need", need.id)),
        ),
    )


ASKED = NoticeRenderer(ContactAsked, _asked, reminder=True)
DUE = NoticeRenderer(ContactDue, _due, reminder=True)
MISSING = NoticeRenderer(ContactMissing, _missing, office=True)
