"""What is refused about objections and complaints."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.tables import Application, Case, StaffDecision
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, change, change_all, codes_of, empty, say
from tests.handlers.refusals.services import PLACE, everybody, person_of

WHY = "他的从业年限不够，证明是假的，可以去查社保"


def _publicity(scene: Scene) -> None:
    """Somebody's application is in publicity, and the firm has that before it."""
    everybody(scene)
    scene.change(_apply)


def _apply(work: UnitOfWork) -> None:
    one = Application(
        person_id=person_of(work, "another").id,
        kind="expert",
        pack="national-2023",
        name="何志强",
        unit="某所",
        domains=["law"],
        region=PLACE,
        answers={},
        papers=[],
        state="publicity",
        submitted_at=NOW,
        publicity_ends=NOW.date() + timedelta(days=3),
    )
    work.session.add(one)


def _is_own(work: UnitOfWork) -> None:
    work.session.execute(update(Case).values(person_id=person_of(work, "officer").id))


OBJECTING = [_publicity, say("firm", "公示", "对何志强提异议", WHY)]
OBJECTED = [*OBJECTING, say("firm", "确认")]
COMPLAINED = [everybody, say("firm", "投诉乙律师收了我两千块咨询费，上周三在厂里收的现金", "确认")]
UPHOLDING_OBJECTION = [*OBJECTED, say("officer", "异议成立 何志强 社保记录只有两年")]
UPHOLDING = [*COMPLAINED, say("officer", "投诉成立 乙律师 有转账记录")]

APPEALED = [everybody, say("lawyer", "申诉", "企业打一星是因为我没答应帮他改合同日期", "确认")]
UPHOLDING_APPEAL = [*APPEALED, say("officer", "申诉成立 甲律师 聊天记录能证明")]
TAKING_BACK = [*COMPLAINED, say("firm", "撤回投诉")]
ADDING = [*COMPLAINED, say("firm", "投诉补充一句：收钱的时候还有会计在场")]
CALLED = [everybody, say("firm", "转人工")]
ANSWERING = [*CALLED, say("officer", "答复事项")]


def _by_a_colleague(work: UnitOfWork) -> None:
    values = {"state": "answered", "staff_id": 1, "taken_at": NOW}
    work.session.execute(update(Case).values(**values))


REPAYING = [*UPHOLDING, say("officer", "确认", "已退款 乙律师 800 元")]
SUSPENDED = [everybody, say("officer", "暂停 甲律师 查核投诉", "确认")]
OVERDUE = change_all(StaffDecision, appeal_until=NOW.date() - timedelta(days=1))

TABLE = {
    "appealed after the last day": Refusal(
        "late_appeal",
        [*SUSPENDED, say("lawyer", "申诉", "投诉的人认错人了，那天不是我去的"), OVERDUE],
        "lawyer",
        "确认",
        "申诉到 3月1日为止",
    ),
    "gave back what is no fee": Refusal(
        "no_fee", [*REPAYING, change_all(Case, about="quality")], "officer", "确认", "只有查实了的收费投诉"
    ),
    "gave back twice": Refusal(
        "repaid", [*REPAYING, change_all(Case, repaid_at=NOW)], "officer", "确认", "退款已经记过了"
    ),
    "gave back nobody knows how much": Refusal(
        "no_sum",
        [*UPHOLDING, say("officer", "确认", "已退款 乙律师 全都退了")],
        "officer",
        "确认",
        "退了多少钱",
    ),
    "answered what is no request": Refusal(
        "no_case", [*ANSWERING, change_all(Case, kind="suggestion")], "officer", "请周三来取", "没有这一件。"
    ),
    "answered a request of another county": Refusal(
        "outside",
        [*ANSWERING, change_all(Case, region="440802")],
        "officer",
        "请周三来取",
        "不在您的辖区内。",
    ),
    "answered what a colleague is talking about": Refusal(
        "taken", [*ANSWERING, change(_by_a_colleague)], "officer", "请周三来取", "正在谈"
    ),
    "answered what is settled": Refusal(
        "wrong_state", [*ANSWERING, change_all(Case, state="closed")], "officer", "请周三来取", "已办好"
    ),
    "objected when it is over": Refusal(
        "not_public",
        [*OBJECTING, change_all(Application, state="certified")],
        "firm",
        "确认",
        "这一条现在不在公示期。",
    ),
    "objected after the last day": Refusal(
        "publicity_over",
        [*OBJECTING, change_all(Application, publicity_ends=NOW.date() - timedelta(days=1))],
        "firm",
        "确认",
        "公示 3月1日结束了",
    ),
    "decided what is no objection": Refusal(
        "no_case",
        [*UPHOLDING_OBJECTION, change_all(Case, kind="suggestion")],
        "officer",
        "确认",
        "没有这一件。",
    ),
    "decided an objection without a reason": Refusal(
        "no_reason", [*UPHOLDING_OBJECTION, empty("officer", "reason")], "officer", "确认", "请写明理由"
    ),
    "decided an objection twice": Refusal(
        "wrong_state",
        [*UPHOLDING_OBJECTION, change_all(Case, state="dismissed")],
        "officer",
        "确认",
        "不成立",
    ),
    "upheld when the application is over": Refusal(
        "wrong_state",
        [*UPHOLDING_OBJECTION, change_all(Application, state="withdrawn")],
        "officer",
        "确认",
        "申请现在是",
    ),
    "decided what is no complaint": Refusal(
        "no_case", [*UPHOLDING, change_all(Case, kind="suggestion")], "officer", "确认", "没有这一件。"
    ),
    "decided a complaint without a reason": Refusal(
        "no_reason", [*UPHOLDING, empty("officer", "reason")], "officer", "确认", "请写明理由"
    ),
    "decided a complaint twice": Refusal(
        "wrong_state", [*UPHOLDING, change_all(Case, state="dismissed")], "officer", "确认", "不成立"
    ),
    "decided a complaint the other way after a day": Refusal(
        "too_late",
        [
            *UPHOLDING,
            say("officer", "确认", "不对，应该是不成立", "那是货款，有合同"),
            change_all(Case, decided_at=NOW - timedelta(days=2)),
        ],
        "officer",
        "确认",
        "过了 24 小时，不能直接改了",
    ),
    "decided a complaint of another place": Refusal(
        "outside", [*UPHOLDING, change_all(Case, region="440802")], "officer", "确认", "不在您的辖区内。"
    ),
    "decided one's own complaint": Refusal(
        "own_case",
        [*UPHOLDING, change(_is_own)],
        "officer",
        "确认",
        "涉及本人的事，要由别的工作人员来办。",
    ),
    "decided a complaint about oneself": Refusal(
        "own_case", [*UPHOLDING, change_all(Case, against="小钱")], "officer", "确认", "这件和您有关"
    ),
    "took back what somebody else brought": Refusal(
        "not_yours", [*TAKING_BACK, change(_is_own)], "firm", "确认", "没有找到您提的这一件。"
    ),
    "took back what was decided": Refusal(
        "wrong_state", [*TAKING_BACK, change_all(Case, state="dismissed")], "firm", "确认", "投诉现在是"
    ),
    "added to what was decided": Refusal(
        "decided", [*ADDING, change_all(Case, state="dismissed")], "firm", "确认", "这一件已经有结果了"
    ),
    "decided an appeal twice": Refusal(
        "wrong_state",
        [*UPHOLDING_APPEAL, change_all(Case, state="upheld")],
        "officer",
        "确认",
        "申诉现在是",
    ),
    "decided an appeal of another place": Refusal(
        "outside",
        [*UPHOLDING_APPEAL, change_all(Case, region="440802")],
        "officer",
        "确认",
        "不在您的辖区内。",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(scene: Scene, name: str) -> None:
    TABLE[name].check(scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("complaints") <= {row.code for row in TABLE.values()}
