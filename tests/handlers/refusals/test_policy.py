"""What policy refuses reaches people in its own words, whichever subject asks it."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from storage.tables import Application, Qualification, Staff
from tests.handlers.refusals.scene import ACTIONS, Refusal, Scene, change_all, codes_in, codes_of, say
from tests.handlers.refusals.test_applications import application

HERE = Path(__file__).parent
SUBJECTS = [folder.parent.name for folder in ACTIONS.glob("*/__init__.py") if codes_of(folder.parent.name)]
SUSPEND = say("staff", "暂停 李律师", "查核投诉")
TURN_DOWN = say("staff", "不予通过 何志强 年限不够")
MISTAKES = {"unknown_action", "unknown_state", "unknown_deed", "unknown_complaint"}
"""Only a fault of the code asks for what no table knows."""
NOT_OFFERED = {
    "no_assessment": "the list of the year is not opened where the pack has no rules for it",
    "round_closed": "said before anything is asked, and a draft is put aside",
    "round_of_others": "the same",
    "publicity_running": "the calendar certifies, and asks for what is over",
    "objection_open": "the same, and for what nobody objects to",
}


def _years_later(scene: Scene) -> None:
    clock = scene.stage.app.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(days=365 * 6))


def _province_comes(scene: Scene) -> None:
    scene.arrive("province", Actor("老郑", "staff", jurisdiction="440000"))


def _viewer_comes(scene: Scene) -> None:
    scene.arrive("viewer", Actor("小何", "viewer", unit="霞山产业园工作站"))


TABLE = {
    "a station's deed by one who only looks": Refusal(
        "only_looks",
        [_viewer_comes, say("viewer", "登记场地", "二楼会议室")],
        "viewer",
        "确认",
        "您在站里是「只看」",
    ),
    "renewal under a pack that knows no experts": Refusal(
        "not_covered",
        [change_all(Qualification, pack="guangdong-2023")],
        "expert",
        "续聘",
        "没有关于志愿专家的规定。",
    ),
    "suspended by one who may no more": Refusal(
        "wrong_role",
        [SUSPEND, change_all(Staff, roles=["operator"])],
        "staff",
        "确认",
        "这件事您的身份办不了。",
    ),
    "turned down by a city what is the province's": Refusal(
        "wrong_level",
        [application(), TURN_DOWN, change_all(Application, pack="hebei-2020"), _province_comes],
        "staff",
        "确认",
        "这一步由省级来办，市级看得到，办不了。",
    ),
    "passed in a year whose holidays nobody knows": Refusal(
        "unknown_year",
        [application(), _years_later],
        "staff",
        "通过 何志强",
        "年的放假调休安排尚不可知",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_has_its_table(subject: str) -> None:
    assert (HERE / f"test_{subject}.py").exists()


def test_no_refusal_stands_outside_the_subjects() -> None:
    kernel = set().union(*(codes_in(file) for file in ACTIONS.glob("*.py") if file.name != "access.py"))
    assert not kernel


def test_every_refusal_of_policy_is_shown_or_never_said() -> None:
    rules = set().union(*(codes_in(file) for file in (ACTIONS.parent / "programme").rglob("*.py")))
    shown = {row.code for subject in SUBJECTS for row in _table(subject)} | {
        row.code for row in TABLE.values()
    }
    never = MISTAKES | NOT_OFFERED.keys()
    assert rules == (rules & shown) | never
    assert not shown & never


def _table(subject: str) -> list[Refusal]:
    return list(import_module(f"tests.handlers.refusals.test_{subject}").TABLE.values())
