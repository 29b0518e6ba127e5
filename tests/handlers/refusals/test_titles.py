"""What is refused about titles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from actions.titles.station_experts import MOST_WAITING
from bot.devtools.fixtures import Actor
from storage.tables import (
    Account,
    Conferral,
    Expert,
    FormalWarning,
    Person,
    Qualification,
    Renewal,
    Staff,
    StaffDecision,
    Station,
    StationExpert,
)
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import (
    Refusal,
    Scene,
    Step,
    change,
    change_all,
    codes_of,
    empty,
    remove_all,
    say,
)

SILENT, REPORTED = date(2026, 1, 1), NOW.date()
SOON = NOW.date() + timedelta(days=50)
"""An end of term so near that renewal may be asked for."""


def _expert(work: UnitOfWork) -> Qualification:
    return work.session.scalars(select(Qualification).where(Qualification.holder == "expert")).one()


def _warning(work: UnitOfWork, since: date = REPORTED) -> None:
    held = _expert(work).id
    work.session.add(FormalWarning(qualification_id=held, silent_since=since, due_on=since))


def _renewal(work: UnitOfWork) -> None:
    held = _expert(work)
    work.session.add(Renewal(qualification_id=held.id, until=held.until, asked_at=NOW))


def _agreement(work: UnitOfWork) -> None:
    held = _expert(work)
    paper = Conferral(qualification_id=held.id, what="agreement", state="offered", until=held.until)
    paper.changed_at = NOW
    work.session.add(paper)


def _register(state: str) -> Step:
    """The station counts the expert among its own, or has asked them (`state`)."""

    def put(work: UnitOfWork) -> None:
        station = work.session.scalars(select(Station)).one()
        expert = work.session.scalars(select(Expert)).one()
        row = StationExpert(station_id=station.id, expert_id=expert.id, state=state, by_phone=False)
        row.asked_by, row.asked_at = station.person_id, NOW
        work.session.add(row)

    return change(put)


def _many_asked(work: UnitOfWork) -> None:
    """The station waits for as many answers as it may."""
    station = work.session.scalars(select(Station)).one()
    for number in range(MOST_WAITING):
        person = Person(name=f"{number}号专家", created_at=NOW)
        work.session.add(person)
        work.session.flush()
        expert = Expert(person_id=person.id, domains=["law"])
        work.session.add(expert)
        work.session.flush()
        row = StationExpert(station_id=station.id, expert_id=expert.id, state="asked", by_phone=False)
        row.asked_by, row.asked_at = station.person_id, NOW
        work.session.add(row)


SUSPEND = say("staff", "暂停 李律师", "查核投诉")
REVOKE = say(
    "staff", "取消资格 李律师", "《中小企业志愿服务专家管理办法》第十三条：年度服务未达标", "两年未服务"
)
GONE = "没有这份资格。"
NO_CAUSE = "取消资格要写明依据和原因。"

BORNE = change_all(Qualification, certified_on=date(2024, 1, 1))
"""Nothing was done in the whole of last year."""
PROPOSED = [BORNE, REVOKE, say("staff", "确认")]
CONFIRMING = [*PROPOSED, say("staff", "确认取消资格 李律师")]
LOST = change_all(Qualification, state="revoked")
DONE = [*PROPOSED, change_all(StaffDecision, state="done", decided_at=NOW), LOST]
UNDOING = [*DONE, say("staff", "撤回取消资格 李律师 弄错了")]
RESTORING = [LOST, say("staff", "恢复被取消的资格 李律师 弄错了")]


def _a_colleague(scene: Scene) -> None:
    scene.arrive("second", Actor("小孙", "staff", jurisdiction="440800"))


def _old_page(scene: Scene) -> None:
    """Staff sit at a page in a browser that was opened long ago."""
    mine = update(Account).where(Account.person_id.in_(select(Staff.person_id)))
    scene.change(lambda work: work.session.execute(mine.values(secret_hash="0" * 64)))


TABLE = {
    "an expert of the station's own asked again": Refusal(
        "asked_lately",
        [say("station", "登记本站专家：李律师"), _register("yes")],
        "station",
        "确认",
        "已经在名单里，或者一个月内请过了",
    ),
    "more experts asked than a station may wait for": Refusal(
        "too_many_asked",
        [say("station", "登记本站专家：李律师"), change(_many_asked)],
        "station",
        "确认",
        "还没答复的不能超过 20 位",
    ),
    "a station answered that asks no more": Refusal(
        "not_asked",
        [_register("asked"), say("expert", "答复工作站"), change_all(StationExpert, state="struck")],
        "expert",
        "愿意",
        "已经答复过了，或者站里不请了",
    ),
    "struck off twice": Refusal(
        "not_in_register",
        [_register("yes"), say("station", "移出本站专家"), change_all(StationExpert, state="no")],
        "station",
        "确认",
        "已经不在站里的专家名单里了",
    ),
    "revoked from a page in a browser": Refusal(
        "prove_again", [BORNE, REVOKE, _old_page], "staff", "确认", "先确认是您本人"
    ),
    "a revocation confirmed from a page in a browser": Refusal(
        "prove_again",
        [*PROPOSED, _a_colleague, say("second", "确认取消资格 李律师"), _old_page],
        "second",
        "确认",
        "先确认是您本人",
    ),
    "revoked on what the facts do not bear": Refusal(
        "not_borne", [REVOKE], "staff", "确认", "不能按这一条取消李律师的资格：还没有满过一个服务年度"
    ),
    "an exception in a few words": Refusal(
        "short_exception",
        [
            say(
                "staff",
                "取消资格 李律师",
                "《中小企业志愿服务专家管理办法》第十三条：年度服务未达标",
                "例外：法院判了",
            )
        ],
        "staff",
        "确认",
        "50 字以上，还少 46 字",
    ),
    "revoked on a ground that is none": Refusal(
        "no_ground",
        [REVOKE, empty("staff", "ground", "中心的意见")],
        "staff",
        "确认",
        "这不是规定里取消资格的依据",
    ),
    "revoked where no clause takes the title": Refusal(
        "no_loss",
        [REVOKE, change_all(Qualification, pack="zhanjiang-2020")],
        "staff",
        "确认",
        "没有写什么情况取消志愿专家资格，不能取消",
    ),
    "proposed twice": Refusal("pending", [*PROPOSED, REVOKE], "staff", "确认", "正等第二位工作人员确认"),
    "confirmed by whoever proposed": Refusal(
        "second_person",
        [BORNE, _a_colleague, REVOKE, say("staff", "确认", "确认取消资格 李律师")],
        "staff",
        "确认",
        "要由另一位工作人员来确认",
    ),
    "confirmed alone on the same day": Refusal(
        "too_soon", CONFIRMING, "staff", "确认", "要隔一个工作日再确认一次：3月3日起可以"
    ),
    "confirmed what is gone": Refusal(
        "no_decision", [*CONFIRMING, remove_all(StaffDecision)], "staff", "确认", "没有这件要确认的决定。"
    ),
    "did not agree without a reason": Refusal(
        "no_reason",
        [*PROPOSED, say("staff", "不同意取消资格 李律师 等等看"), empty("staff", "reason")],
        "staff",
        "确认",
        "不同意取消，原因是",
    ),
    "taken back after days": Refusal(
        "too_late",
        [*UNDOING, change_all(StaffDecision, decided_at=NOW - timedelta(days=3))],
        "staff",
        "确认",
        "过了 24 小时，不能撤回了",
    ),
    "taken back what was not taken": Refusal(
        "not_revoked",
        [*UNDOING, change_all(Qualification, state="active")],
        "staff",
        "确认",
        "现在没有被取消",
    ),
    "given back when the term is over": Refusal(
        "term_over",
        [*RESTORING, change_all(Qualification, until=NOW.date() - timedelta(days=1))],
        "staff",
        "确认",
        "任期已经满了",
    ),
    "left a title that is gone": Refusal(
        "no_qualification",
        [say("expert", "申请退出", "跳过"), remove_all(Qualification)],
        "expert",
        "确认",
        GONE,
    ),
    "suspended a title that is gone": Refusal(
        "no_qualification", [SUSPEND, remove_all(Qualification)], "staff", "确认", GONE
    ),
    "a warning that is gone": Refusal(
        "no_warning",
        [change(_warning), say("staff", "暂不警告 李律师 住院半年"), remove_all(FormalWarning)],
        "staff",
        "确认",
        "没有待决定的警告。",
    ),
    "warned after a diary": Refusal(
        "not_silent",
        [change(lambda work: _warning(work, SILENT)), say("staff", "警告 李律师")],
        "staff",
        "确认",
        "李律师已经补报了志愿日记，不用警告了。",
    ),
    "suspended without a reason": Refusal(
        "no_reason", [SUSPEND, empty("staff", "reason")], "staff", "确认", "原因是？会原样写给本人。"
    ),
    "revoked without a ground": Refusal(
        "no_reason", [REVOKE, empty("staff", "ground")], "staff", "确认", NO_CAUSE
    ),
    "revoked without a reason": Refusal(
        "no_reason", [REVOKE, empty("staff", "reason")], "staff", "确认", NO_CAUSE
    ),
    "no term to renew": Refusal(
        "no_term",
        [change_all(Qualification, pack="zhanjiang-2020")],
        "expert",
        "续聘",
        "您的资格没有期限或不能续聘，不用申请。",
    ),
    "renewal asked for too early": Refusal("too_early", [], "expert", "续聘", "起可以续聘，到时提醒您。"),
    "renewal asked for twice": Refusal(
        "asked",
        [change_all(Qualification, until=SOON), say("expert", "续聘")],
        "expert",
        "续聘",
        "续聘申请已经交过了，答复了就告诉您。",
    ),
    "a renewal that is gone": Refusal(
        "no_renewal",
        [change(_renewal), say("staff", "不同意续聘 李律师 年事已高"), remove_all(Renewal)],
        "staff",
        "确认",
        "没有这份续聘申请。",
    ),
    "an agreement that has ended": Refusal(
        "nothing_offered",
        [change(_agreement), say("expert", "签服务协议"), change_all(Conferral, state="ended")],
        "expert",
        "同意签订",
        "没有等您签的服务协议。",
    ),
    "revoked twice": Refusal(
        "wrong_state",
        [REVOKE, change_all(Qualification, state="revoked")],
        "staff",
        "确认",
        "资格现在是“已取消”",
    ),
    "moved out of the jurisdiction": Refusal(
        "outside", [SUSPEND, change_all(Expert, region="130102")], "staff", "确认", "不在您的辖区内。"
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("titles") <= {row.code for row in TABLE.values()}
