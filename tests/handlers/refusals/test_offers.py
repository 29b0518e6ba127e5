"""What is refused about offers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage.tables import Appointment, Expert, Offer, Qualification, ServiceChat, Team, TeamMember
from storage.tables import Refusal as Barred
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, remove_all, say
from tests.handlers.refusals.services import (
    NEED,
    PROBLEM,
    accepted,
    change_need,
    everybody,
    expert_of,
    load,
    no_expert_any_more,
    person_of,
    posted,
    the_need,
    to_another,
    to_another_firm,
)

FULL = "您手上的服务已经到上限"
NOT_SERVING = "您的专家资格现在暂停或已到期"
NEGOTIATED = [everybody, posted, say("lawyer", "和企业商量", "下周三以后可以"), say("lawyer", "确认")]
"""The first lawyer would take it under a condition."""
ASKED = [everybody, posted, say("lawyer", "我的邀请", "法律法规·石家庄长安区：供应商拖欠货款，合同纠纷，…")]
"""The first lawyer is asked whether they take it."""


def _near(scene: Scene) -> None:
    """The lawyer, barred by nobody and asked by nobody, looks at what waits nearby."""
    everybody(scene)
    for who in ("lawyer", "another"):
        scene.change(lambda work, who=who: load(work, who, 3))  # type: ignore[misc]  # a default binds the loop's value
    scene.says("firm", PROBLEM)
    scene.says("firm", "确认")
    scene.change(lambda work: load(work, "lawyer", 0))
    scene.says("lawyer", "附近需求")


def _bar(work: UnitOfWork) -> None:
    need, expert = the_need(work), expert_of(work, "lawyer")
    work.session.add(Barred(enterprise_id=need.enterprise_id, expert_id=expert.id, created_at=NOW))


def _lapsed_and_barred(work: UnitOfWork) -> None:
    _bar(work)
    work.session.execute(update(Offer).values(state="expired"))


def _offer_to_another(work: UnitOfWork) -> None:
    offer = work.session.scalars(select(Offer).where(Offer.need_id == NEED)).one()
    offer.expert_id = expert_of(work, "another").id


def _taken_oneself(work: UnitOfWork) -> None:
    need = the_need(work)
    need.state, need.expert_id = "accepted", expert_of(work, "lawyer").id


def _no_firm(work: UnitOfWork) -> None:
    person_of(work, "firm").enterprise_id = None


def _takes(code: str, what: Step, words: str) -> Refusal:
    """Accepting what was asked, after something has changed."""
    return Refusal(code, [*ASKED, what], "lawyer", "接受", words)


def _sends(code: str, what: Step, words: str) -> Refusal:
    """Sending a team to the need, after something has happened to the team while the card was shown."""
    made = say("officer", "建服务队 法律小分队：甲律师、乙律师", "确认")
    before = [everybody, posted, made, say("officer", f"请法律小分队去 {NEED} 号需求"), what]
    return Refusal(code, before, "officer", "确认", words)


def _agrees(code: str, what: Step, words: str) -> Refusal:
    """Agreeing to a condition, after something has changed."""
    return Refusal(code, [*NEGOTIATED, say("firm", "专家的提议"), what], "firm", "同意", words)


def _gives_back(code: str, what: Step, words: str) -> Refusal:
    """Giving back a need in hand, after something has changed."""
    return Refusal(code, [everybody, accepted, say("lawyer", "不接了"), what], "lawyer", "确认", words)


def _expert_joins(work: UnitOfWork) -> None:
    """The expert speaks for the firm now."""
    person_of(work, "lawyer").enterprise_id = person_of(work, "firm").enterprise_id


def _comes(code: str, what: Step, words: str) -> Refusal:
    """Taking on what was shown nearby, after something has changed."""
    return Refusal(code, [_near, what], "lawyer", f"我来接 {NEED} 号", words)


TABLE = {
    "replaced with nobody there": Refusal(
        "nobody_to_replace",
        [everybody, accepted, say("firm", "换一位专家"), change_need(state="served")],
        "firm",
        "确认",
        "现在没有专家在办，不用换",
    ),
    "a time for what nobody has": Refusal(
        "not_accepted",
        [everybody, accepted, say("firm", "约时间"), change_need(state="withdrawn")],
        "firm",
        "周五下午三点，在厂里",
        "没有约好的服务",
    ),
    "a time for another's service": Refusal(
        "not_yours",
        [everybody, accepted, say("lawyer", "约时间"), change(to_another)],
        "lawyer",
        "周五下午三点，在厂里",
        "没有找到您的这条需求。",
    ),
    "agreed to a time that is over": Refusal(
        "past",
        [
            *[everybody, accepted, say("lawyer", "跟企业说明天下午三点到厂里")],
            change_all(Appointment, starts_at=NOW - timedelta(minutes=1)),
        ],
        "firm",
        "行",
        "这个时间已经过去了",
    ),
    "a line taken back that was answered": Refusal(
        "seen",
        [everybody, accepted, say("lawyer", "在这里聊", "您好，材料我看过了"), say("firm", "您好，麻烦您了")],
        "lawyer",
        "撤回这句",
        "已经看到了",
    ),
    "a chat that the office has ended": Refusal(
        "closed_chat",
        [
            everybody,
            accepted,
            say("lawyer", "在这里聊", "您好，材料我看过了"),
            change_all(ServiceChat, closed=True, ended_at=NOW),
        ],
        "lawyer",
        "在这里聊",
        "不再转话，可以直接打电话",
    ),
    "a chat that there is not": Refusal(
        "no_chat",
        [everybody, accepted, say("officer", f"看 {NEED} 号聊天", "看聊天", str(NEED))],
        "officer",
        "核实投诉",
        "没有在这里聊过",
    ),
    "accepted by somebody else": _takes(
        "taken", change_need(state="accepted"), "刚刚有别的专家接了，谢谢您愿意帮忙。"
    ),
    "accepted by oneself before": _takes("in_hand", change(_taken_oneself), f"{NEED} 号需求您已经接了"),
    "an offer that is closed": _takes("taken", change_all(Offer, state="closed"), "刚刚有别的专家接了"),
    "a need that was withdrawn": _takes("gone", change_need(state="withdrawn"), "已经撤回或办结"),
    "an offer that lapsed, of a firm that bars": _takes(
        "lapsed", change(_lapsed_and_barred), "已经过了答复时间"
    ),
    "an offer declined elsewhere": Refusal(
        "answered",
        [*ASKED, change_all(Offer, state="declined")],
        "lawyer",
        "婉拒",
        "这条邀请您已经答复过了。",
    ),
    "terms for a need that is taken": Refusal(
        "taken", [*NEGOTIATED[:-1], change_need(state="accepted")], "lawyer", "确认", "刚刚有别的专家接了"
    ),
    "terms when suspended": Refusal(
        "not_serving",
        [*NEGOTIATED[:-1], change_all(Qualification, state="suspended")],
        "lawyer",
        "确认",
        NOT_SERVING,
    ),
    "agreed with one who is full": _agrees("busy", change_all(Expert, load=3), "这位专家刚刚腾不出手了"),
    "agreed for a need that is taken": _agrees("not_open", change_need(state="accepted"), "已经有人接了"),
    "agreed too late": _agrees("no_proposal", change_all(Offer, state="expired"), "过了答复的时间"),
    "agreed for another firm": _agrees("not_yours", change(to_another_firm), "没有找到给您的这个提议。"),
    "somebody else's offer": _takes("not_yours", change(_offer_to_another), "没有找到给您的这条邀请。"),
    "accepted when full": _takes("full", change_all(Expert, load=3), FULL),
    "accepted when suspended": _takes(
        "not_serving", change_all(Qualification, state="suspended"), NOT_SERVING
    ),
    "declined too late": Refusal(
        "lapsed", [*ASKED, change_all(Offer, state="expired")], "lawyer", "婉拒", "已经过了答复时间"
    ),
    "no expert any more, when away": Refusal(
        "no_expert",
        [everybody, say("lawyer", "最多接1件"), change(no_expert_any_more)],
        "lawyer",
        "确认",
        "这是给志愿专家用的。",
    ),
    "more words than a card holds": Refusal(
        "too_long", [everybody, say("lawyer", "我的专长", "很" * 201)], "lawyer", "确认", "200 个字以内"
    ),
    "gave back what another has": _gives_back("not_yours", change(to_another), "没有找到您接的这条需求。"),
    "gave back what is done": _gives_back(
        "too_late", change_need(state="served"), "这条需求已经办结，不用退了。"
    ),
    "chose for a need that is taken": Refusal(
        "not_open",
        [everybody, posted, say("firm", "指定专家"), change_need(state="accepted")],
        "firm",
        "乙律师",
        f"{NEED} 号需求已经有人接了或已办结。",
    ),
    "assigned one who is full": Refusal(
        "cannot_be_asked",
        [everybody, posted, change_all(Expert, load=3)],
        "officer",
        f"指派 {NEED} 乙律师",
        "现在请不了乙律师：手上满了（3/3）",
    ),
    "assigned to a need that is taken": Refusal(
        "not_open",
        [everybody, posted, change_need(state="accepted")],
        "officer",
        f"指派 {NEED} 乙律师",
        f"{NEED} 号需求已经有人接了或已办结。",
    ),
    "assigned to a need that there is not": Refusal(
        "no_need", [everybody], "officer", "指派 999 乙律师", "没有 999 号需求。"
    ),
    "assigned outside the jurisdiction": Refusal(
        "outside", [everybody, posted], "staff", f"指派 {NEED} 乙律师", "不在您的辖区内。"
    ),
    "barred without a firm": Refusal(
        "no_enterprise",
        [everybody, accepted, say("firm", "别再配这位"), change(_no_firm)],
        "firm",
        "确认",
        "还不知道您是哪家企业。",
    ),
    "rated by the firm of the expert": Refusal(
        "own_service",
        [
            *[everybody, accepted, change_need(state="served")],
            say("firm", "评价"),
            change(_expert_joins),
        ],
        "firm",
        "5",
        "自己公司的人来服务的",
    ),
    "volunteered for a firm that bars": _comes("not_for_you", change(_bar), "不在给您看的需求里"),
    "sent a team that is no more": _sends("no_team", change_all(Team, closed_at=NOW), "没有这个服务队"),
    "sent a team that all have left": _sends("no_member", remove_all(TeamMember), "这个服务队现在没有人"),
    "volunteered for one about oneself": _comes(
        "not_for_you", change_need(text="甲律师收了我们两千块，合同没写"), "不在给您看的需求里"
    ),
    "volunteered too late": _comes("taken", change_need(state="withdrawn"), "刚刚有人接了或已办结"),
    "volunteered when full": _comes("full", change_all(Expert, load=3), FULL),
    "volunteered before a training": _comes(
        "untrained", change_all(Qualification, awaits_training=True), "先参加一次培训"
    ),
    "volunteered when suspended": _comes(
        "not_serving", change_all(Qualification, state="suspended"), NOT_SERVING
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(scene: Scene, name: str) -> None:
    TABLE[name].check(scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("offers") <= {row.code for row in TABLE.values()}
