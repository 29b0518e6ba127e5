"""Giving a need back leaves the expert as free as before, and asks the next."""

from __future__ import annotations

from sqlalchemy import select

from bot.app import App
from storage.tables import Expert, Need, Person
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, say


def test_who_gives_back_has_room_again_and_is_not_asked_twice(app: App) -> None:
    arrive(app, FIRM)
    arrive(app, lawyer("甲律师", capacity=1))
    say(app, "张厂长", NEED)
    say(app, "张厂长", "确认")
    say(app, "甲律师", "接受")
    assert _load(app, "甲律师") == 1
    arrive(app, lawyer("乙律师"))
    say(app, "甲律师", "不接了")
    assert "已另请专家" in say(app, "甲律师", "确认")
    assert _load(app, "甲律师") == 0
    assert "接单成功" in say(app, "乙律师", "接受", "second")
    assert (_load(app, "甲律师"), _load(app, "乙律师")) == (0, 1)
    assert _state(app) == "accepted"


def test_an_expert_with_one_place_takes_the_next_after_giving_back(app: App) -> None:
    arrive(app, FIRM)
    arrive(app, lawyer("甲律师", capacity=1))
    for number, text in enumerate((NEED, "加盟合同想解除，对方不退定金，要不要起诉")):
        say(app, "张厂长", text)
        say(app, "张厂长", "确认", f"yes {number}")
        assert "接单成功" in say(app, "甲律师", "接受", f"take {number}")
        say(app, "甲律师", "不接了", f"back {number}")
        say(app, "甲律师", "确认", f"sure {number}")


def _load(app: App, name: str) -> int:
    of_name = select(Expert.load).join(Person).where(Person.name == name)
    with app.database.read() as connection:
        return connection.execute(of_name).scalar_one()


def _state(app: App) -> str:
    with app.database.read() as connection:
        return connection.execute(select(Need.state)).scalar_one()
