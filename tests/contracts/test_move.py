"""From SQLite to PostgreSQL: every row, unchanged, into an empty database, and life goes on there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.app import House
from bot.clock import StoppedClock
from bot.runtime.copy_database import move, run
from bot.runtime.single_instance import InUse, sole_owner
from storage.tables import Need, Outbox
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, say


def lived_in(house: House) -> str:
    """A need and its notices; one waits for the morning. The database's address."""
    arrive(house, FIRM)
    arrive(house, lawyer("李律师"))
    say(house, "张厂长", NEED, "one")
    say(house, "张厂长", "确认", "two")
    house.close()
    return str(house.engine.url)


def test_everything_is_moved_and_the_talk_goes_on(
    sqlite_house: House, postgres: Callable[[], str], clock: StoppedClock
) -> None:
    source, target = lived_in(sqlite_house), postgres()
    said: list[str] = []
    assert run(source, target, said.append) == 0
    assert "逐行核对一致" in said[-2]
    there = House(target, clock=clock)
    try:
        assert rows(there, Need) == 1
        clock.move(timedelta(minutes=1))
        assert "接单成功" in say(there, "李律师", "接单", "three")
        there.deliver()
        assert rows(there, Outbox, Outbox.kind == "accepted", Outbox.state == "sent") == 1
    finally:
        there.close()


def test_a_database_that_holds_something_is_left_alone(
    sqlite_house: House, postgres: Callable[[], str], clock: StoppedClock
) -> None:
    source, target = lived_in(sqlite_house), postgres()
    there = House(target, clock=clock)
    arrive(there, FIRM)
    said: list[str] = []
    assert run(source, target, said.append) == 1
    assert "不是空的" in said[0]
    assert rows(there, Need) == 0
    there.close()


def test_what_is_still_served_is_not_moved(sqlite_house: House, postgres: Callable[[], str]) -> None:
    source = lived_in(sqlite_house)
    with sole_owner(source), pytest.raises(InUse):
        list(move(source, postgres()))


def test_a_row_that_changes_on_the_way_is_found_and_nothing_is_kept(
    sqlite_house: House, postgres: Callable[[], str], clock: StoppedClock
) -> None:
    source, target = lived_in(sqlite_house), postgres()
    there = House(target, clock=clock)
    spoil = "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := '别的'; RETURN NEW; END $$"
    with there.engine.begin() as connection:
        connection.execute(text(spoil))
        connection.execute(
            text("CREATE TRIGGER spoil BEFORE INSERT ON need FOR EACH ROW EXECUTE FUNCTION spoil()")
        )
    said: list[str] = []
    assert run(source, target, said.append) == 1
    assert "need 两边不一致" in said[-1]
    assert rows(there, Need) == rows(there, Outbox) == 0
    there.close()
