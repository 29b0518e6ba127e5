"""Giving a need back leaves the expert as free as before, and asks the next."""

from __future__ import annotations

from sqlalchemy import select

from bot.app import House
from storage.tables import Expert, Need, Person
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, say


def test_who_gives_back_has_room_again_and_is_not_asked_twice(house: House) -> None:
    arrive(house, FIRM)
    arrive(house, lawyer("甲律师", capacity=1))
    say(house, "张厂长", NEED)
    say(house, "张厂长", "确认")
    say(house, "甲律师", "接受")
    assert _load(house, "甲律师") == 1
    arrive(house, lawyer("乙律师"))
    say(house, "甲律师", "不接了")
    assert "已另请专家" in say(house, "甲律师", "确认")
    assert _load(house, "甲律师") == 0
    assert "接单成功" in say(house, "乙律师", "接受", "second")
    assert (_load(house, "甲律师"), _load(house, "乙律师")) == (0, 1)
    assert _state(house) == "accepted"


def test_an_expert_with_one_place_takes_the_next_after_giving_back(house: House) -> None:
    arrive(house, FIRM)
    arrive(house, lawyer("甲律师", capacity=1))
    for number, text in enumerate((NEED, "加盟合同想解除，对方不退定金，要不要起诉")):
        say(house, "张厂长", text)
        say(house, "张厂长", "确认", f"yes {number}")
        assert "接单成功" in say(house, "甲律师", "接受", f"take {number}")
        say(house, "甲律师", "不接了", f"back {number}")
        say(house, "甲律师", "确认", f"sure {number}")


def _load(house: House, name: str) -> int:
    of_name = select(Expert.load).join(Person).where(Person.name == name)
    with house.reader.connect() as connection:
        return connection.execute(of_name).scalar_one()


def _state(house: House) -> str:
    with house.reader.connect() as connection:
        return connection.execute(select(Need.state)).scalar_one()
