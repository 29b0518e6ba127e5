"""What is refused about events, trainings, plans and summaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.activities.service_menu import MOST
from bot.clock import StoppedClock
from storage.tables import (
    Account,
    Activity,
    Attendance,
    Course,
    Diary,
    Enterprise,
    Expert,
    File,
    MajorEvent,
    Need,
    Person,
    Qualification,
    Room,
    RoomRequest,
    ServiceItem,
    Staff,
    Station,
    StationClerk,
    StationExpert,
    StationRequest,
    Story,
    TaskAnswer,
    YearPaper,
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


def _activity(person: int, **values: Any) -> Activity:
    known = {"held_on": NOW.date(), "state": "announced", "created_at": NOW, "person_id": person}
    return Activity(**known | values)


def _stations_leave(work: UnitOfWork) -> None:
    of_stations = update(Qualification).where(Qualification.holder == "station")
    work.session.execute(of_stations.values(state="withdrawn"))


def _event(work: UnitOfWork) -> None:
    """The expert holds one today."""
    expert = work.session.scalars(select(Expert)).one()
    holder = {"holder": "expert", "holder_id": expert.id}
    work.session.add(_activity(expert.person_id, kind="event", title="税务沙龙", region="440802", **holder))


def _training(work: UnitOfWork) -> None:
    """The centre gives one today, for experts."""
    staff = work.session.scalars(select(Staff)).one()
    about = {"title": "规范培训", "region": staff.jurisdiction, "audience": "expert"}
    work.session.add(_activity(staff.person_id, kind="training", **about))


def _major_event(work: UnitOfWork) -> None:
    """A typhoon, where the centre is."""
    staff = work.session.scalars(select(Staff)).one()
    about = {"title": "台风", "region": staff.jurisdiction, "policies": "缓缴税款", "state": "open"}
    work.session.add(MajorEvent(person_id=staff.person_id, created_at=NOW, **about))


def _register(state: str) -> Step:
    """The station counts the expert among its own, or has asked them (`state`), and holds a training today."""

    def put(work: UnitOfWork) -> None:
        station = work.session.scalars(select(Station)).one()
        expert = work.session.scalars(select(Expert)).one()
        row = StationExpert(station_id=station.id, expert_id=expert.id, state=state, by_phone=False)
        row.asked_by, row.asked_at = station.person_id, NOW
        about = {"title": "上岗培训", "region": "440803", "sort": "training"}
        work.session.add_all([row, _activity(station.person_id, kind="event", **about)])

    return change(put)


def _comes(work: UnitOfWork) -> None:
    """The expert has signed up."""
    one = work.session.scalars(select(Activity)).one()
    person = work.session.scalars(select(Expert)).one().person_id
    about = {"holder": "person", "holder_id": person, "person_id": person, "changed_at": NOW}
    work.session.add(Attendance(activity_id=one.id, state="signed_up", part="guest", **about))


def _a_week_later(scene: Scene) -> None:
    clock = scene.stage.app.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(days=7))


EVENT: list[Step] = [change(_event), say("expert", "撤下活动")]
SIGN_UP: list[Step] = [change(_training), say("expert", "培训报名", "规范培训")]
RECORD: list[Step] = [change(_training), say("staff", "培训登记")]


def _with_a_code(work: UnitOfWork) -> None:
    """The event has a code at its door."""
    work.session.execute(update(Activity).values(door_code="4831"))


def _tomorrow(work: UnitOfWork) -> None:
    work.session.execute(update(Activity).values(held_on=NOW.date() + timedelta(days=1)))


def _told(work: UnitOfWork) -> None:
    """The expert has kept a diary of it."""
    one = work.session.scalars(select(Activity)).one()
    about = {"holder": one.holder, "holder_id": one.holder_id, "person_id": one.person_id}
    figures = {"served_on": NOW.date(), "hours": Decimal(2), "enterprises": 1, "names": [], "domains": []}
    kept = {"activity_id": one.id, "outcome": "", "recorded_at": NOW}
    work.session.add(Diary(**about, **figures, **kept))


def _photos(number: int) -> Callable[[UnitOfWork], None]:
    """So many photos of the event, sent by the expert."""

    def keep(work: UnitOfWork) -> None:
        one = work.session.scalars(select(Activity)).one()
        account = work.session.scalars(select(Account.id).where(Account.person_id == one.person_id)).first()
        known = {"account_id": account, "media_type": "image/jpeg", "content": b"x", "created_at": NOW}
        work.session.add_all(File(key=f"photo {place}", **known) for place in range(number))
        one.photos = [f"photo {place}" for place in range(number)]

    return keep


JOIN: list[Step] = [change(_event), say("enterprise", "近期活动")]
DOOR: list[Step] = [change(_event), change(_with_a_code)]
SPEAKS: list[Step] = [change(_event), say("enterprise", "那场沙龙我可以去讲一课"), say("expert", "定主讲")]
OVER: list[Step] = [change(_event), say("expert", "活动没办成")]

SUMMARY: list[Step] = [change(_event), say("expert", "活动小结", "来的企业都说有用", "跳过")]


def _granted(work: UnitOfWork) -> None:
    """Somebody has the room at that hour."""
    room = work.session.scalars(select(Room)).one()
    known = {"held_on": date(2026, 4, 10), "hour": "下午两点到四点", "state": "granted", "asked_at": NOW}
    work.session.add(RoomRequest(room_id=room.id, person_id=1, **known))


TASK: list[Step] = [
    say("staff", "交任务", "报送案例", "4月10日", "专家和工作站", "确认"),
    say("expert", "我的任务"),
]
COURSE: list[Step] = [say("expert", "发微课", "报税要点 https://v.example.cn/1", "确认")]


def _at_the_desk(work: UnitOfWork) -> None:
    """The expert looks at what is the station's."""
    station, expert = (
        work.session.scalars(select(Station)).one(),
        work.session.scalars(select(Expert)).first(),
    )
    assert expert
    row = {"station_id": station.id, "person_id": expert.person_id, "joined_at": NOW}
    work.session.add(StationClerk(**row, role="viewer", invited_by=station.person_id))


TURNS = "想去霞山的工作站坐诊"
ROOM: list[Step] = [
    say("station", "登记场地", "二楼会议室，能坐40人", "确认"),
    say("expert", "借场地", "4月10日下午两点到四点"),
]

MENU: list[Step] = [
    say("staff", "加一项服务：合同体检：看看合同有没有漏洞", "确认"),
    say("staff", "加一项服务：税务体检：看看报表有没有漏洞", "确认"),
]


_FIRST_OFF = update(ServiceItem).where(ServiceItem.title == "合同体检").values(state="withdrawn")


def _full(work: UnitOfWork) -> None:
    """As many items as there may be."""
    staff = work.session.scalars(select(Staff)).one()
    known = {"text": "看看合同", "region": staff.jurisdiction, "state": "listed", "created_at": NOW}
    for number in range(MOST):
        work.session.add(ServiceItem(title=f"{number} 号体检", person_id=staff.person_id, **known))


def _served(work: UnitOfWork) -> None:
    """The expert has served the firm."""
    firm = work.session.scalars(select(Enterprise)).one()
    owner = work.session.scalars(select(Person).where(Person.enterprise_id == firm.id)).one()
    expert = work.session.scalars(select(Expert)).one()
    about = {"text": "有个员工没签劳动合同", "domain": "hr", "also": [], "region": "440802", "focus": []}
    known = {"state": "served", "urgent": False, "created_at": NOW, "accepted_at": NOW, "served_at": NOW}
    who = {"person_id": owner.id, "enterprise_id": firm.id, "expert_id": expert.id}
    work.session.add(Need(**about, **known, **who))


def _writes_case(scene: Scene) -> None:
    """Staff have the card of a case of that service before them."""
    found: list[int] = []
    newest = select(Need.id).order_by(Need.id.desc())
    scene.change(lambda work: found.append(work.session.scalars(newest).first() or 0))
    scene.says("staff", f"写案例 {found[0]} 号需求")


def _asked(scene: Scene) -> None:
    """Those in it have been asked."""
    scene.stage.app.scheduler.deliver_now()


CASE: list[Step] = [change(_served), _writes_case]
NEWS: list[Step] = [change(_event), say("staff", "写新闻")]

TABLE = {
    "a station's own experts asked to what is for firms": Refusal(
        "only_firms",
        [_register("yes"), say("station", "请本站专家来活动"), change_all(Activity, audience="enterprise")],
        "station",
        "确认",
        "这场只请企业来",
    ),
    "a station's own experts asked who come anyway": Refusal(
        "all_invited",
        [_register("yes"), say("station", "请本站专家来活动"), change(_comes)],
        "station",
        "确认",
        "都请过了，或者已经报名了",
    ),
    "listed more services than a menu holds": Refusal(
        "menu_full",
        [change(_full), say("staff", "加一项服务：合同体检：看看合同有没有漏洞")],
        "staff",
        "确认",
        "清单最多",
    ),
    "took a service off twice": Refusal(
        "no_service_item",
        [*MENU, change(lambda work: work.session.execute(_FIRST_OFF))],
        "staff",
        "下架 1 号服务",
        "不在清单上",
    ),
    "wrote a case of what was not served": Refusal(
        "not_served", [*CASE, change_all(Need, state="open")], "staff", "确认", "办完的需求才能写"
    ),
    "wrote two cases of one service": Refusal(
        "told_already", [*CASE, say("staff", "确认"), _writes_case], "staff", "确认", "已经写过一篇"
    ),
    "wrote news of what was called off": Refusal(
        "not_held", [*NEWS, change_all(Activity, state="cancelled")], "staff", "确认", "活动办完才能写"
    ),
    "released what not all agreed to": Refusal(
        "not_agreed", [*CASE, say("staff", "确认", "放案例")], "staff", "放出来", "还有人没答复"
    ),
    "agreed to what was taken off": Refusal(
        "no_story",
        [*CASE, say("staff", "确认"), _asked, change_all(Story, state="withdrawn")],
        "expert",
        "可以公开",
        "已经撤下",
    ),
    "gave a task to nobody": Refusal(
        "nobody_there",
        [
            say("staff", "交任务", "报送案例", "4月10日", "专家和工作站"),
            change_all(Qualification, state="expired"),
        ],
        "staff",
        "确认",
        "没有这样的专家",
    ),
    "answered a task that is another's": Refusal(
        "no_task", [*TASK, remove_all(TaskAnswer)], "expert", "做好了", "没有交给您"
    ),
    "released a course twice": Refusal(
        "no_course",
        [*COURSE, say("staff", "放微课"), change_all(Course, state="released")],
        "staff",
        "放出来",
        "已经处理过",
    ),
    "opened a course that is gone": Refusal(
        "course_gone",
        [
            *COURSE,
            change_all(Course, state="released"),
            say("enterprise", "看微课"),
            change_all(Course, state="withdrawn"),
        ],
        "enterprise",
        "看 1 号",
        "已经下架",
    ),
    "opened a campaign that ends before it begins": Refusal(
        "ends_first",
        [say("staff", "开服务月", "一起益企服务月", "4月30日", "4月1日")],
        "staff",
        "确认",
        "结束的日子在开始前面",
    ),
    "opened a second major event in one place": Refusal(
        "already_open",
        [change(_major_event), say("staff", "寒潮，开启应急：有补贴")],
        "staff",
        "确认",
        "还开着",
    ),
    "closed a major event twice": Refusal(
        "no_major_event",
        [change(_major_event), say("staff", "关闭应急"), change_all(MajorEvent, state="closed")],
        "staff",
        "确认",
        "已经关闭",
    ),
    "turned to a station twice": Refusal(
        "asked_already",
        [say("expert", TURNS, "确认", TURNS)],
        "expert",
        "确认",
        "还在等它答复",
    ),
    "turned to a station of which one is": Refusal(
        "own_station",
        [say("expert", TURNS), change(_at_the_desk)],
        "expert",
        "确认",
        "您就是这个站的人",
    ),
    "turned to a station while suspended": Refusal(
        "not_serving",
        [say("expert", TURNS), change_all(Qualification, state="suspended")],
        "expert",
        "确认",
        "暂停或已到期",
    ),
    "turned to a station that is one no longer": Refusal(
        "station_gone",
        [say("expert", TURNS), change(_stations_leave)],
        "expert",
        "确认",
        "不接待专家",
    ),
    "answered an expert who serves no longer": Refusal(
        "expert_gone",
        [
            say("expert", TURNS, "确认"),
            say("station", "答复专家", "欢迎来"),
            change_all(Qualification, state="withdrawn"),
        ],
        "station",
        "跳过",
        "不用答复了",
    ),
    "answered an expert twice": Refusal(
        "not_asked",
        [
            say("expert", TURNS, "确认"),
            say("station", "答复专家", "欢迎来"),
            change_all(StationRequest, state="welcome"),
        ],
        "station",
        "跳过",
        "这位专家已经答复过了",
    ),
    "listed a room of no station": Refusal(
        "station_only",
        [say("station", "登记场地", "二楼会议室"), change_all(Station, person_id=1)],
        "station",
        "确认",
        "由工作站来登记",
    ),
    "asked for a room that is gone": Refusal(
        "no_room", [*ROOM, remove_all(Room)], "expert", "确认", "没有这个场地"
    ),
    "asked for a room that is taken": Refusal(
        "room_taken", [*ROOM, change(_granted)], "expert", "确认", "已经借给别人"
    ),
    "gave a room that is taken": Refusal(
        "room_taken",
        [*ROOM, say("expert", "确认"), say("station", "答复借场地"), change(_granted)],
        "station",
        "可以借",
        "已经借给别人",
    ),
    "answered for a room twice": Refusal(
        "no_request",
        [
            *ROOM,
            say("expert", "确认"),
            say("station", "答复借场地"),
            change_all(RoomRequest, state="granted"),
        ],
        "station",
        "可以借",
        "已经答复过",
    ),
    "booked a slot that somebody has just taken": Refusal(
        "slot_taken",
        [
            change(_event),
            change_all(Activity, begins=840, finishes=900, slot_minutes=30, capacity=2),
            say("enterprise", "报名 1 号活动"),
        ],
        "enterprise",
        "18:30",
        "换一个",
    ),
    "summed up before it was held": Refusal(
        "not_held_yet", [*SUMMARY, change(_tomorrow)], "expert", "确认", "当天起才能写小结"
    ),
    "kept photos beyond the last": Refusal(
        "too_many_photos",
        [*SUMMARY, change(_photos(21))],
        "expert",
        "确认",
        "最多存 20 张照片",
    ),
    "kept for a photo what is none": Refusal(
        "no_pictures", [*SUMMARY, empty("expert", "photos", "x")], "expert", "确认", "只收照片"
    ),
    "took out a photo that is gone": Refusal(
        "no_photo",
        [
            change(_event),
            change(_photos(2)),
            say("expert", "删活动照片"),
            change_all(Activity, photos=["", "photo 1"]),
        ],
        "expert",
        "1",
        "这张照片已经删了",
    ),
    "answered for photos that are gone": Refusal(
        "no_photos",
        [
            change(_event),
            change(_photos(1)),
            say("expert", "照片可以公开"),
            change_all(Activity, photos=[]),
        ],
        "expert",
        "确认",
        "还没有照片",
    ),
    "had more left than was given": Refusal(
        "more_left_than_given",
        [change(_event), say("expert", "记活动经费", "园区商会赞助了200元，还剩500元")],
        "expert",
        "确认",
        "剩的比收的多",
    ),
    "gave neither money nor goods": Refusal(
        "nothing_given",
        [
            change(_event),
            say("expert", "记活动经费", "园区商会", "跳过", "50箱水"),
            empty("expert", "goods"),
        ],
        "expert",
        "确认",
        "给了多少钱，还是给了什么东西",
    ),
    "came after signing up was over": Refusal(
        "closed_signup",
        [*JOIN, change_all(Activity, closes_on=NOW.date() - timedelta(days=1))],
        "enterprise",
        "报名 1 号",
        "报名截止了",
    ),
    "came to what is for others": Refusal(
        "not_for_you",
        [*JOIN, change_all(Activity, audience="expert")],
        "enterprise",
        "报名 1 号",
        "只请专家来",
    ),
    "left after checking in": Refusal(
        "checked_in",
        [change(_event), say("enterprise", "报名活动"), change_all(Attendance, state="attended")],
        "enterprise",
        "不去了",
        "已经签到了",
    ),
    "checked in with a code that is none": Refusal(
        "no_such_code", DOOR, "enterprise", "签到 9999", "没有这个签到码"
    ),
    "checked in on another day": Refusal(
        "not_today", [*DOOR, change(_tomorrow)], "enterprise", "签到 4831", "当天才能用"
    ),
    "rated where one was not": Refusal(
        "was_not_there",
        [
            *DOOR,
            say("enterprise", "签到 4831", "活动打分"),
            change_all(Attendance, state="absent"),
        ],
        "enterprise",
        "5 很有用",
        "到场的人才能打分",
    ),
    "took an offer to speak twice": Refusal(
        "no_offer",
        [*SPEAKS, change_all(Attendance, state="signed_up")],
        "expert",
        "张厂长来讲吧",
        "已经定过了",
    ),
    "answered an invitation that was none": Refusal(
        "not_invited",
        [
            change(_event),
            change_all(Activity, person_id=1),
            say("expert", "报名活动"),
            change_all(Attendance, part="speaker", state="invited"),
            say("expert", "答复主讲邀请"),
            change_all(Attendance, part="guest"),
        ],
        "expert",
        "去讲",
        "没有请您来讲",
    ),
    "answered an invitation after checking in": Refusal(
        "checked_in",
        [
            change(_event),
            change_all(Activity, person_id=1),
            say("expert", "报名活动"),
            change_all(Attendance, part="speaker", state="invited"),
            say("expert", "答复主讲邀请"),
            change_all(Attendance, state="attended"),
        ],
        "expert",
        "去讲",
        "已经签到了",
    ),
    "said too early that it was not held": Refusal(
        "not_yet", [*OVER, change(_tomorrow)], "expert", "确认", "还没到日子"
    ),
    "took down what a diary tells of": Refusal(
        "told_of", [*EVENT, change(_told)], "expert", "确认", "已经有人记了日记"
    ),
    "took down an event that is gone": Refusal(
        "no_event", [*EVENT, remove_all(Activity)], "expert", "确认", "没有这场活动。"
    ),
    "took down somebody else's event": Refusal(
        "not_yours", [*EVENT, change_all(Activity, person_id=1)], "expert", "确认", "这不是您本人的事。"
    ),
    "took down an event that is over": Refusal(
        "over", [*EVENT, _a_week_later], "expert", "确认", "这场活动的日子已经过了，不能再改。"
    ),
    "took down an event twice": Refusal(
        "wrong_state",
        [*EVENT, change_all(Activity, state="cancelled")],
        "expert",
        "确认",
        "活动现在是“已取消”",
    ),
    "moved an event that was called off": Refusal(
        "cancelled",
        [change(_event), say("expert", "活动改期", "下周五"), change_all(Activity, state="cancelled")],
        "expert",
        "确认",
        "这场活动已经撤下了。",
    ),
    "came to an event that was called off": Refusal(
        "no_event_ahead",
        [change(_event), say("enterprise", "近期活动"), change_all(Activity, state="cancelled")],
        "enterprise",
        "报名 1 号",
        "这场活动办完了或者取消了。",
    ),
    "left an event that one had left": Refusal(
        "not_signed_up",
        [change(_event), say("enterprise", "报名活动"), change_all(Attendance, state="declined")],
        "enterprise",
        "不去了",
        "您没有报名这场活动。",
    ),
    "signed up for a training that is gone": Refusal(
        "no_training", [*SIGN_UP, remove_all(Activity)], "expert", "报名", "没有这次培训。"
    ),
    "signed up for a training that was held": Refusal(
        "over", [*SIGN_UP, change_all(Activity, state="held")], "expert", "报名", "这次培训已经办完或取消了。"
    ),
    "recorded a training of elsewhere": Refusal(
        "outside", [*RECORD, change_all(Activity, region="130100")], "staff", "确认", "不在您的辖区内。"
    ),
    "recorded a training twice": Refusal(
        "wrong_state", [*RECORD, change_all(Activity, state="held")], "staff", "确认", "培训现在是“已举办”"
    ),
    "wrote about a plan that is gone": Refusal(
        "no_year_paper",
        [
            say("station", "交活动计划", "每季度一场讲座", "确认"),
            say("staff", "给活动计划写意见", "写得清楚"),
            remove_all(YearPaper),
        ],
        "staff",
        "确认",
        "没有这份",
    ),
    "asked for a plan again twice": Refusal(
        "already_reopened",
        [
            say("station", "交活动计划", "每季度一场讲座", "确认"),
            say("staff", "退回活动计划", "写上日期"),
            change_all(YearPaper, returned_at=NOW),
        ],
        "staff",
        "确认",
        "已经请他们重交",
    ),
    "a plan of one who keeps no station": Refusal(
        "no_station",
        [say("station", "交活动计划", "办三场讲座"), change_all(Station, person_id=1)],
        "station",
        "确认",
        "活动计划和总结由工作站来交。",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("activities") <= {row.code for row in TABLE.values()}
