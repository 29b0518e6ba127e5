"""What is refused about diaries, ratings and protection on the spot."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from bot.clock import StoppedClock
from handlers.engine import tokens
from storage.tables import (
    Activity,
    Confirmation,
    ContactLink,
    Diary,
    DiaryReview,
    Expert,
    Person,
    Protection,
    Rating,
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
from tests.handlers.refusals.services import (
    accepted,
    change_need,
    everybody,
    no_expert_any_more,
    to_another,
    to_another_firm,
)

SERVICE = "今天下午到他们厂里谈了一个小时，合同的事讲了"
SERVED = [everybody, accepted, say("lawyer", SERVICE, "确认")]
RATED = [*SERVED, say("firm", "5")]
PROTECTING = [everybody, accepted, say("lawyer", "现场保障", "要一顶安全帽")]
ARRANGING = [*PROTECTING, say("lawyer", "确认"), say("officer", "已安排 1 号 已投意外险")]
MENDING = [*SERVED, say("officer", "帮专家改日记", "甲律师", "两小时")]
YESTERDAY = NOW - timedelta(hours=25)


def _takes_back(code: str, what: Step, words: str) -> Refusal:
    """Taking a diary back, after something has changed."""
    return Refusal(code, [*SERVED, say("lawyer", "撤销"), what], "lawyer", "确认", words)


def _corrects(code: str, what: Step, words: str) -> Refusal:
    """Correcting a diary, after something has changed."""
    before = [*SERVED, say("lawyer", "修改日记", "时长改成两小时"), what]
    return Refusal(code, before, "lawyer", "确认", words)


def _another_of_that_day(work: UnitOfWork) -> None:
    """On another device the lawyer has written of 23 hours of that day."""
    kept = work.session.scalars(select(Diary).order_by(Diary.id.desc())).first()
    assert kept
    copied = {
        column.key: getattr(kept, column.key) for column in Diary.__table__.columns if column.key != "id"
    }
    work.session.add(Diary(**copied | {"hours": Decimal(23), "need_id": None}))


def _other_hours(scene: Scene) -> None:
    """The firm taps «时长不对» beneath the stars."""
    with scene.stage.app.database.read() as connection:
        diary = connection.execute(select(func.max(Diary.id))).scalar_one()
    scene.stage.say("firm", "时长不对", tokens.start("other_hours", "diary", diary))


FALSE = [*SERVED, say("officer", "划掉日记 甲律师 那天他在外地")]
ASKING = [*SERVED, say("officer", "退回日记 甲律师 几点到的")]


def _own_event(work: UnitOfWork) -> None:
    """The lawyer has held an activity today, from ten to twelve."""
    person = work.session.scalars(select(Person.id).where(Person.name == "甲律师")).one()
    expert = work.session.scalars(select(Expert.id).where(Expert.person_id == person)).one()
    about = {"holder": "expert", "holder_id": expert, "person_id": person, "domain": "law"}
    hours = {"begins": 600, "finishes": 720, "held_on": NOW.date(), "created_at": NOW}
    work.session.add(Activity(kind="event", title="用工沙龙", region="130102", **about, **hours))


CODE = "0123456789abcdef" * 2
LOGGED = [everybody, say("lawyer", "今天上午给红星服装店讲了一个小时合同", "确认")]


def _newest_diary(work: UnitOfWork) -> Diary:
    return work.session.scalars(select(Diary).order_by(Diary.id.desc()).limit(1)).one()


def _firm_is_asked(work: UnitOfWork) -> None:
    one = _newest_diary(work)
    work.session.add(Confirmation(diary_id=one.id, person_id=one.person_id, asked_at=NOW))


def _links(*codes: str) -> Step:
    """The writer has given links with these codes already."""

    def put(work: UnitOfWork) -> None:
        one = _newest_diary(work)
        for code in codes:
            about = {"code_hash": sha256(code.encode()).hexdigest(), "issued_by": one.person_id}
            known = {"issued_at": NOW, "expires_at": NOW + timedelta(days=7)}
            work.session.add(ContactLink(diary_id=one.id, **about, **known))

    return change(put)


def _told(work: UnitOfWork) -> None:
    """On another device the lawyer has told of it."""
    one = work.session.scalars(select(Activity).where(Activity.title == "用工沙龙")).one()
    about = {"holder": one.holder, "holder_id": one.holder_id, "person_id": one.person_id}
    figures = {"served_on": NOW.date() - timedelta(days=1), "hours": Decimal(1), "enterprises": 1}
    kept = {"names": [], "domains": [], "activity_id": one.id, "outcome": "", "recorded_at": NOW}
    work.session.add(Diary(**about, **figures, **kept))


def _later(scene: Scene) -> None:
    clock = scene.stage.app.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(hours=6))


TELLING = [everybody, change(_own_event), _later, say("lawyer", "活动记日记", "3家")]

TABLE = {
    "a link for whose firm is asked": Refusal(
        "firm_is_asked", [*LOGGED, change(_firm_is_asked)], "lawyer", "发确认链接", "已经请企业确认"
    ),
    "a fourth link": Refusal(
        "too_many_links", [*LOGGED, _links("1", "2", "3")], "lawyer", "发确认链接", "一篇日记最多 3 个"
    ),
    "a link that was used meanwhile": Refusal(
        "link_over",
        [*LOGGED, _links(CODE), say("firm", f"绑定 {CODE}"), change_all(ContactLink, used_at=NOW)],
        "firm",
        "5 非常满意",
        "用过了，或者过期了",
    ),
    "a link used by its own writer": Refusal(
        "own_link",
        [*LOGGED, _links(CODE), say("lawyer", f"绑定 {CODE}")],
        "lawyer",
        "5 非常满意",
        "不能替对方确认",
    ),
    "told of an activity that was called off": Refusal(
        "no_activity", [*TELLING, change_all(Activity, state="cancelled")], "lawyer", "确认", "没有办成"
    ),
    "told of an activity twice": Refusal(
        "told_already", [*TELLING, change(_told)], "lawyer", "确认", "不会算两次"
    ),
    "asked nothing about a diary": Refusal(
        "no_question", [*ASKING, empty("officer", "reason")], "officer", "确认", "想问什么"
    ),
    "struck without a reason": Refusal(
        "no_reason", [*FALSE, empty("officer", "reason")], "officer", "确认", "划掉这篇，原因是"
    ),
    "answered what is asked no more": Refusal(
        "not_asked",
        [
            *ASKING,
            say("officer", "确认"),
            say("lawyer", "说明日记"),
            change_all(DiaryReview, answered_at=NOW),
        ],
        "lawyer",
        "一直在厂里，门卫登记过",
        "现在没有等您说明的日记。",
    ),
    "disputed what is no more there": Refusal(
        "not_served_here",
        [
            *SERVED,
            say("firm", "日记是假的，那天没人来"),
            change_all(Diary, state="retracted"),
        ],
        "firm",
        "确认",
        "没有找到写着您企业的这篇日记。",
    ),
    "told other hours of what is settled": Refusal(
        "told",
        [*SERVED, _other_hours, change_all(Confirmation, state="confirmed")],
        "firm",
        "一个小时",
        "这一次您已经答过了",
    ),
    "told other hours of what staff look into": Refusal(
        "told",
        [*SERVED, _other_hours, change_all(Confirmation, state="disputed")],
        "firm",
        "一个小时",
        "已经交给服务中心来核",
    ),
    "asked a firm that is here no more": Refusal(
        "no_contact",
        [
            *[everybody, say("lawyer", "今天上午在长安区给长安小家电配件厂讲了两个小时合同", "确认")],
            change_all(Person, enterprise_id=None),
        ],
        "lawyer",
        "请企业确认",
        "没有人在这里",
    ),
    "took back one that is held": _takes_back("held", change_all(Diary, state="held"), "核清以前先不能改"),
    "confirmed what is done": Refusal(
        "not_served",
        [everybody, accepted, say("firm", "服务过了"), change_need(state="rated")],
        "firm",
        "解决了",
        "现在没有等您确认的服务",
    ),
    "a diary of somebody who keeps none": Refusal(
        "no_diary",
        [everybody, accepted, say("lawyer", SERVICE), change(no_expert_any_more)],
        "lawyer",
        "确认",
        "志愿日记由已认定的专家和工作站来记。",
    ),
    "took back somebody else's": _takes_back(
        "not_yours", change_all(Diary, person_id=1), "没有找到您的这篇日记。"
    ),
    "took back twice": _takes_back(
        "closed", change_all(Diary, state="retracted"), "这篇日记已经更正或取消过了。"
    ),
    "took back after a day": _takes_back(
        "too_late", change_all(Diary, recorded_at=YESTERDAY), "这篇过了 24 小时，要由工作人员来改"
    ),
    "took back with full hands": _takes_back("full", change_all(Expert, load=3), "您手上已经到上限"),
    "corrected somebody else's": _corrects(
        "not_yours", change_all(Diary, person_id=1), "没有找到您的这篇日记。"
    ),
    "corrected twice": _corrects(
        "closed", change_all(Diary, state="replaced"), "这篇日记已经更正或取消过了。"
    ),
    "corrected after a day": _corrects(
        "too_late", change_all(Diary, recorded_at=YESTERDAY), "这篇过了 24 小时，要由工作人员来改"
    ),
    "more hours than the day has": _corrects(
        "over_a_day", change(_another_of_that_day), "一天最多记 24 小时"
    ),
    "rated elsewhere meanwhile": Refusal(
        "not_rateable",
        [*SERVED, say("firm", "评价"), change_need(state="rated")],
        "firm",
        "5",
        "这次服务已经评价过，或还没有完成",
    ),
    "rated another firm's": Refusal(
        "not_yours",
        [*SERVED, say("firm", "评价"), change(to_another_firm)],
        "firm",
        "5",
        "没有找到您的这条需求。",
    ),
    "a word to stars that are gone": Refusal(
        "not_rated", [*RATED, remove_all(Rating)], "firm", "讲得很清楚", "还没有打分，几分？"
    ),
    "finished what somebody else has in hand": Refusal(
        "nothing_to_finish",
        [
            everybody,
            accepted,
            say("lawyer", "刚跟他们老板打了一刻钟电话，问清楚合同的事", "确认"),
            change(to_another),
        ],
        "lawyer",
        "办完了",
        "没有等着办结的服务",
    ),
    "stars taken back after a day": Refusal(
        "too_late",
        [*RATED, say("firm", "不用了"), change_all(Rating, created_at=YESTERDAY)],
        "firm",
        "那个分不是我打的",
        "这次评分过了 24 小时，不能撤了。",
    ),
    "protection for another's service": Refusal(
        "not_yours", [*PROTECTING, change(to_another)], "lawyer", "确认", "没有找到您接下的这条需求。"
    ),
    "arranged what is gone": Refusal(
        "no_protection", [*ARRANGING, remove_all(Protection)], "officer", "确认", "没有这条现场保障。"
    ),
    "arranged twice": Refusal(
        "arranged",
        [*ARRANGING, change_all(Protection, state="arranged")],
        "officer",
        "确认",
        "这条现场保障已经安排过了。",
    ),
    "arranged outside the jurisdiction": Refusal(
        "outside", [*ARRANGING, change_need(region="440802")], "officer", "确认", "不在您的辖区内。"
    ),
    "mended one that is gone": Refusal(
        "no_such_diary",
        [
            *MENDING,
            remove_all(DiaryReview),
            remove_all(Confirmation),
            remove_all(ContactLink),
            remove_all(Diary),
        ],
        "officer",
        "确认",
        "没有这篇日记。",
    ),
    "mended one taken back": Refusal(
        "closed_diary",
        [*MENDING, change_all(Diary, state="retracted")],
        "officer",
        "确认",
        "这篇日记刚刚改过或撤回了。",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(scene: Scene, name: str) -> None:
    TABLE[name].check(scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("diaries") <= {row.code for row in TABLE.values()}
