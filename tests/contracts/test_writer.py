"""Nothing is there unless it was committed, and an answer leaves only after its commit."""

from __future__ import annotations

from threading import Barrier, Event

import pytest
from sqlalchemy import Connection, event

from bot.app import House
from bot.runtime.writer import GroupWriter, NotTaken
from storage.tables import Enterprise
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import rows


def firm(house: House, name: str) -> Enterprise:
    return Enterprise(name=name, region="440802", focus=[], created_at=house.now())


def test_what_fails_leaves_nothing(house: House) -> None:
    def failing(work: UnitOfWork) -> None:
        work.session.add(firm(house, "蓝湾"))
        work.session.flush()
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        house.write(failing).result()
    assert rows(house, Enterprise) == 0


def test_what_comes_after_the_commit_sees_the_rows(house: House) -> None:
    seen: list[int] = []
    done = Event()

    def look() -> None:
        seen.append(rows(house, Enterprise))
        done.set()

    def writing(work: UnitOfWork) -> None:
        work.session.add(firm(house, "蓝湾"))
        work.after_commit.append(look)

    house.write(writing).result()
    assert done.wait(10)
    assert seen == [1]


def test_what_comes_after_the_commit_never_comes_without_one(house: House) -> None:
    rung: list[str] = []

    def failing(work: UnitOfWork) -> None:
        work.after_commit.append(lambda: rung.append("rung"))
        raise LookupError

    with pytest.raises(LookupError):
        house.write(failing).result()
    house.write(lambda work: None).result()
    assert rung == []


def test_different_people_are_served_in_parallel_where_the_database_can(house: House) -> None:
    if house.engine.dialect.name == "sqlite":
        return
    both = Barrier(2, timeout=30)
    lanes = {hash(str(number)) % 4: str(number) for number in range(64)}
    first, second, *_ = lanes.values()
    futures = [house.write(lambda work: both.wait() >= 0, key) for key in (first, second)]
    assert all(future.result() for future in futures)


def test_one_who_no_longer_waits_stops_nobody(house: House) -> None:
    """A page gives up after twenty seconds; what it no longer waits for is not written, and the writer goes on."""
    begun, go_on = Event(), Event()

    def slow(work: UnitOfWork) -> str:
        begun.set()
        go_on.wait(20)
        return "done"

    first = house.write(slow, "one")
    assert begun.wait(20)
    given_up = house.write(lambda work: work.session.add(firm(house, "不等了")), "one")
    assert given_up.cancel()
    assert not first.cancel()
    go_on.set()
    assert first.result(20) == "done"
    assert house.write(lambda work: "next", "one").result(20) == "next"
    assert rows(house, Enterprise) == 0


def test_a_refusal_that_concerns_nobody_any_more_does_not_stop_the_writer(sqlite_house: House) -> None:
    house, held, begun = sqlite_house, Event(), Event()
    assert isinstance(house.writer, GroupWriter)

    def slow(work: UnitOfWork) -> None:
        begun.set()
        held.wait(30)

    def refuse(connection: Connection) -> None:
        raise RuntimeError("locked")

    house.write(slow)
    assert begun.wait(30)
    assert house.write(lambda work: None).cancel()
    event.listen(house.engine, "begin", refuse, insert=True)
    held.set()
    while not house.writer._queue.empty():
        Event().wait(0.001)
    with pytest.raises(NotTaken):
        house.write(lambda work: None).result(30)
    event.remove(house.engine, "begin", refuse)
    assert house.write(lambda work: 7).result(30) == 7
