"""Who did not come is put down as a person: called alike, they are asked apart; who was there stays so."""

from __future__ import annotations

from sqlalchemy import select

from actions.activities.door import check_in, put_down
from actions.activities.events import Event, publish
from actions.activities.joining import join_event
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage.queries.activities.coming import door_code
from storage.queries.people.speakers import by_account, by_person
from storage.tables import Attendance
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer, say

SALON = Event("用工沙龙", MONDAY.date(), "", "440802", begins=1080, finishes=1200)
ALIKE = (("陈姐", "明记食品店"), ("陈姐", "红土地农业公司"), ("李和平", "蓝湾海鲜加工厂"))


def _held(app: App, crowd: tuple[tuple[str, str], ...] = ALIKE) -> tuple[int, list[int]]:
    """An activity of today, and who signed up for it."""
    giver = arrive(app, lawyer("主办"))
    people = [_enter(app, number, *one) for number, one in enumerate(crowd)]
    key = app.database.write(lambda work: publish(work, by_person(work, giver), SALON, MONDAY)).result()
    for person in people:
        app.database.write(
            lambda work, who=person: join_event(work, by_person(work, who), key, False, MONDAY)  # type: ignore[misc]  # defaults bind the loop's values
        ).result()
    return key, people


def _enter(app: App, number: int, name: str, firm: str) -> int:
    actor = Actor(name, "enterprise", "440802", enterprise=firm)
    accounts = [("web", f"{name}{number}")]
    return app.database.write(lambda work: enter(work, actor, accounts, app.rules, MONDAY)).result()


def _checks_in(app: App, key: int, person: int) -> None:
    app.database.write(
        lambda work: check_in(work, by_person(work, person), door_code(work, key), MONDAY)
    ).result()


def _states(app: App, people: list[int]) -> list[str]:
    with app.database.read() as connection:
        rows = connection.execute(select(Attendance.person_id, Attendance.state)).all()
    states = {row.person_id: row.state for row in rows}
    return [states[person] for person in people]


def _said(app: App, *said: str) -> str:
    return [say(app, "主办", text, f"{number}{text}") for number, text in enumerate(said)][-1]


def test_two_who_are_called_alike_are_shown_with_their_firms_and_one_is_put_down(sqlite_app: App) -> None:
    _, people = _held(sqlite_app)
    assert "陈姐（明记食品店）、陈姐（红土地农业公司）、李和平" in _said(sqlite_app, "登记到场")
    assert "2 人到场，1 人没来" in _said(sqlite_app, "陈姐（红土地农业公司）没来", "确认")
    assert _states(sqlite_app, people) == ["attended", "absent", "attended"]


def test_a_name_of_two_puts_nobody_down_but_is_asked_apart(sqlite_app: App) -> None:
    _, people = _held(sqlite_app)
    answer = _said(sqlite_app, "登记到场", "陈姐没来", "确认")
    assert "叫「陈姐」的有 2 位：陈姐（明记食品店）、陈姐（红土地农业公司）" in answer
    assert "还没登记" in answer
    assert _states(sqlite_app, people) == ["signed_up"] * 3


def test_a_name_of_two_means_the_one_who_has_not_checked_in(sqlite_app: App) -> None:
    key, people = _held(sqlite_app)
    _checks_in(sqlite_app, key, people[0])
    assert "2 人到场，1 人没来" in _said(sqlite_app, "登记到场", "陈姐没来", "确认")
    assert _states(sqlite_app, people) == ["attended", "absent", "attended"]


def test_two_of_one_name_and_one_firm_are_told_apart_by_number(sqlite_app: App) -> None:
    _, people = _held(sqlite_app, (("陈姐", "明记食品店"),) * 2)
    assert "陈姐（明记食品店）、陈姐（明记食品店）第 2 位" in _said(sqlite_app, "登记到场")
    assert "1 人到场，1 人没来" in _said(sqlite_app, "陈姐（明记食品店）第 2 位没来", "确认")
    assert _states(sqlite_app, people) == ["attended", "absent"]


def test_a_name_is_read_whole_though_it_holds_a_word_that_joins(sqlite_app: App) -> None:
    _, people = _held(sqlite_app)
    answer = _said(sqlite_app, "登记到场", "李和平和陈姐（明记食品店）都没来", "确认")
    assert "1 人到场，2 人没来" in answer
    assert _states(sqlite_app, people) == ["absent", "attended", "absent"]


def test_who_has_checked_in_or_did_not_sign_up_is_not_put_down(sqlite_app: App) -> None:
    key, people = _held(sqlite_app)
    _checks_in(sqlite_app, key, people[2])
    assert "「李和平」已经到场了" in _said(sqlite_app, "登记到场", "李和平没来", "确认")
    assert "报名的人里没有「周工」" in _said(sqlite_app, "再登记一次", "登记到场", "周工没来", "确认")
    assert _states(sqlite_app, people) == ["signed_up", "signed_up", "attended"]


def test_a_check_in_while_the_card_stands_open_holds(sqlite_app: App) -> None:
    key, people = _held(sqlite_app)
    _checks_in(sqlite_app, key, people[0])

    def down(work: UnitOfWork) -> tuple[int, int]:
        giver = by_account(work, "web", "主办")
        assert giver is not None
        return put_down(work, giver, key, people, MONDAY)

    assert sqlite_app.database.write(down).result() == (1, 2)
    assert _states(sqlite_app, people) == ["attended", "absent", "absent"]
