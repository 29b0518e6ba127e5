"""Words longer than what is kept of them are asked for in fewer, on every kind of database; no card of theirs ends in an error."""

from __future__ import annotations

from datetime import date

from actions.access import policy
from actions.refusal import Refused
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.tables import Team
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, rows, say

LONG = "每周三下午来坐诊，先讲政策再一家一家问，"
EXPERT = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
STATION = Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1))
STAFF = Actor("何畅", "staff", "440800", jurisdiction="440800", staff_roles=("reviewer", "operator", "admin"))


def told(app: App, who: str, *lines: str) -> list[str]:
    return [say(app, who, line, f"{who}:{number}:{line[:20]}") for number, line in enumerate(lines)]


def test_what_an_expert_would_do_at_a_station(app: App) -> None:
    arrive(app, STATION)
    arrive(app, EXPERT)
    answers = told(app, "李律师", "去工作站坐诊", "霞山产业园工作站", LONG * 15, "每周三下午来坐诊", "确认")
    assert "200 字以内" in answers[2]
    assert "想做的：每周三下午来坐诊" in answers[3]
    assert "问了" in answers[4]
    told(app, "陈站长", "答复专家", "欢迎来")
    assert "200 字以内" in say(app, "陈站长", LONG * 15, "long")
    assert "发布一场义诊" in say(app, "陈站长", "周三下午两点，二楼", "short")


def test_the_ground_of_a_round(app: App) -> None:
    arrive(app, STAFF)
    answers = told(
        app,
        "何畅",
        "开始招募",
        "12月31日",
        "专家和工作站",
        f"关于招募的通知{LONG * 15}",
        "湛中小服〔2026〕9号",
    )
    assert "200 字以内" in answers[3]
    assert "依据：湛中小服〔2026〕9号" in answers[4]


def test_what_no_question_measured_is_refused_and_nothing_is_kept(app: App) -> None:
    by = arrive(app, STAFF)
    names = ("队" * 30, "队" * 31)

    def make(work: UnitOfWork) -> list[str]:
        return [
            _made(work, Team(name=name, region="440800", person_id=by, created_at=app.clock.now()))
            for name in names
        ]

    assert app.database.write(make).result() == ["", "太长了没存下，30 字以内再说一次，好吗？"]
    assert rows(app, Team) == 1


def _made(work: UnitOfWork, row: Team) -> str:
    try:
        with policy(), work.undone_if_refused():
            work.session.add(row)
    except Refused as refusal:
        return refusal.text
    return ""
