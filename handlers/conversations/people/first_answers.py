"""What people ask first: whether it is for them, what else it may cost, who hears of it, what if it goes wrong."""

from __future__ import annotations

from handlers.conversations.people import answers
from handlers.conversations.people.answers import EXPERTS
from handlers.conversations.people.askers import by_asker, for_volunteers
from handlers.courtesies import courtesy
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply

_REPLACE = Choice("换一位", tokens.start("replace_expert"))
_MINE = Choice("我的信息", tokens.start("my_information"))


def small(talk: ConversationContext) -> Reply:
    return Reply("能。个体户、小店、合作社都可以，说店名就行。", choices=(next_steps.ASK_FOR_EXPERT, EXPERTS))


def licence(talk: ConversationContext) -> Reply:
    return Reply(
        "请专家不用交证照，说企业名称、怎么称呼和电话就行；个体户说店名。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


def elsewhere(talk: ConversationContext) -> Reply:
    return Reply(
        "可以说，讲清楚在哪里就行。隔得远的，多半用电话、视频来帮；接不接由专家定。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.STAFF),
    )


def court(talk: ConversationContext) -> Reply:
    return Reply(
        "请专家不收钱。真去打官司，诉讼费、鉴定费由法院和机构收，不归这里管，先问专家要多少。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


def asked_to_pay(talk: ConversationContext) -> Reply:
    return Reply(
        "别付。请专家全程免费，没有押金、手续费、会员费，要钱的不是这里的人。"
        "点「投诉」说是谁、怎么找的您，服务中心来查；已经付了先打 96110。",
        choices=(next_steps.COMPLAIN, next_steps.STAFF),
    )


def _firm_travel(talk: ConversationContext) -> Reply:
    return Reply(
        "企业不用出。专家上门也不向企业收钱，收了就告诉服务中心。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.COMPLAIN),
    )


def _own_travel(talk: ConversationContext) -> Reply:
    return Reply("路费由谁出，规定里没有写；不能向企业收。别的办法问服务中心。", choices=(next_steps.STAFF,))


travel_cost = for_volunteers(_own_travel, _firm_travel)


def unhappy(talk: ConversationContext) -> Reply:
    return Reply(
        "照实打分就行，服务中心看得到；也可以换一位专家，或者投诉，服务中心来查。",
        choices=(_REPLACE, next_steps.COMPLAIN),
    )


def damages(talk: ConversationContext) -> Reply:
    return Reply(
        "规定里没有写赔偿。专家给的是建议，照不照办由您定；出了问题可以投诉，服务中心来查。",
        choices=(next_steps.COMPLAIN, next_steps.STAFF),
    )


def own_affairs(talk: ConversationContext) -> Reply:
    return Reply(courtesy("private_matter", talk.said, talk.now.hour), choices=(next_steps.ASK_FOR_EXPERT,))


def _firm_named(talk: ConversationContext) -> Reply:
    return Reply(
        "称呼和电话只给接单的专家和当地工作人员看。对外公开的只有数字，没有您的名字。",
        choices=(next_steps.ASK_FOR_EXPERT, _MINE),
    )


def _own_named(talk: ConversationContext) -> Reply:
    return Reply(
        "公示和专家名录里有姓名、单位、擅长的领域，没有电话。电话只给工作人员，接了谁家的单，才给那一家。",
        choices=(EXPERTS, _MINE),
    )


named = for_volunteers(_own_named, _firm_named)
given = by_asker({"applicant": _own_named, "holder": _own_named}, answers.given)
"""The telephone of a firm goes to whoever took its need on; that of an expert to the firm."""
privacy = by_asker({"applicant": _own_named, "holder": _own_named}, answers.privacy)


def registered(talk: ConversationContext) -> Reply:
    if talk.speaker.consented_at is None:
        return Reply(
            "没有。您还没有同意，这里没有存您的信息；不用登记也能先看、先问。",
            choices=(EXPERTS, next_steps.ASK_FOR_EXPERT),
        )
    return Reply("登记过了，点下面看存了什么。", choices=(_MINE,))


def consent(talk: ConversationContext) -> Reply:
    return Reply(
        "不是合同，不用签字。同意只是让我记下您的称呼、电话和说的话，好办这件事，随时可以撤回。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.STAFF),
    )


def _firm_signs(talk: ConversationContext) -> Reply:
    return Reply("不用签字。服务过后，我请您说一声来过没有、打几分。", choices=(next_steps.ASK_FOR_EXPERT,))


def _holder_asks(talk: ConversationContext) -> Reply:
    return Reply(
        "记日记不用企业签字，记完我请企业确认、打分。纸的服务记录单上才有签字的地方。",
        choices=(next_steps.STAFF,),
    )


signing = by_asker({"firm": _firm_signs}, _holder_asks)
