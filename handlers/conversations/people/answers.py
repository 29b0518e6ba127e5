"""What each common question is answered: one thing, figures as the rules have them, and a way on."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.settings.house import centre_for
from handlers.conversations.people import figures
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply
from handlers.rendering.centres import centre_line
from handlers.rendering.plain import show_domains
from language.domains import DOMAINS
from programme import told
from programme.admission import how_to_join
from programme.cases import JUDGED, UNDECIDED
from programme.packs import Kind
from programme.roles import HOLDER_NAMES, HOLDERS
from storage.queries.applications.filed import applications_of
from storage.queries.complaints.cases import cases_of
from storage.queries.needs import needs_of

EXPERTS = Choice("专家名录", tokens.start("experts"))
_APPLY: dict[Kind, Choice] = {
    "expert": next_steps.APPLY_EXPERT,
    "station": Choice("申请工作站", tokens.start("apply_station")),
}
_KINDS = {"objection": "异议", "complaint": "投诉", "appeal": "申诉"}
_WAITING = ("open", "unanswered")
_TAKEN_ON = ("accepted", "served", "rated")
_LIST = Choice("公示名单", tokens.start("publicity"))


_WHEN, _CALLED, _WHERE = (
    re.compile(r"几点|上班|下班|开门|开不开|时间|周[末六日]|星期"),
    re.compile(r"电话|号码"),
    re.compile(r"在哪|哪里|地址|怎么走|哪条路"),
)


def _way(talk: ConversationContext) -> Choice:
    """On from a question of the rules: holders look at their year, others may apply."""
    return next_steps.MY_PROGRESS if talk.speaker.roles & HOLDERS else _APPLY[figures.kind_meant(talk)]


def cost(talk: ConversationContext) -> Reply:
    return Reply(
        "全程免费，企业和专家都不用交钱。要是有人收您的钱，点下面告诉服务中心。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.COMPLAIN),
    )


def complained(talk: ConversationContext) -> Reply:
    return Reply(
        "您的名字不告诉对方，只有来查的工作人员看得到。", choices=(next_steps.COMPLAIN, next_steps.STAFF)
    )


def how(talk: ConversationContext) -> Reply:
    return Reply(
        "说一句难事就行，比如「想贷款买设备，没有抵押物」。我请对口的专家，有人接单就告诉您。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


def what(talk: ConversationContext) -> Reply:
    return Reply(
        f"企业的事都可以问，比如{show_domains(code for code in DOMAINS if code != 'other')}。",
        choices=(next_steps.ASK_FOR_EXPERT, EXPERTS),
    )


def who(talk: ConversationContext) -> Reply:
    return Reply(
        "志愿专家和工作站，经过审核认定，自愿来帮，不收报酬。", choices=(EXPERTS, next_steps.ASK_FOR_EXPERT)
    )


def privacy(talk: ConversationContext) -> Reply:
    return Reply(
        "接单以前，专家看不到您是谁；接了单的专家和当地服务中心才看得到。不对外公开，商业秘密要保密。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.STAFF),
    )


def register(talk: ConversationContext) -> Reply:
    return Reply(
        "能用，不用先注册。遇到什么事直接说，要留的我会先问您同不同意。", choices=(next_steps.ASK_FOR_EXPERT,)
    )


def given(talk: ConversationContext) -> Reply:
    """To whom somebody's telephone was shown: to those who took a need of theirs on, and nobody else."""
    firm = talk.speaker.enterprise_id
    taken = needs_of(talk.work, firm, _TAKEN_ON) if firm is not None else ()
    names = "、".join(dict.fromkeys(need.expert for need in taken if need.expert))
    if names:
        return Reply(f"只给了接单的{names}，没给别人。", choices=(next_steps.STAFF,))
    return Reply(
        "没给别人。有专家接了单，才给那一位看。", choices=(next_steps.ASK_FOR_EXPERT, next_steps.STAFF)
    )


def fraud(talk: ConversationContext) -> Reply:
    centre = centre_for(talk.work, talk.rules, figures.place(talk))
    check = f"不放心先打 {centre.phone} 问{centre.name}。" if centre and centre.phone else ""
    return Reply(
        f"不是骗子：这是{talk.rules.issuer}的中小企业志愿服务，不收钱，也不要密码和验证码。{check}",
        choices=(EXPERTS, next_steps.STAFF),
    )


def machine(talk: ConversationContext) -> Reply:
    return Reply(
        "我是益企，是程序，不是真人。专家和工作人员都是真人。",
        choices=(next_steps.STAFF, next_steps.ASK_FOR_EXPERT),
    )


def speed(talk: ConversationContext) -> Reply:
    offers = talk.rules.offers
    return Reply(
        f"平时一次请 {offers.at_once} 位专家，请在 {offers.answer_hours} 小时内答复；"
        f"急的同时请 {offers.urgent_at_once} 位，{offers.urgent_answer_hours} 小时内。没人接就交给服务中心。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


def review(talk: ConversationContext) -> Reply:
    """How long nobody says; who looks at it, and how long publicity takes after that, does."""
    kind = figures.kind_meant(talk)
    pack = figures.rules_for(talk, kind)
    who = told.review(pack.rules(kind)) if pack else "由服务中心审核"
    days = figures.figure(talk, told.publicity, "没有规定公示天数")
    return Reply(
        f"审核没有规定天数，有结果就告诉您。{who}。\n通过以后：{days}",
        choices=(next_steps.MY_APPLICATIONS, _way(talk)),
    )


def of_case(talk: ConversationContext) -> Reply | None:
    """Of a complaint, an objection or an appeal of their own that nobody has decided; None where there is none."""
    own = cases_of(talk.work, talk.speaker.person_id, JUDGED, UNDECIDED, limit=1)
    if not own:
        return None
    return Reply(
        f"{own[0].id} 号{_KINDS[own[0].kind]}还没有结果。查要多久没有规定天数，有结果就告诉您。",
        choices=(Choice("看进展", tokens.start("my_cases")), next_steps.STAFF),
    )


def result(talk: ConversationContext) -> Reply:
    """Of a case; of the need, for a firm that has one and has applied for nothing; else of an application."""
    if "申请" not in talk.said and (case := of_case(talk)):
        return case
    applied = applications_of(talk.work, talk.speaker.person_id, limit=1)
    firm = talk.speaker.enterprise_id
    asks_of_need = firm is not None and not applied and "申请" not in talk.said
    if asks_of_need and needs_of(talk.work, firm, _WAITING, limit=1):
        return speed(talk)
    return review(talk)


def fields(talk: ConversationContext) -> Reply:
    return Reply(
        "擅长几个就填几个，规定没有限个数，比如「法律和财税」。需求按填的领域来请人，填真正擅长的就好。",
        choices=(_way(talk),),
    )


def publicity(talk: ConversationContext) -> Reply:
    said = figures.figure(talk, told.publicity, "没有规定公示天数")
    return Reply(f"{said}\n公布当天不算，休息日不算。", choices=(_LIST,))


def term(talk: ConversationContext) -> Reply:
    return Reply(figures.figure(talk, told.term, "没有规定任期，一直有效"), choices=(_way(talk),))


def renewal(talk: ConversationContext) -> Reply:
    kind = figures.kind_meant(talk)
    pack = figures.rules_for(talk, kind)
    if pack is None or pack.rules(kind).term is None:
        return Reply("没有规定任期，不用续。", choices=(_way(talk),))
    return Reply(
        f"不续也不用做什么：{HOLDER_NAMES[kind]}的资格到期就结束，服务记录都留着，想回来随时再申请。",
        choices=(_way(talk),),
    )


def duty(talk: ConversationContext) -> Reply:
    return Reply(figures.figure(talk, told.duty, "没有规定每年的任务"), choices=(_way(talk),))


def phone_advice(talk: ConversationContext) -> Reply:
    return Reply(
        "算。电话、微信、视频里咨询都算线上服务，时长和家数跟上门一样记。", choices=(next_steps.DIARY,)
    )


def counted(talk: ConversationContext) -> Reply:
    return Reply(
        "算的是帮企业的那段时间：上门、讲课、电话、微信、视频都算，路上不算。别的拿不准，问服务中心。",
        choices=(next_steps.DIARY, next_steps.STAFF),
    )


def travel(talk: ConversationContext) -> Reply:
    return Reply("路上的时间不算，只记帮企业的那段时间。", choices=(next_steps.DIARY,))


def preparing(talk: ConversationContext) -> Reply:
    return Reply(
        "规定里没有写备课、准备材料算不算。日记按帮企业的那段时间记，想把准备的时间算上，先问服务中心。",
        choices=(next_steps.STAFF, next_steps.DIARY),
    )


def lecture(talk: ConversationContext) -> Reply:
    return Reply("算。讲了多久记多久，到场几家企业就记几家；路上的时间不算。", choices=(next_steps.DIARY,))


def again(talk: ConversationContext) -> Reply:
    return Reply("同一家去几次，时长都算，家数一年只算 1 家。", choices=(next_steps.DIARY,))


def pay(talk: ConversationContext) -> Reply:
    return Reply("没有报酬，是志愿服务。做了多少都有记录，可以开证明。", choices=(_way(talk),))


def conditions(kind: Kind) -> Callable[[ConversationContext], Reply]:
    def answer(talk: ConversationContext) -> Reply:
        pack = figures.rules_for(talk, kind)
        if pack is None:
            return Reply(
                f"这里还没有{HOLDER_NAMES[kind]}的规定，可以问服务中心。", choices=(next_steps.STAFF,)
            )
        return Reply(f"{how_to_join(pack, kind)}", choices=(_APPLY[kind],))

    return answer


def centre(talk: ConversationContext) -> Reply:
    centre = centre_for(talk.work, talk.rules, figures.place(talk))
    if centre is None:
        return Reply("这里还没有登记服务中心的地址和电话，有事我转告工作人员。", choices=(next_steps.STAFF,))
    asked = (
        (_WHEN, "开放时间", centre.opening),
        (_CALLED, "电话", centre.phone),
        (_WHERE, "地址", centre.address),
    )
    lacking = [name for words, name, known in asked if not known and words.search(talk.said)]
    known = bool(centre.opening or centre.phone or centre.address)
    besides = f"{'、'.join(lacking)}没有登记，有事我转告工作人员。" if lacking and known else ""
    return Reply(f"{centre_line(centre)}{besides}", choices=(next_steps.STAFF,))
