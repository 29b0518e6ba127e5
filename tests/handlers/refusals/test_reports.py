"""What is refused about digests, figures and the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.tables import Diary, Expert, Person, Qualification, Station, StationExpert, YearClosing
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, empty, say

SILENT = change_all(Qualification, silent_since=NOW.date() - timedelta(days=175))
ENDING = change_all(Qualification, until=NOW.date() + timedelta(days=20))
OVER = change_all(Qualification, state="revoked")
MOVED = change_all(Expert, region="130102")
DIGEST = say("staff", "日报")
SHORT = change_all(Qualification, certified_on=date(2024, 1, 1))
"""Nothing was done in the whole of last year."""


def _closing(work: UnitOfWork) -> None:
    by = work.session.scalars(select(Person.id)).first()
    closing = YearClosing(region="440800", pack="national-2023", year=2025, person_id=by, closed_at=NOW)
    work.session.add(closing)


def _in_january(scene: Scene) -> None:
    scene.stage.app.clock.at = NOW.replace(month=1, day=12)  # type: ignore[attr-defined]  # a stopped clock


def _register(state: str) -> Step:
    """The station counts the expert among its own, or has asked them (`state`)."""

    def put(work: UnitOfWork) -> None:
        station = work.session.scalars(select(Station)).one()
        expert = work.session.scalars(select(Expert)).one()
        row = StationExpert(station_id=station.id, expert_id=expert.id, state=state, by_phone=False)
        row.asked_by, row.asked_at = station.person_id, NOW
        work.session.add(row)

    return change(put)


TABLE = {
    "an expert of a station's reminded twice a week": Refusal(
        "nobody_to_remind",
        [_register("yes"), say("station", "提醒本站专家"), change_all(StationExpert, reminded_at=NOW)],
        "station",
        "确认",
        "最近提醒过",
    ),
    "reminded one whose title is over": Refusal(
        "no_qualification", [SILENT, DIGEST, OVER], "staff", "提醒 李律师", "这份资格现在不用提醒了。"
    ),
    "reminded one who is not silent any more": Refusal(
        "no_qualification",
        [SILENT, DIGEST, change_all(Qualification, silent_since=None)],
        "staff",
        "提醒 李律师",
        "这份资格现在不用提醒了。",
    ),
    "reminded twice a day": Refusal(
        "nudged",
        [SILENT, DIGEST, say("staff", "提醒 李律师"), DIGEST],
        "staff",
        "提醒 李律师",
        "李律师今天已经提醒过了",
    ),
    "reminded one who has moved": Refusal(
        "outside", [SILENT, DIGEST, MOVED], "staff", "提醒 李律师", "不在您的辖区内。"
    ),
    "asked one whose title is over about renewal": Refusal(
        "no_qualification", [ENDING, DIGEST, OVER], "staff", "问续聘 李律师", "这份资格现在不用续聘了。"
    ),
    "asked about renewal twice a day": Refusal(
        "nudged",
        [ENDING, DIGEST, say("staff", "问续聘 李律师"), DIGEST],
        "staff",
        "问续聘 李律师",
        "李律师今天已经提醒过了",
    ),
    "put nobody forward": Refusal(
        "nobody",
        [change_all(Diary, state="retracted"), say("staff", "上报优秀名单")],
        "staff",
        "确认",
        "2026 年度还没有可以推荐的",
    ),
    "kept a title of which nothing is to be decided": Refusal(
        "nothing_to_decide",
        [SHORT, say("staff", "保留资格 李律师 住院半年"), change_all(Qualification, certified_on=NOW.date())],
        "staff",
        "确认",
        "年度不用决定",
    ),
    "kept a title without a reason": Refusal(
        "no_reason",
        [SHORT, say("staff", "保留资格 李律师 住院半年"), empty("staff", "reason")],
        "staff",
        "确认",
        "保留资格，原因是",
    ),
    "closed a year twice": Refusal(
        "year_closed", [say("staff", "结束年度"), change(_closing)], "staff", "确认", "2025 年度已经结束了。"
    ),
    "closed a year in January": Refusal(
        "late_diaries", [_in_january, say("staff", "结束年度")], "staff", "确认", "还能补到1月31日"
    ),
    "closed a year too early": Refusal(
        "undecided", [SHORT, say("staff", "结束年度")], "staff", "确认", "没达标的没有决定"
    ),
    "commended whom nothing speaks for": Refusal(
        "not_proposed",
        [
            change_all(Diary, hours=13, served_on=NOW.date() - timedelta(days=1)),
            say("staff", "表彰 李律师"),
            change_all(Diary, state="retracted"),
        ],
        "staff",
        "确认",
        "不在 2026 年度的评优建议里",
    ),
    "set goals for a year that is over": Refusal(
        "past_year", [say("staff", "2025年目标：服务100家企业")], "staff", "确认", "已经过去了"
    ),
    "asked for a goal where there is none": Refusal(
        "no_goal", [], "staff", "中心目标", "没有定专家和工作站的比例。"
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("reports") <= {row.code for row in TABLE.values()}
